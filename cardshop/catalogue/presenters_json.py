"""Categories and products as programs take them: JSON in the shape of http.md."""

from __future__ import annotations

from typing import Any

from cardshop.catalogue.domain.content import percent
from cardshop.catalogue.models import Category, ModifierGroup, Product, Variant

_AS_STORED = ("id", "slug", "name", "description", "price", "compare_at_price")


def product_as_json(product: Product, currency: str) -> dict[str, Any]:
    """The PRODUCT of http.md. The product is complete (`queries.product_of`)."""
    return {
        **{name: getattr(product, name) for name in _AS_STORED},
        "currency": currency,
        "sku": product.sku,
        "status": product.status.value,
        "category_id": product.category_id,
        "stock": product.stock,
        "image_ids": [image.picture_id for image in product.images],
        "tags": sorted(tag.tag for tag in product.tags),
        "options": [{"name": o.name, "values": list(o.values)} for o in product.options],
        "variants": [_variant(variant) for variant in product.variants],
        "modifier_groups": [_group(group) for group in product.modifier_groups],
        "tax_rate": percent(product.tax_basis_points),
        "preparation_minutes": product.preparation_minutes,
    }


def category_as_json(category: Category) -> dict[str, Any]:
    """A category as http.md lists it."""
    return {
        "id": category.id,
        "name": category.name,
        "parent_id": category.parent_id,
        "position": category.position,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "id": variant.id,
        "values": list(variant.values),
        "price": variant.price,
        "sku": variant.sku,
        "stock": variant.stock,
        "image_id": variant.picture_id,
    }


def _group(group: ModifierGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "minimum": group.minimum,
        "maximum": group.maximum,
        "modifiers": [{"id": m.id, "name": m.name, "price": m.price} for m in group.modifiers],
    }
