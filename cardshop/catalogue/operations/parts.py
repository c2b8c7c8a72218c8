"""The lists of a product, made what was sent: what is still meant keeps its row and its key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from cardshop.catalogue.domain.choices import value_key
from cardshop.catalogue.domain.content import (
    ModifierContent,
    ModifierGroupContent,
    OptionContent,
    VariantContent,
)
from cardshop.catalogue.models import (
    Modifier,
    ModifierGroup,
    Product,
    ProductImage,
    ProductOption,
    ProductTag,
    Variant,
)
from cardshop.db import db

Row = TypeVar("Row", Variant, ModifierGroup, Modifier)
Content = TypeVar("Content", VariantContent, ModifierGroupContent, ModifierContent)


def set_images(product: Product, picture_ids: Iterable[int]) -> None:
    """Show these pictures in this order, each once."""
    there = {image.picture_id: image for image in product.images}
    wanted = dict.fromkeys(picture_ids)
    product.images = [there.get(key) or ProductImage(picture_id=key, position=0) for key in wanted]
    for position, image in enumerate(product.images):
        image.position = position


def set_tags(product: Product, tags: Iterable[str]) -> None:
    """Keep these tags; case does not tell two apart, and `featured` is always written so."""
    wanted = {tag.casefold(): tag for tag in reversed(list(tags))}
    wanted |= {"featured": "featured"} if "featured" in wanted else {}
    there = {tag.tag: tag for tag in product.tags}
    product.tags = [there.get(tag) or ProductTag(tag=tag) for tag in sorted(wanted.values())]


def set_options(product: Product, options: Sequence[OptionContent]) -> None:
    """Offer these options in this order."""
    rows = product.options[: len(options)]
    rows += [ProductOption(position=n) for n in range(len(rows), len(options))]
    for row, option in zip(rows, options, strict=True):
        row.name, row.values = option.name, list(option.values)
    product.options = rows


def set_variants(product: Product, wanted: Sequence[VariantContent]) -> None:
    """Sell these combinations. Of one that there is, what was not sent stays."""
    rows = _matched(
        product.variants,
        wanted,
        key_of_row=lambda row: row.value_key,
        key_of_content=lambda content: value_key(content.values),
        new=lambda: Variant(values=[], value_key="", price=0, sku="", gtin=""),
    )
    _make_room(product, rows, [value_key(content.values) for content in wanted])
    for position, (row, content) in enumerate(zip(rows, wanted, strict=True)):
        row.position, row.values = position, list(content.values)
        row.value_key, row.price = value_key(row.values), content.price
        _set_details(row, content)
    product.variants = rows


def set_groups(product: Product, wanted: Sequence[ModifierGroupContent]) -> None:
    """Offer these groups of extras in this order."""
    rows = _matched(
        product.modifier_groups,
        wanted,
        key_of_row=lambda row: row.name.casefold(),
        key_of_content=lambda content: content.name.casefold(),
        new=lambda: ModifierGroup(modifiers=[]),
    )
    for position, (row, content) in enumerate(zip(rows, wanted, strict=True)):
        row.position, row.name = position, content.name
        row.minimum, row.maximum = content.minimum, content.maximum
        _set_modifiers(row, content.modifiers)
    product.modifier_groups = rows


def _set_details(row: Variant, content: VariantContent) -> None:
    for field in content.model_fields_set & {"sku", "gtin", "stock"}:
        setattr(row, field, getattr(content, field))
    if "image_id" in content.model_fields_set:
        row.picture_id = content.image_id


def _make_room(product: Product, rows: list[Variant], keys: list[str]) -> None:
    """Let go of the combinations that change hands, before the database sees them twice."""
    moved = [row for row, key in zip(rows, keys, strict=True) if row.id and row.value_key != key]
    gone = [row for row in product.variants if row not in rows]
    for row in moved:
        row.value_key = f"\x1e{row.id}"
    for row in gone:
        product.variants.remove(row)
    if moved or gone:
        db.session.flush()


def _set_modifiers(group: ModifierGroup, wanted: Sequence[ModifierContent]) -> None:
    rows = _matched(
        group.modifiers,
        wanted,
        key_of_row=lambda row: row.name.casefold(),
        key_of_content=lambda content: content.name.casefold(),
        new=Modifier,
    )
    for position, (row, content) in enumerate(zip(rows, wanted, strict=True)):
        row.position, row.name, row.price = position, content.name, content.price
    group.modifiers = rows


def _matched(
    there: Sequence[Row],
    wanted: Sequence[Content],
    *,
    key_of_row: Callable[[Row], Hashable],
    key_of_content: Callable[[Content], Hashable],
    new: Callable[[], Row],
) -> list[Row]:
    """A row for each content: that of its id, else one like it that nobody asked for, else new."""
    by_id = {row.id: row for row in there}
    asked = {content.id for content in wanted}
    free = {key_of_row(row): row for row in reversed(there) if row.id not in asked}
    return [
        by_id[content.id] if content.id is not None else _taken(free, key_of_content(content), new)
        for content in wanted
    ]


def _taken(free: dict[Hashable, Row], key: Hashable, new: Callable[[], Row]) -> Row:
    return free.pop(key) if key in free else new()
