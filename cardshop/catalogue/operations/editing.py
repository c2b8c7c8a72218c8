"""Products changed, field by field."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cardshop.catalogue import queries
from cardshop.catalogue.domain.content import ProductChanges
from cardshop.catalogue.models import Product
from cardshop.catalogue.operations.applying import apply
from cardshop.catalogue.operations.changed import changed, hold_pictures
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid


class SlugTaken(Invalid):
    """Another product has this address. Choose another."""


def edit_product(product: Product, changes: ProductChanges, *, at: datetime) -> None:
    """Change what was sent; nothing else moves. An empty slug keeps the one there is.

    Raises FieldErrors before anything is written, PictureGone.
    """
    before = queries.as_content(product)
    sent = changes.model_fields_set
    if "slug" in sent and changes.slug:
        _check_slug(product, changes.slug)
    apply(product, changes, sent)
    product.slug = changes.slug or product.slug
    if queries.as_content(product) == before:
        return
    _write()
    hold_pictures(product)
    changed(product, at=at)


def slug_taken() -> FieldErrors:
    """The refusal of an address that another product has."""
    return FieldErrors([FieldError("/slug", SlugTaken().detail)])


def _write() -> None:
    try:
        db.session.flush()
    except IntegrityError as fault:
        # Somebody else took the address after it was found free.
        if "slug" in str(fault.orig):
            raise slug_taken() from fault
        raise


def _check_slug(product: Product, slug: str) -> None:
    if not queries.slug_is_free(product.business_id, slug, product_id=product.id):
        raise slug_taken()
