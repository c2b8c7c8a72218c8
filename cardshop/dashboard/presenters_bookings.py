"""What the owner's home says of bookings: how many come today, who is next, who waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.models import Booking
from cardshop.booking.presenters_diary_desk import Desk, zone_of
from cardshop.booking.queries.diary import held_on, waiting
from cardshop.dashboard.presenters_orders import Tile
from cardshop.web.locales import number


def bookings(business: Business, now: datetime) -> tuple[Tile, ...]:
    """The figures; none while nobody can be booked. Three statements, or one."""
    calendars = queries.calendars(business.id, active_only=True)
    if not calendars:
        return ()
    desk = Desk.of(business, now, zone_of(calendars, business))
    begin = desk.midnight
    today = held_on(business.id, begin, begin + timedelta(days=1))
    return _today(today, desk), _requests(waiting(business.id), desk)


def _today(today: Sequence[Booking], desk: Desk) -> Tile:
    following = next((one for one in today if one.starts_at > desk.now), None)
    note = ""
    if following is not None:
        note = str(
            _(
                "Next %(time)s, %(name)s",
                time=desk.clock(following.starts_at),
                name=following.customer_name,
            )
        )
    href = url_for("bookings.diary", view="day", date=desk.today.isoformat())
    return Tile(str(_("Bookings today")), number(len(today)), note, href)


def _requests(asked: Sequence[Booking], desk: Desk) -> Tile:
    note = _("First for %(time)s", time=desk.stamp(asked[0].starts_at)) if asked else ""
    return Tile(str(_("Requests")), number(len(asked)), str(note), url_for("bookings.requests"))
