"""How a business takes bookings, and the lock that its bookings queue at."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from cardshop.booking.models import BookingSettings
from cardshop.db import db
from cardshop.lib.errors import NotFound


def settings_of(business_id: int) -> BookingSettings:
    """How the business takes bookings. Without a row, the defaults, which are not written."""
    return db.session.get(BookingSettings, business_id) or default_settings(business_id)


def held_settings(business_id: int) -> BookingSettings:
    """The business's row, locked until the transaction ends, and made when it is missing.

    Whoever takes, moves or ends a booking, blocks time, or offers a freed one holds it before
    anything else: daily limits and limits of a person reach over calendars, a move touches two.
    """
    found = _locked(business_id)
    if found is None:
        _make(business_id)
        found = _locked(business_id)
    if found is None:
        raise NotFound
    return found


def default_settings(business_id: int) -> BookingSettings:
    """A row with every default, in no session."""
    return BookingSettings(
        business_id=business_id,
        is_taking_bookings=True,
        approval_minutes=1440,
        person_limit=8,
        person_day_limit=4,
        offer_minutes=20,
    )


def _locked(business_id: int) -> BookingSettings | None:
    return db.session.scalar(_LOCKED, {"business": business_id})


def _make(business_id: int) -> None:
    session = db.session()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(BookingSettings).values(business_id=business_id).on_conflict_do_nothing()
    )


# Made once: every change of a booking begins here.
_LOCKED = (
    select(BookingSettings)
    .where(BookingSettings.business_id == bindparam("business"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
