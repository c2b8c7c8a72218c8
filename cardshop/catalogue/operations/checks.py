"""What the content of a product is held against before anything of it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import select

from cardshop.catalogue.domain.choices import check_choices
from cardshop.catalogue.domain.content import OptionContent, ProductContent, VariantContent
from cardshop.catalogue.models import Category, Product
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.media import queries as pictures


class CategoryUnknown(Invalid):
    """There is no such category."""


class ImageUnknown(Invalid):
    """There is no such picture. Upload it again."""


class VariantUnknown(Invalid):
    """This product has no such variant."""


class GroupUnknown(Invalid):
    """This product has no such group of extras."""


class ModifierUnknown(Invalid):
    """This group has no such extra."""


class PriceOfVariants(Invalid):
    """Each variant of this product has its own price. Change those."""


class StockOfVariants(Invalid):
    """Each variant of this product has its own stock. Leave this empty."""


def check(product: Product, content: ProductContent, sent: Collection[str]) -> None:
    """Refuse what does not fit the product or its business. Raises FieldErrors."""
    if {"options", "variants"} & set(sent):
        check_choices(*choices_after(product, content, sent))
    faults = [
        *_category_faults(product, content, sent),
        *_image_faults(product, content),
        *_variant_faults(product, content, sent),
        *_group_faults(product, content),
    ]
    if faults:
        raise FieldErrors(faults)


def choices_after(
    product: Product, content: ProductContent, sent: Collection[str]
) -> tuple[list[OptionContent], list[VariantContent]]:
    """The options and variants as they will be: sent, or those there are that still fit."""
    options = content.options if "options" in sent else _options_of(product)
    if "variants" in sent:
        return options, content.variants
    offered = [set(option.values) for option in options]
    return options, [variant for variant in _variants_of(product) if _fits(variant, offered)]


def category_is_there(business_id: int, category_id: int) -> bool:
    """True for a category of the business, which then stays until the transaction ends."""
    return (
        db.session.scalar(
            select(Category.id)
            .where(Category.business_id == business_id, Category.id == category_id)
            .with_for_update(read=True, key_share=True)
        )
        is not None
    )


def _options_of(product: Product) -> list[OptionContent]:
    return [
        OptionContent.model_construct(name=option.name, values=option.values)
        for option in product.options
    ]


def _variants_of(product: Product) -> list[VariantContent]:
    # Only its key and its values are sent, so that nothing else of the variant is written.
    return [
        VariantContent.model_construct(
            {"id", "values", "price"}, id=variant.id, values=variant.values, price=variant.price
        )
        for variant in product.variants
    ]


def _fits(variant: VariantContent, offered: list[set[str]]) -> bool:
    return len(variant.values) == len(offered) and all(
        value in values for value, values in zip(variant.values, offered, strict=True)
    )


def _category_faults(
    product: Product, content: ProductContent, sent: Collection[str]
) -> Iterator[FieldError]:
    wanted = content.category_id
    if "category_id" not in sent or wanted is None:
        return
    if not category_is_there(product.business_id, wanted):
        yield FieldError("/category_id", CategoryUnknown().detail)


def _image_faults(product: Product, content: ProductContent) -> Iterator[FieldError]:
    wanted = [(f"/image_ids/{n}", key) for n, key in enumerate(content.image_ids)]
    wanted += [
        (f"/variants/{n}/image_id", variant.image_id)
        for n, variant in enumerate(content.variants)
        if variant.image_id is not None
    ]
    known = pictures.shown(product.business_id, (key for _, key in wanted))
    for pointer, key in wanted:
        if key not in known:
            yield FieldError(pointer, ImageUnknown().detail)


def _variant_faults(
    product: Product, content: ProductContent, sent: Collection[str]
) -> Iterator[FieldError]:
    left = {variant.id for variant in product.variants}
    for n, variant in enumerate(content.variants):
        if variant.id is not None and variant.id not in left:
            yield FieldError(f"/variants/{n}/id", VariantUnknown().detail)
        left.discard(variant.id or 0)
    _, variants = choices_after(product, content, sent)
    if variants and "stock" in sent and content.stock is not None:
        yield FieldError("/stock", StockOfVariants().detail)
    if variants and "price" in sent and not _says_lowest(content, variants, sent):
        yield FieldError("/price", PriceOfVariants().detail)


def _says_lowest(
    content: ProductContent, variants: list[VariantContent], sent: Collection[str]
) -> bool:
    return "variants" in sent or content.price == min(variant.price for variant in variants)


def _group_faults(product: Product, content: ProductContent) -> Iterator[FieldError]:
    left = {group.id: {m.id for m in group.modifiers} for group in product.modifier_groups}
    for n, group in enumerate(content.modifier_groups):
        if group.id is not None and group.id not in left:
            yield FieldError(f"/modifier_groups/{n}/id", GroupUnknown().detail)
        known = left.pop(group.id or 0, set())
        for m, modifier in enumerate(group.modifiers):
            if modifier.id is not None and modifier.id not in known:
                yield FieldError(f"/modifier_groups/{n}/modifiers/{m}/id", ModifierUnknown().detail)
            known.discard(modifier.id or 0)
