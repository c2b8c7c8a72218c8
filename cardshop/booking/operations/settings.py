"""How a business takes bookings: its settings row, made when it is first needed."""

from __future__ import annotations

from cardshop.accounts import content
from cardshop.booking import queries
from cardshop.booking.domain.content import SettingsChanges
from cardshop.booking.models import BookingSettings
from cardshop.db import db


def edit_settings(business_id: int, changes: SettingsChanges) -> BookingSettings:
    """Change what was sent; nothing else moves."""
    settings = queries.held_settings(business_id)
    for name in changes.model_fields_set:
        setattr(settings, name, getattr(changes, name))
    if db.session.is_modified(settings):
        db.session.flush()
        content.raise_version(business_id)
    return settings
