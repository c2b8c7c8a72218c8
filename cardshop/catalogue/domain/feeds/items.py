"""An item of a feed: a product, or one of its variants, with everything that is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cardshop.lib.money import Currency

# What both take for the choices that shops have most, in the languages of our owners.
_ATTRIBUTES = {
    "size": "size sizes größe grösse taille talla tamaño tamanho taglia maat rozmiar размер ukubwa"
    " beden boyut اندازه سایز حجم مقاس",
    "color": "color colour colors colours farbe couleur cor colore kleur kolor цвет rangi renk"
    " رنگ لون",
    "material": "material materials matériau matière materiale materiaal материал جنس مادة",
    "pattern": "pattern muster motif patrón padrão motivo patroon",
}
_BY_WORD = {word: name for name, words in _ATTRIBUTES.items() for word in words.split()}
LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one thing. Prices are minor units; pictures are addresses, first first.

    `choices` are the options' names with the values of this variant.
    """

    product_id: int
    variant_id: int | None
    title: str
    description: str
    is_available: bool
    price: int
    link: str
    pictures: tuple[str, ...]
    brand: str
    gtin: str
    sku: str
    category: str
    choices: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """At most 25 characters; the import knows our items by it."""
        own = f"p{self.product_id}"
        return own if self.variant_id is None else f"{own}-v{self.variant_id}"

    @property
    def group(self) -> str:
        """What all variants of a product share; empty for a product without."""
        return "" if self.variant_id is None else f"p{self.product_id}"

    @property
    def attributes(self) -> Mapping[str, str]:
        """The choices that both have a column for: size, color, material, pattern."""
        return {_BY_WORD[n.casefold()]: v for n, v in self.choices if n.casefold() in _BY_WORD}

    @property
    def others(self) -> list[tuple[str, str]]:
        """The choices that neither has a column for."""
        return [(n, v) for n, v in self.choices if n.casefold() not in _BY_WORD]

    @property
    def full_title(self) -> str:
        """The name with the chosen values, 150 characters at most."""
        chosen = ", ".join(value for _, value in self.choices)
        return (f"{self.title} – {chosen}" if chosen else self.title)[:LONGEST_TITLE]


@dataclass(frozen=True, slots=True)
class Shop:
    """What a feed says of the shop itself."""

    name: str
    link: str
    currency: Currency
