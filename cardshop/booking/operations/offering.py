"""A freed time is offered to whoever waits for it, before anybody else can take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts import queries as accounts
from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import taking
from cardshop.booking.domain import waiting as rules
from cardshop.booking.domain.waiting import Offer
from cardshop.booking.messages import offers
from cardshop.booking.models import BookingSettings, Service, WaitingEntry, WaitingState
from cardshop.booking.operations import seating
from cardshop.booking.operations.choosing import SlotTaken, Wish, calendar_for
from cardshop.booking.operations.seating import Holder
from cardshop.booking.queries import waiting as lists
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox

# What somebody waits for: the service, the calendar (none: anyone), the day.
_Want = tuple[int, int | None, date]


class NotWaiting(Conflict):
    """They do not wait any more. Look at the list again."""


def offer_freed(business_id: int, since: datetime, until: datetime, *, at: datetime) -> int:
    """Hold what became free between two instants for those who wait for these days, in order.

    The business's settings are held. Returns how many were made an offer. Only who waits for one of
    the dates is looked at, and for each service, calendar and day nobody behind the first one who
    cannot be helped with as few seats. Where nobody waits it is one statement.
    """
    waiting = lists.waiting_between(business_id, *rules.dates_between(since, until))
    settings = queries.settings_of(business_id)
    if not waiting or not settings.is_taking_bookings:
        return 0
    return _Round(accounts.business(business_id), settings, at).offer_to(waiting)


def lapse_due(business_id: int, *, at: datetime) -> int:
    """End the offers of a business that nobody took up in time, and make them to the next in line.

    The business's settings are held. Returns how many ended.
    """
    overdue = lists.overdue_of(business_id, at=at)
    for entry in overdue:
        withdraw(entry, WaitingState.LAPSED, at=at)
    return len(overdue)


def offer_by_hand(
    entry: WaitingEntry,
    business: Business,
    start: datetime,
    *,
    calendar_id: int | None = None,
    at: datetime,
) -> None:
    """Hold an open start for somebody on the list, whoever stands before them.

    Raises NotWaiting, SlotTaken.
    """
    settings = queries.held_settings(business.id)
    entry = lists.entry_of(business.id, entry.id, for_change=True)
    if entry.state is not WaitingState.WAITING:
        raise NotWaiting
    service = queries.service_of(business.id, entry.service_id)
    wish = Wish(start, entry.seats, calendar_id)
    calendar = calendar_for(business, service, wish, at=at)
    notice = timedelta(minutes=service.minimum_notice_minutes)
    until = min(at + timedelta(minutes=settings.offer_minutes), start - notice)
    if until <= at or not _held(entry, service, calendar.id, start=start, until=until):
        raise SlotTaken
    offers.tell(entry, business, service=service.name, at=at)


def withdraw(entry: WaitingEntry, state: WaitingState, *, at: datetime) -> None:
    """End somebody's wait in a state; what was held for them is offered to whoever is next.

    The business's settings and the entry are held.
    """
    entry.state, entry.offered_starts_at, entry.offer_until = state, None, None
    db.session.flush()
    outbox.drop(offers.SUBJECT, entry.id)
    for since, until in seating.release(Holder(waiting_id=entry.id)):
        offer_freed(entry.business_id, since, until, at=at)


@dataclass(slots=True)
class _Round:
    """One walk along a queue. `full` is, by what is wanted, the fewest seats that are not free."""

    business: Business
    settings: BookingSettings
    at: datetime
    full: dict[_Want, int] = field(default_factory=dict)

    def offer_to(self, waiting: Iterable[WaitingEntry]) -> int:
        """Offer to each in turn what is free for them. Returns how many there were."""
        return sum(self._offered(entry) for entry in waiting)

    def _offered(self, entry: WaitingEntry) -> bool:
        want = entry.service_id, entry.calendar_id, entry.day
        if entry.seats >= self.full.get(want, entry.seats + 1):
            return False
        service = queries.service_of(self.business.id, entry.service_id)
        found = self._found(entry, service) if service.is_active else None
        if found is None or not _held(
            entry, service, found.calendar_id, start=found.offer.slot.start, until=found.offer.until
        ):
            self.full[want] = entry.seats
            return False
        offers.tell(entry, self.business, service=service.name, at=self.at)
        return True

    def _found(self, entry: WaitingEntry, service: Service) -> _Found | None:
        asked = rules.starts_on(entry.day, zone_of(entry, self.business))
        bookable = queries.bookable(
            self.business, service, asked, at=self.at, calendar_id=entry.calendar_id
        )
        offer = rules.offer_of(
            rules.free(bookable, asked, seats=entry.seats, at=self.at),
            minutes=self.settings.offer_minutes,
            notice_minutes=service.minimum_notice_minutes,
            at=self.at,
        )
        if offer is None:
            return None
        slot = taking.slot_at(bookable, offer.slot.start, now=self.at, seats=entry.seats)
        return _Found(offer, taking.least_booked(bookable, slot)) if slot else None


@dataclass(frozen=True, slots=True)
class _Found:
    """What can be offered, and whose time it is."""

    offer: Offer
    calendar_id: int


def zone_of(entry: WaitingEntry, business: Business) -> ZoneInfo:
    """Where the day that somebody waits for is a local date."""
    if entry.calendar_id is None:
        return ZoneInfo(business.timezone)
    return ZoneInfo(queries.calendar_of(business.id, entry.calendar_id).timezone)


def _held(
    entry: WaitingEntry, service: Service, calendar_id: int, *, start: datetime, until: datetime
) -> bool:
    """Whether the database let the time be held; a hold that is overdue may stand in the way."""
    try:
        holder = Holder(waiting_id=entry.id)
        seating.hold(holder, service, calendar_id, start, seats=entry.seats)
    except seating.TimeTaken:
        return False
    entry.state = WaitingState.OFFERED
    entry.offered_starts_at, entry.offer_until = start, until
    entry.offers += 1
    db.session.flush()
    return True
