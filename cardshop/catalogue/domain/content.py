"""What may be said of categories and products: one check for pages, API, imports and demo."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from cardshop.lib import money, page_slugs
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import RowKey, Typed
from cardshop.lib.validation import Strict, asking

LONGEST_NAME, LONGEST_DESCRIPTION = 150, 5000
MOST_IMAGES, MOST_OPTIONS, MOST_VALUES, MOST_VARIANTS = 10, 3, 50, 100
MOST_GROUPS, MOST_MODIFIERS, MOST_TAGS = 10, 30, 20
LARGEST_STOCK = 1_000_000
# A week: what takes longer is agreed on by talking.
LONGEST_PREPARATION = 7 * 24 * 60

Status = Literal["draft", "active", "sold_out", "archived"]


class NameMissing(Invalid):
    """Enter a name."""


class SlugInvalid(Invalid):
    """Use letters a-z, digits and single hyphens, like rye-bread."""


class GtinInvalid(Invalid):
    """A barcode number has 8, 12, 13 or 14 digits, and its last one must fit the others."""


class TaxInvalid(Invalid):
    """Enter a tax rate from 0 to 100 percent, with at most two digits after the point."""


class PicksUnfitting(Invalid):
    """The most that may be picked must be at least the least, and there must be as many extras."""


def check_slug(slug: str) -> str:
    """The last part of a product's address, or nothing. Raises SlugInvalid."""
    slug = slug.strip().lower()
    if slug and not page_slugs.is_slug(slug):
        raise SlugInvalid
    return slug


def check_gtin(gtin: str) -> str:
    """A GTIN with a right check digit (GS1 General Specifications 7.9), or nothing."""
    gtin = gtin.strip().replace(" ", "")
    if not gtin:
        return ""
    if len(gtin) not in (8, 12, 13, 14) or not re.fullmatch("[0-9]+", gtin):
        raise GtinInvalid
    digits = [int(d) for d in reversed(gtin)]
    if (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10:
        raise GtinInvalid
    return gtin


def basis_points(percent: float) -> int:
    """A rate as hundredths of a percent: 16 is 1600, 7.7 is 770. Raises TaxInvalid."""
    exact = Decimal(str(percent)) * 100
    if exact != exact.to_integral_value() or not 0 <= exact <= 10_000:
        raise TaxInvalid
    return int(exact)


def percent(basis: int) -> int | float:
    """The reverse: 1600 is 16, 770 is 7.7."""
    return basis // 100 if basis % 100 == 0 else float(Decimal(basis) / 100)


def _rate(value: float) -> float:
    basis_points(value)
    return value


_PERCENT: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 100}
Amount = Annotated[int, Field(ge=0, le=money.LARGEST)]
Stock = Annotated[int, Field(ge=0, le=LARGEST_STOCK)]
Sku = Annotated[str, Typed(100)]
Tag = Annotated[str, Typed(40, needed=NameMissing)]
Choice = Annotated[str, Typed(60, needed=NameMissing)]
Gtin = Annotated[str, AfterValidator(asking(check_gtin))]
# In Python a float only on its way from JSON; it is kept as whole basis points.
Rate = Annotated[
    float,
    Field(allow_inf_nan=False),
    AfterValidator(asking(_rate)),
    WithJsonSchema(_PERCENT),
]


class CategoryContent(Strict):
    """A category; `position` counts from 0 among those of the same parent."""

    name: Annotated[str, Typed(80, needed=NameMissing)]
    parent_id: RowKey | None = None
    position: Annotated[int, Field(ge=0, le=10_000)] | None = None


class CategoryChanges(CategoryContent):
    """What may change of a category; what is not sent stays."""

    # Only stands for "not sent".
    name: Annotated[str, Typed(80, needed=NameMissing)] = ""


class OptionContent(Strict):
    """Something to choose that makes variants, such as a size."""

    name: Choice
    values: Annotated[list[Choice], Field(min_length=1, max_length=MOST_VALUES)]


class VariantContent(Strict):
    """One combination; an `id` keeps the variant that has it, none makes a new one."""

    id: RowKey | None = None
    values: Annotated[list[Choice], Field(min_length=1, max_length=MOST_OPTIONS)]
    price: Amount
    sku: Sku = ""
    gtin: Gtin = ""
    stock: Stock | None = None
    image_id: RowKey | None = None


class ModifierContent(Strict):
    """One extra and what it adds to the price of a piece."""

    id: RowKey | None = None
    name: Choice
    price: Amount = 0


class ModifierGroupContent(Strict):
    """Extras of which a customer picks between `minimum` and `maximum`."""

    id: RowKey | None = None
    name: Choice
    minimum: Annotated[int, Field(ge=0, le=MOST_MODIFIERS)] = 0
    maximum: Annotated[int, Field(ge=1, le=MOST_MODIFIERS)] = 1
    modifiers: Annotated[list[ModifierContent], Field(min_length=1, max_length=MOST_MODIFIERS)]


def _fitting(group: ModifierGroupContent) -> ModifierGroupContent:
    if group.minimum > group.maximum or group.minimum > len(group.modifiers):
        raise FieldErrors([FieldError("/maximum", PicksUnfitting().detail)])
    return group


class ProductContent(Strict):
    """A product to make. With variants its price is the lowest of theirs, and its stock empty."""

    name: Annotated[str, Typed(LONGEST_NAME, needed=NameMissing)]
    slug: Annotated[str, AfterValidator(asking(check_slug))] = ""
    description: Annotated[str, Typed(LONGEST_DESCRIPTION, lines=True)] = ""
    price: Amount
    compare_at_price: Amount | None = None
    sku: Sku = ""
    brand: Annotated[str, Typed(70)] = ""
    gtin: Gtin = ""
    status: Status = "draft"
    category_id: RowKey | None = None
    stock: Stock | None = None
    image_ids: Annotated[list[RowKey], Field(max_length=MOST_IMAGES)] = []
    tags: Annotated[list[Tag], Field(max_length=MOST_TAGS)] = []
    options: Annotated[list[OptionContent], Field(max_length=MOST_OPTIONS)] = []
    variants: Annotated[list[VariantContent], Field(max_length=MOST_VARIANTS)] = []
    modifier_groups: Annotated[
        list[Annotated[ModifierGroupContent, AfterValidator(asking(_fitting))]],
        Field(max_length=MOST_GROUPS),
    ] = []
    tax_rate: Rate = 0
    preparation_minutes: Annotated[int, Field(ge=0, le=LONGEST_PREPARATION)] = 0


class ProductChanges(ProductContent):
    """What may change of a product; what is not sent stays, a list that is sent replaces the old.

    A variant or a group sent with its `id`, or like one there is, is kept with its key. Options
    sent without variants remove the variants that no longer fit.
    """

    # Only stand for "not sent".
    name: Annotated[str, Typed(LONGEST_NAME, needed=NameMissing)] = ""
    price: Amount = 0


def given(content: Strict) -> dict[str, Any]:
    """The fields that were sent, by name."""
    return content.model_dump(include=content.model_fields_set)
