"""Every page of the order board: importing this module gives the blueprint its routes."""

from __future__ import annotations

from cardshop.orders import (
    views_board,
    views_export,
    views_listing,
    views_order,
    views_print,
    views_step,
)
from cardshop.orders.blueprint import bp

__all__ = [
    "bp",
    "views_board",
    "views_export",
    "views_listing",
    "views_order",
    "views_print",
    "views_step",
]
