"""A product as its form shows it, and what the form offers to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product as crossed
from math import prod
from typing import Any

from flask_babel import gettext as _

from cardshop.accounts.till import Till
from cardshop.catalogue.domain import typed_numbers
from cardshop.catalogue.domain.content import MOST_VARIANTS
from cardshop.catalogue.forms_parts import sealed
from cardshop.catalogue.forms_product import UNITS
from cardshop.catalogue.models import Category, ModifierGroup, Product, Variant
from cardshop.lib.rows import Row
from cardshop.media.queries import Shown

NEW: Mapping[str, Any] = {"status": "active", "unit": "minutes"}


def as_typed(product: Product, till: Till, pictures: Mapping[int, Shown]) -> dict[str, Any]:
    """A complete product as the fields of its form hold it."""
    number, unit = _in_units(product.preparation_minutes)
    stock = "" if product.stock is None else str(product.stock)
    return {
        **{name: getattr(product, name) for name in ("name", "description", "slug")},
        **{name: getattr(product, name) for name in ("sku", "brand", "gtin")},
        "price": till.typed(product.price),
        "compare_at_price": till.typed(product.compare_at_price),
        "status": product.status.value,
        "category_id": str(product.category_id or ""),
        "stock": stock,
        "stock_was": stock,
        "preparation": number,
        "unit": unit,
        "tax_rate": _percent(product.tax_basis_points, till),
        "featured": any(tag.tag == "featured" for tag in product.tags),
        "tags": ", ".join(tag.tag for tag in product.tags if tag.tag != "featured"),
        "images": [_image(row.picture_id, pictures) for row in product.images],
        "options": [{"name": o.name, "values": "\n".join(o.values)} for o in product.options],
        "variants": _variants(product, till),
        "groups": [_group(group, till) for group in product.modifier_groups],
    }


def shelves(categories: Sequence[Category]) -> list[tuple[str, str]]:
    """The categories as choices, those in others behind the name of theirs."""
    names = {category.id: category.name for category in categories}
    return [
        (str(c.id), f"{names[c.parent_id]} › {c.name}" if c.parent_id in names else c.name)
        for c in categories
    ]


def with_none(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same choices after "none"."""
    return [("", _("None")), *pairs]


def picture_choices(keys: Sequence[str]) -> list[tuple[str, str]]:
    """The product's pictures as a variant chooses one."""
    numbered = [(key, _("Picture %(number)s", number=n)) for n, key in enumerate(keys, 1)]
    return [("", _("The first one")), *numbered]


def _variants(product: Product, till: Till) -> list[Row]:
    """A row for each combination: those that are sold, and those that the owner left out."""
    there = {tuple(variant.values): _variant(variant, till) for variant in product.variants}
    if prod(len(option.values) for option in product.options) > MOST_VARIANTS:
        return list(there.values())
    every = crossed(*(option.values for option in product.options)) if product.options else ()
    return [there.get(values) or {"values": sealed(list(values))} for values in every]


def _variant(variant: Variant, till: Till) -> Row:
    stock = "" if variant.stock is None else str(variant.stock)
    return {
        "id": str(variant.id),
        "values": sealed(variant.values),
        "sold": True,
        "price": till.typed(variant.price),
        "stock": stock,
        "stock_was": stock,
        "sku": variant.sku,
        "gtin": variant.gtin,
        "image_id": str(variant.picture_id or ""),
    }


def _group(group: ModifierGroup, till: Till) -> Row:
    return {
        "id": str(group.id),
        "name": group.name,
        "minimum": str(group.minimum),
        "maximum": str(group.maximum),
        "modifiers": [
            {"id": str(m.id), "name": m.name, "price": till.typed(m.price)} for m in group.modifiers
        ],
    }


def _image(key: int, pictures: Mapping[int, Shown]) -> Row:
    return {"picture_id": str(key), "alt": pictures[key].alt if key in pictures else ""}


def _in_units(minutes: int) -> tuple[str, str]:
    unit = next((u for u in ("days", "hours") if minutes and minutes % UNITS[u] == 0), "minutes")
    return str(minutes // UNITS[unit]) if minutes else "", unit


def _percent(basis_points: int, till: Till) -> str:
    return typed_numbers.shown(basis_points, till.locale) if basis_points else ""
