"""What is done with products, in the words of the owner's day. Nothing here commits.

Products and categories that are passed in were read with `for_change=True`, complete.
"""

from __future__ import annotations

from cardshop.catalogue.operations.bulk import (
    TooManyChosen,
    change_prices,
    set_category,
    set_status,
)
from cardshop.catalogue.operations.categories import (
    TooManyCategories,
    create_category,
    delete_category,
    edit_category,
    move_category,
)
from cardshop.catalogue.operations.creating import (
    create_product,
    delete_product,
    duplicate_product,
)
from cardshop.catalogue.operations.editing import edit_product
from cardshop.catalogue.operations.selling import (
    NotOnSale,
    PriceOutOfRange,
    StockOutOfRange,
    VariantNeeded,
    set_price,
    set_stock,
    switch_sold_out,
)
from cardshop.catalogue.operations.sorting import SortedMeanwhile, move_product
from cardshop.catalogue.operations.stock import OutOfStock, StockWanted, put_back, take

__all__ = [
    "NotOnSale",
    "OutOfStock",
    "PriceOutOfRange",
    "SortedMeanwhile",
    "StockOutOfRange",
    "StockWanted",
    "TooManyCategories",
    "TooManyChosen",
    "VariantNeeded",
    "change_prices",
    "create_category",
    "create_product",
    "delete_category",
    "delete_product",
    "duplicate_product",
    "edit_category",
    "edit_product",
    "move_category",
    "move_product",
    "put_back",
    "set_category",
    "set_price",
    "set_status",
    "set_stock",
    "switch_sold_out",
    "take",
]
