"""Every page of the product room: importing this module gives the blueprint its routes."""

from __future__ import annotations

from cardshop.catalogue import (
    views_bulk,
    views_categories,
    views_feeds,
    views_imports,
    views_product,
    views_products,
)
from cardshop.catalogue.blueprint import bp

__all__ = [
    "bp",
    "views_bulk",
    "views_categories",
    "views_feeds",
    "views_imports",
    "views_product",
    "views_products",
]
