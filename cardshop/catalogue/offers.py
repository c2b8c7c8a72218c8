"""What can be ordered right now: products as the till and the cart see them, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfferedVariant:
    """One combination of an offer; `stock` empty means not counted."""

    id: int
    values: tuple[str, ...]
    price: int
    sku: str
    stock: int | None
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class OfferedModifier:
    """An extra; its price is for one piece."""

    id: int
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """Extras of which a customer picks between `minimum` and `maximum`."""

    id: int
    name: str
    minimum: int
    maximum: int
    modifiers: tuple[OfferedModifier, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A product of a business. `is_active` is false for drafts, sold out and archived ones."""

    id: int
    slug: str
    name: str
    is_active: bool
    price: int
    sku: str
    stock: int | None
    tax_basis_points: int
    preparation_minutes: int
    picture_id: int | None
    option_names: tuple[str, ...]
    variants: tuple[OfferedVariant, ...]
    groups: tuple[OfferedGroup, ...]

    def variant(self, variant_id: int | None) -> OfferedVariant | None:
        """The variant of that key; nothing when the product has none such."""
        return next((v for v in self.variants if v.id == variant_id), None)

    def stock_of(self, variant_id: int | None) -> int | None:
        """How many there are, or nothing where it is not counted."""
        found = self.variant(variant_id)
        return found.stock if found else self.stock

    @property
    def modifiers(self) -> Mapping[int, tuple[OfferedGroup, OfferedModifier]]:
        """Every extra by its key, with its group."""
        return {m.id: (group, m) for group in self.groups for m in group.modifiers}
