"""What changes many times a day: a price, a count, "sold out"."""

from __future__ import annotations

from datetime import datetime

from cardshop.catalogue.domain.content import LARGEST_STOCK
from cardshop.catalogue.models import Product, ProductStatus, Variant
from cardshop.catalogue.operations.applying import settle
from cardshop.catalogue.operations.changed import changed
from cardshop.lib.errors import Conflict, Invalid, NotFound
from cardshop.lib.money import LARGEST


class PriceOutOfRange(Invalid):
    """Enter a price that is not below zero, and not that large."""


class StockOutOfRange(Invalid):
    """Enter how many there are: a whole number from 0 to 1,000,000, or nothing."""


class VariantNeeded(Invalid):
    """This product has variants. Say which of them you mean."""


class NotOnSale(Conflict):
    """Only a product that is on sale can be sold out. Put it on sale first."""


def set_price(product: Product, variant_id: int | None, value: int, *, at: datetime) -> None:
    """Change one price, in minor units. Raises PriceOutOfRange, VariantNeeded, NotFound."""
    if not 0 <= value <= LARGEST:
        raise PriceOutOfRange
    sold = _sold(product, variant_id)
    if sold.price != value:
        sold.price = value
        settle(product)
        changed(product, at=at)


def set_stock(product: Product, variant_id: int | None, value: int | None, *, at: datetime) -> None:
    """Say how many there are; nothing means that they are not counted.

    Raises StockOutOfRange, VariantNeeded, NotFound.
    """
    if value is not None and not 0 <= value <= LARGEST_STOCK:
        raise StockOutOfRange
    sold = _sold(product, variant_id)
    if sold.stock != value:
        sold.stock = value
        changed(product, at=at)


def switch_sold_out(
    product: Product,
    is_sold_out: bool,  # noqa: FBT001 - the verb says what it is
    *,
    at: datetime,
) -> None:
    """Say that it is sold out for now, or on sale again. Raises NotOnSale for other products."""
    wanted = ProductStatus.SOLD_OUT if is_sold_out else ProductStatus.ACTIVE
    if product.status not in (ProductStatus.ACTIVE, ProductStatus.SOLD_OUT):
        raise NotOnSale
    if product.status is not wanted:
        product.status = wanted
        changed(product, at=at)


def _sold(product: Product, variant_id: int | None) -> Product | Variant:
    """What has the price and the count: the variant, or the product that has none."""
    if variant_id is None:
        if product.variants:
            raise VariantNeeded
        return product
    found = next((variant for variant in product.variants if variant.id == variant_id), None)
    if found is None:
        raise NotFound
    return found
