"""The shop's own words for its messages."""

from __future__ import annotations

from cardshop.db import db
from cardshop.orders.models import ShopSettings


def settings_of(business_id: int) -> ShopSettings:
    """The settings of a business, or those of one that never changed any."""
    kept = db.session.get(ShopSettings, business_id)
    return kept or ShopSettings(
        business_id=business_id, message_template="", payment_note="", pickup_note=""
    )
