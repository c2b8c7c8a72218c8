"""PRODUCT as it is answered, and what it looks like."""

from __future__ import annotations

from typing import Any

from cardshop.api.v1.shape import Shape
from cardshop.catalogue.domain.content import OptionContent, Status

NEW_EXAMPLE: dict[str, Any] = {
    "name": "Carrot cake",
    "description": "With *walnuts*.",
    "price": 120000,
    "status": "active",
    "tags": ["featured"],
    "options": [{"name": "Size", "values": ["Small", "Large"]}],
    "variants": [
        {"values": ["Small"], "price": 120000, "sku": "CC-S", "stock": 3},
        {"values": ["Large"], "price": 200000, "sku": "CC-L"},
    ],
    "modifier_groups": [
        {"name": "Candles", "maximum": 2, "modifiers": [{"name": "Number", "price": 5000}]}
    ],
    "tax_rate": 16,
    "preparation_minutes": 240,
}
EXAMPLE: dict[str, Any] = {
    "id": 41,
    "slug": "carrot-cake",
    "name": "Carrot cake",
    "description": "With *walnuts*.",
    "price": 120000,
    "compare_at_price": None,
    "currency": "KES",
    "sku": "",
    "status": "active",
    "category_id": 3,
    "stock": None,
    "image_ids": [5],
    "tags": ["featured"],
    "options": [{"name": "Size", "values": ["Small", "Large"]}],
    "variants": [
        {
            "id": 87,
            "values": ["Small"],
            "price": 120000,
            "sku": "CC-S",
            "stock": 3,
            "image_id": None,
        },
        {
            "id": 88,
            "values": ["Large"],
            "price": 200000,
            "sku": "CC-L",
            "stock": None,
            "image_id": None,
        },
    ],
    "modifier_groups": [
        {
            "id": 9,
            "name": "Candles",
            "minimum": 0,
            "maximum": 2,
            "modifiers": [{"id": 21, "name": "Number", "price": 5000}],
        }
    ],
    "tax_rate": 16,
    "preparation_minutes": 240,
}


class VariantShape(Shape):
    """One combination of the options' values."""

    id: int
    values: list[str]
    price: int
    sku: str
    stock: int | None
    image_id: int | None


class ModifierShape(Shape):
    """An extra."""

    id: int
    name: str
    price: int


class ModifierGroupShape(Shape):
    """Extras of which a customer picks between `minimum` and `maximum`."""

    id: int
    name: str
    minimum: int
    maximum: int
    modifiers: list[ModifierShape]


class ProductShape(Shape):
    """Something that can be ordered. Amounts are in the currency's minor unit."""

    id: int
    slug: str
    name: str
    description: str
    price: int
    compare_at_price: int | None
    currency: str
    sku: str
    status: Status
    category_id: int | None
    stock: int | None
    image_ids: list[int]
    tags: list[str]
    options: list[OptionContent]
    variants: list[VariantShape]
    modifier_groups: list[ModifierGroupShape]
    tax_rate: float
    preparation_minutes: int
