"""How a shop takes orders: its settings row, made when it is first needed."""

from __future__ import annotations

from cardshop.accounts import content
from cardshop.db import db
from cardshop.orders import queries
from cardshop.orders.domain.shop import SettingsChanges
from cardshop.orders.models import ShopSettings, WhenClosed


def of(business_id: int) -> ShopSettings:
    """The business's row, locked until the transaction ends, and made when it is missing."""
    return queries.held_settings(business_id)


def edit_settings(business_id: int, changes: SettingsChanges) -> ShopSettings:
    """Change what was sent; nothing else moves."""
    settings = of(business_id)
    for name in changes.model_fields_set - {"when_closed"}:
        setattr(settings, name, getattr(changes, name))
    if "when_closed" in changes.model_fields_set:
        settings.when_closed = WhenClosed(changes.when_closed)
    if db.session.is_modified(settings):
        db.session.flush()
        content.raise_version(business_id)
    return settings
