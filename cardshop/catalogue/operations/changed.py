"""What every change of a product entails: a new version, words to find it by, pictures held."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts import content
from cardshop.catalogue.domain.searching import folded
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.media import operations as media


def changed(product: Product, *, at: datetime) -> None:
    """Raise the product's version and make the kept pages of its business stale."""
    product.version += 1
    product.updated_at = at
    db.session.flush()
    content.raise_version(product.business_id)


def describe_for_search(product: Product) -> None:
    """Keep the words that the product is found by."""
    said = [product.name, product.brand, product.sku]
    said += [tag.tag for tag in product.tags]
    said += [variant.sku for variant in product.variants]
    product.search_text = " ".join(filter(None, map(folded, said)))


def hold_pictures(product: Product) -> None:
    """Say which pictures the product shows; what nothing shows any more is removed."""
    shown = [image.picture_id for image in product.images]
    shown += [v.picture_id for v in product.variants if v.picture_id is not None]
    media.set_uses(used_by=holder(product), picture_ids=shown)


def holder(product: Product) -> str:
    """The product's name among the users of pictures."""
    return f"product:{product.id}"
