"""What can be chosen of a product, in words: variants with prices, extras with their rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from cardshop.catalogue.offers import OfferedGroup, OfferedVariant
from cardshop.catalogue.published_product import PublicProduct
from cardshop.web.locales import number

# More than these are chosen from a list that opens: on a phone nobody passes a hundred rows.
MOST_ROWS = 12

Money = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant or an extra: its words, its price in words and in minor units, whether it is left.

    `is_chosen` is what the form begins with.
    """

    id: int
    words: str
    price: str
    minor: int
    is_left: bool = True
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Variants:
    """The variants under one heading; `groups` are for a list that opens, by the first option."""

    title: str
    rows: list[Choice]
    groups: list[tuple[str, list[Choice]]]


@dataclass(frozen=True, slots=True)
class Extras:
    """A group of extras, and in words how many may be picked."""

    id: int
    title: str
    rule: str
    minimum: int
    maximum: int
    rows: list[Choice]

    @property
    def is_single(self) -> bool:
        """Whether one at most is picked: its extras shut each other out."""
        return self.maximum == 1


def variants_of(product: PublicProduct, money: Money, wanted: str) -> Variants | None:
    """The product's variants; the wanted one, else the first that is left, is chosen.

    `wanted` is the key that an address names. Nothing for a product without variants.
    """
    if not product.variants:
        return None
    left = [variant.id for variant in product.variants if product.has_left(variant)]
    named = [key for key in left if str(key) == wanted]
    first = next(iter([*named, *left]), None)
    title = _(", ").join(product.option_names)

    def choice(variant: OfferedVariant) -> Choice:
        return Choice(
            variant.id,
            " · ".join(variant.values),
            money(variant.price),
            variant.price,
            is_left=product.has_left(variant),
            is_chosen=variant.id == first,
        )

    if len(product.variants) <= MOST_ROWS:
        return Variants(title, [choice(v) for v in product.variants], [])
    has_more = len(product.option_names) > 1
    groups = [
        (name, [choice(v) for v in some])
        for name, some in groupby(product.variants, lambda v: v.values[0] if has_more else "")
    ]
    return Variants(title, [], groups)


def extras_of(product: PublicProduct, money: Money) -> list[Extras]:
    """The product's groups of extras. One that has to be picked begins with its first extra."""
    return [
        Extras(
            id=group.id,
            title=group.name,
            rule=rule_of(group),
            minimum=group.minimum,
            maximum=group.maximum,
            rows=[
                Choice(
                    modifier.id,
                    modifier.name,
                    f"+ {money(modifier.price)}" if modifier.price else "",
                    modifier.price,
                    is_chosen=place == 0 and group.minimum == group.maximum == 1,
                )
                for place, modifier in enumerate(group.modifiers)
            ],
        )
        for group in product.groups
    ]


def rule_of(group: OfferedGroup) -> str:
    """How many may be picked, in words."""
    least, most = group.minimum, min(group.maximum, len(group.modifiers))
    return str(_required(group, least, most) if least else _optional(group, most))


def _required(group: OfferedGroup, least: int, most: int) -> Any:
    if least == most:
        return _("Choose one") if least == 1 else _("Choose %(count)s", count=number(least))
    if most == len(group.modifiers):
        return _("Choose at least %(count)s", count=number(least))
    return _("Choose %(least)s to %(most)s", least=number(least), most=number(most))


def _optional(group: OfferedGroup, most: int) -> Any:
    if most == 1:
        return _("Choose one, if you like")
    if most == len(group.modifiers):
        return _("Choose any")
    return _("Choose up to %(count)s", count=number(most))
