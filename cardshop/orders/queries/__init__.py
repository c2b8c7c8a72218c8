"""What we ask about orders: always within one business, complete, in constant statements."""

from __future__ import annotations

from cardshop.orders.queries.board import (
    DayTotal,
    board,
    changes_since,
    count_by_state,
    count_unsent,
    day_totals,
)
from cardshop.orders.queries.customers import (
    Patron,
    Patrons,
    by_phone_key,
    customer_of,
    customers,
    orders_of_customer,
    patron_of,
)
from cardshop.orders.queries.orders import (
    Listing,
    NoSuchOrder,
    Wanted,
    by_idempotency_key,
    by_token,
    complete,
    conditions,
    listed,
    order_of,
)
from cardshop.orders.queries.people import held_card, held_tag, tag_codes
from cardshop.orders.queries.shop import (
    coupon_by_code,
    coupon_of,
    coupons,
    default_settings,
    find_zone,
    held_settings,
    settings_of,
    uses_by_phone,
    zone_of,
    zones,
)

__all__ = [
    "DayTotal",
    "Listing",
    "NoSuchOrder",
    "Patron",
    "Patrons",
    "Wanted",
    "board",
    "by_idempotency_key",
    "by_phone_key",
    "by_token",
    "changes_since",
    "complete",
    "conditions",
    "count_by_state",
    "count_unsent",
    "coupon_by_code",
    "coupon_of",
    "coupons",
    "customer_of",
    "customers",
    "day_totals",
    "default_settings",
    "find_zone",
    "held_card",
    "held_settings",
    "held_tag",
    "listed",
    "order_of",
    "orders_of_customer",
    "patron_of",
    "settings_of",
    "tag_codes",
    "uses_by_phone",
    "zone_of",
    "zones",
]
