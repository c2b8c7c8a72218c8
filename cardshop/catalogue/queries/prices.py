"""What a change of prices would do."""

from __future__ import annotations

from collections.abc import Collection

from cardshop.accounts.models import Business
from cardshop.catalogue.domain.prices import PriceChange, changed
from cardshop.catalogue.models import Product
from cardshop.catalogue.queries.products import products_of
from cardshop.db import db


def price_preview(business_id: int, ids: Collection[int], basis_points: int) -> list[PriceChange]:
    """Every price of these products before and after, that of each variant for those with variants.

    Raises ProductsGone, PercentInvalid, AmountTooLarge.
    """
    exponent = db.session.get_one(Business, business_id).currency_exponent
    return [
        change
        for product in products_of(business_id, ids)
        for change in changes_of(product, basis_points, exponent)
    ]


def changes_of(product: Product, basis_points: int, exponent: int) -> list[PriceChange]:
    """The same for one product with its variants."""

    def change(variant_id: int | None, values: list[str], price: int) -> PriceChange:
        after = changed(price, basis_points, exponent)
        return PriceChange(product.id, variant_id, product.name, tuple(values), price, after)

    if product.variants:
        return [change(v.id, v.values, v.price) for v in product.variants]
    return [change(None, [], product.price)]
