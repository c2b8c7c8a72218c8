"""Every page of the shop's settings and of the customers, imported for their routes."""

from __future__ import annotations

from cardshop.orders import views_coupons, views_customers, views_message, views_shop, views_zones
from cardshop.orders.blueprint_shop import customers, shop

__all__ = [
    "customers",
    "shop",
    "views_coupons",
    "views_customers",
    "views_message",
    "views_shop",
    "views_zones",
]
