"""New products, products like another, and products that go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cardshop.accounts import content as kept_pages
from cardshop.catalogue import queries
from cardshop.catalogue.domain.content import LONGEST_NAME, ProductContent
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.catalogue.operations.applying import apply
from cardshop.catalogue.operations.changed import hold_pictures, holder
from cardshop.catalogue.operations.editing import slug_taken
from cardshop.db import db
from cardshop.lib import ids, page_slugs
from cardshop.lib.validation import parse
from cardshop.media import operations as media


def create_product(*, business_id: int, content: ProductContent, at: datetime) -> Product:
    """A new product at the end of its category. Without a slug one is made from the name.

    Raises FieldErrors before anything is written, PictureGone.
    """
    product = Product(
        business_id=business_id,
        version=1,
        created_at=at,
        updated_at=at,
        images=[],
        tags=[],
        options=[],
        variants=[],
        modifier_groups=[],
    )
    apply(product, content, ProductContent.model_fields.keys())
    _add(product, content.slug)
    hold_pictures(product)
    kept_pages.raise_version(business_id)
    return product


def duplicate_product(product: Product, *, at: datetime, name: str = "") -> Product:
    """A draft like the product, called `name` or "... (copy)", with the same pictures."""
    copied = queries.as_content(product) | {
        "name": name or f"{product.name[: LONGEST_NAME - 7]} (copy)",
        "slug": "",
        "status": ProductStatus.DRAFT.value,
    }
    content = parse(ProductContent, copied)
    return create_product(business_id=product.business_id, content=content, at=at)


def delete_product(product: Product) -> None:
    """Remove the product. Orders keep what they say of it."""
    media.release(holder(product))
    db.session.delete(product)
    db.session.flush()
    kept_pages.raise_version(product.business_id)


def _add(product: Product, slug: str) -> None:
    """Give the product its row. Raises FieldErrors when the slug that was asked for is taken."""
    if slug:
        if not queries.slug_is_free(product.business_id, slug) or not _added(product, slug):
            raise slug_taken()
        return
    wanted = page_slugs.proposed(product.name)
    if wanted:
        _add_like(product, wanted)
        return
    _add_like(product, f"product-{ids.new_code()}")
    product.slug = _free(product.business_id, f"product-{product.id}")
    db.session.flush()


def _add_like(product: Product, wanted: str) -> None:
    slug = _free(product.business_id, wanted)
    while not _added(product, slug):
        slug = page_slugs.with_ending(wanted, ids.new_code())


def _added(product: Product, slug: str) -> bool:
    """False when somebody else has just taken the slug."""
    product.slug = slug
    try:
        with db.session.begin_nested():
            db.session.add(product)
    except IntegrityError as fault:
        if "slug" not in str(fault.orig):
            raise
        return False
    return True


def _free(business_id: int, wanted: str) -> str:
    """The address, or the first free one with a number or a code behind it."""
    candidates = page_slugs.alternatives(wanted)
    taken = set(
        db.session.scalars(
            select(Product.slug).where(
                Product.business_id == business_id, Product.slug.in_(candidates)
            )
        )
    )
    free = (candidate for candidate in candidates if candidate not in taken)
    return next(free, page_slugs.with_ending(wanted, ids.new_code()))
