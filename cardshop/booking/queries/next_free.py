"""When each service can be had next, for all of a business's services in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from cardshop.accounts.models import Business
from cardshop.booking import published
from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.slots import slots
from cardshop.booking.models import Service
from cardshop.booking.queries.services import calendar_ids_of, calendars, services
from cardshop.booking.queries.timetable import rules_of, times_of

# Most services are free soon: little is worked out for those. What is later than the last is not
# told; the booking page goes further.
_DAYS_AHEAD = (2, 8, 31)


def next_starts(business: Business, *, at: datetime) -> dict[str, datetime]:
    """The next open start of each service that can be booked, by its slug; aware instants.

    A service that is taken throughout the next weeks is left out. Eight statements at most, however
    many services, calendars and bookings.
    """
    open_now = {service.id for service in published.services(business.id)}
    if not open_now:
        return {}
    wanted = [one for one in services(business.id, active_only=True) if one.id in open_now]
    within = Asked.instants(at, at + timedelta(days=_DAYS_AHEAD[-1]))
    times = times_of(business, calendars(business.id, active_only=True), within, at=at)
    giving = calendar_ids_of(business.id)
    found = {one.slug: _next(one, times, giving, at) for one in wanted}
    return {slug: start for slug, start in found.items() if start is not None}


def _next(
    service: Service,
    times: Iterable[CalendarTimes],
    giving: Mapping[int, Iterable[int]],
    at: datetime,
) -> datetime | None:
    keys = set(giving.get(service.id, ()))
    bookable = Bookable(rules_of(service), [one for one in times if one.id in keys])
    for days in _DAYS_AHEAD:
        found = slots(bookable, Asked.instants(at, at + timedelta(days=days)), now=at)
        if found:
            return found[0].start
    return None
