"""A product as the JSON that makes it again."""

from __future__ import annotations

from typing import Any

from cardshop.catalogue.domain.content import percent
from cardshop.catalogue.models import ModifierGroup, Product, Variant

_AS_STORED = (
    *("name", "slug", "description", "price", "compare_at_price", "sku", "brand", "gtin"),
    *("category_id", "stock", "preparation_minutes"),
)


def as_content(product: Product) -> dict[str, Any]:
    """The fields of ProductContent, without the keys of variants, groups and modifiers.

    They find those that are still there by their values and names. The product is complete.
    """
    return {
        **{name: getattr(product, name) for name in _AS_STORED},
        "status": product.status.value,
        "tax_rate": percent(product.tax_basis_points),
        "image_ids": [image.picture_id for image in product.images],
        "tags": sorted(tag.tag for tag in product.tags),
        "options": [{"name": o.name, "values": list(o.values)} for o in product.options],
        "variants": [_variant(variant) for variant in product.variants],
        "modifier_groups": [_group(group) for group in product.modifier_groups],
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "values": list(variant.values),
        "price": variant.price,
        "sku": variant.sku,
        "gtin": variant.gtin,
        "stock": variant.stock,
        "image_id": variant.picture_id,
    }


def _group(group: ModifierGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "minimum": group.minimum,
        "maximum": group.maximum,
        "modifiers": [{"name": m.name, "price": m.price} for m in group.modifiers],
    }
