"""What is stored of orders and of how a shop takes them."""

from __future__ import annotations

from cardshop.orders.models.orders import (
    Customer,
    Fulfilment,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
)
from cardshop.orders.models.shop import Coupon, CouponKind, DeliveryZone, ShopSettings, WhenClosed

__all__ = [
    "Coupon",
    "CouponKind",
    "Customer",
    "DeliveryZone",
    "Fulfilment",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OrderState",
    "ShopSettings",
    "WhenClosed",
]
