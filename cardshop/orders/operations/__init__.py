"""What happens in a shop: prices asked, orders placed and moved, zones and coupons kept."""

from __future__ import annotations

from cardshop.orders.operations.coupons import create_coupon, delete_coupon, edit_coupon
from cardshop.orders.operations.customers import note_customer
from cardshop.orders.operations.placing import OrderChanged, OutOfStock, PriceChanged, place
from cardshop.orders.operations.quoting import quote
from cardshop.orders.operations.settings import edit_settings
from cardshop.orders.operations.states import (
    OrderOver,
    StepImpossible,
    TooLateToCancel,
    cancel_by_customer,
    expire_unsent,
    mark_sent,
    move,
)
from cardshop.orders.operations.zones import create_zone, delete_zone, edit_zone, move_zone

__all__ = [
    "OrderChanged",
    "OrderOver",
    "OutOfStock",
    "PriceChanged",
    "StepImpossible",
    "TooLateToCancel",
    "cancel_by_customer",
    "create_coupon",
    "create_zone",
    "delete_coupon",
    "delete_zone",
    "edit_coupon",
    "edit_settings",
    "edit_zone",
    "expire_unsent",
    "mark_sent",
    "move",
    "move_zone",
    "note_customer",
    "place",
    "quote",
]
