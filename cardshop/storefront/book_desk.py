"""The desk at which somebody books: everything that is read to show it, in constant statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cardshop.booking import published, queries
from cardshop.booking.domain import taking
from cardshop.booking.domain.bookable import Asked as Times
from cardshop.booking.domain.bookable import Bookable
from cardshop.booking.domain.intervals import floor_seconds
from cardshop.booking.domain.slots import Slot, slots
from cardshop.booking.models import Booking, Calendar, Service
from cardshop.booking.queries import NoSuchService
from cardshop.cards.published import PublicCard
from cardshop.lib.errors import NotFound
from cardshop.storefront import book_asked, book_days, book_frame
from cardshop.storefront.book_asked import Asked
from cardshop.storefront.book_days import LOOK_AHEAD, Day
from cardshop.storefront.book_frame import BookFrame

# Nobody books more places than fit into a list to choose from.
MOST_SEATS = 20


class NoServiceHere(NotFound):
    """This service is not offered any more."""

    def __init__(self, card: PublicCard) -> None:
        super().__init__()
        self.card = card


@dataclass(frozen=True, slots=True)
class Desk:
    """A service of a card, who gives it, and whether bookings are taken at all.

    The time of a booking that is to be `moved` counts as free. `is_alone` says that there is no
    other service to choose.
    """

    frame: BookFrame
    service: Service
    calendars: list[Calendar]
    is_open: bool
    moved: Booking | None = None
    is_alone: bool = False

    @property
    def now(self) -> datetime:
        """When the page is made."""
        return self.frame.now

    @property
    def place_zone(self) -> ZoneInfo:
        """The zone of the place: that of who gives it, where they have one in common."""
        names = {calendar.timezone for calendar in self.calendars}
        return ZoneInfo(names.pop()) if len(names) == 1 else self.frame.zone

    @property
    def most_seats(self) -> int:
        """The places that one booking can have."""
        return min(self.service.capacity, MOST_SEATS)

    @property
    def path(self) -> str:
        """Where its times are."""
        return f"{self.frame.path}/book/{self.service.slug}"

    def asked(self, args: Mapping[str, str]) -> Asked:
        """What a query asks of it."""
        known = [calendar.id for calendar in self.calendars]
        return book_asked.read(
            args, place=self.place_zone, calendar_ids=known, most_seats=self.most_seats
        )

    def bookable(self, times: Times, calendar_id: int | None) -> Bookable:
        """The service with all that is taken around these times."""
        found = queries.bookable(
            self.frame.business, self.service, times, at=self.now, calendar_id=calendar_id
        )
        return found if self.moved is None else _freed(found, self.moved)


@dataclass(frozen=True, slots=True)
class Opened:
    """The days of one page and the chosen one.

    `soonest` is the first free time of all, before a day is chosen; `next_free` is where a chosen
    day has none. `is_off` says that the day that was asked for is none of those that are offered.
    """

    days: list[Day]
    chosen: Day
    is_first: bool
    is_last: bool
    is_off: bool
    soonest: Slot | None
    next_free: Slot | None


def desk(card: PublicCard, slug: str, *, at: datetime) -> Desk:
    """The desk for a service of the card's business. Raises NoServiceHere."""
    try:
        service = queries.service_by_slug(card.business.id, slug)
    except NoSuchService as refusal:
        raise NoServiceHere(card) from refusal
    if not service.is_active:
        raise NoServiceHere(card)
    is_alone = len(published.services(card.business.id)) < 2
    return replace(desk_of(book_frame.framed(card, at=at), service), is_alone=is_alone)


def desk_of(frame: BookFrame, service: Service, moved: Booking | None = None) -> Desk:
    """The desk for a service. Two statements."""
    is_open = queries.settings_of(service.business_id).is_taking_bookings
    return Desk(frame, service, queries.calendars_of_service(service), is_open, moved)


def fresh(desk: Desk) -> Desk:
    """The same after a transaction: what was read before it is stale."""
    service = queries.service_of(desk.frame.business.id, desk.service.id)
    return desk_of(desk.frame, service, desk.moved)


def opened(desk: Desk, asked: Asked) -> Opened:
    """The days around what is asked; a second look, further ahead, where they have no free time."""
    today, last = _reach(desk, asked.zone)
    is_off = asked.day is not None and not today <= asked.day <= last
    day = None if is_off else asked.day
    first, until = book_days.window(today, last, day=day, since=asked.since)
    bookable = desk.bookable(Times.days(first, until, asked.zone), asked.calendar_id)
    found = book_days.days(
        bookable,
        first,
        until,
        asked.zone,
        now=desk.now,
        seats=asked.seats,
        but=_own_start(desk, asked),
    )
    chosen = _chosen(found, day)
    next_free = None if chosen.free else _next_free(desk, asked, found, chosen)
    is_open_ended = day is None and first == today
    soonest = (chosen.free[0] if chosen.free else next_free) if is_open_ended else None
    return Opened(found, chosen, first == today, until >= last, is_off, soonest, next_free)


def slot_at(desk: Desk, start: datetime, asked: Asked, *, shown_at: datetime | None) -> Slot | None:
    """The slot at a start, if it can be had."""
    second = floor_seconds(start)
    bookable = desk.bookable(Times(second, second + 1), asked.calendar_id)
    return taking.slot_at(bookable, start, now=desk.now, seats=asked.seats, shown_at=shown_at)


def _own_start(desk: Desk, asked: Asked) -> datetime | None:
    """The start that a booking has already, which is no other time with the same person."""
    mine = desk.moved
    return mine.starts_at if mine and mine.calendar_id == asked.calendar_id else None


def _reach(desk: Desk, zone: ZoneInfo) -> tuple[date, date]:
    """Today and the last date that may be booked, in the customer's zone."""
    zones = {ZoneInfo(calendar.timezone) for calendar in desk.calendars}
    rules = queries.rules_of(desk.service)
    last = book_days.last_date(rules, zones, zone, now=desk.now)
    return desk.now.astimezone(zone).date(), last


def _chosen(found: Sequence[Day], day: date | None) -> Day:
    """The day that was asked for, else the first with a free time, else the first."""
    wanted = [one for one in found if one.date == day] if day else []
    return next(iter([*wanted, *(one for one in found if one.free)]), found[0])


def _next_free(desk: Desk, asked: Asked, found: Sequence[Day], chosen: Day) -> Slot | None:
    """The first free time after a day; where there is none, the first one before it."""
    later = [day for day in found if day.free and day.date > chosen.date]
    if later:
        return later[0].free[0]
    further = _further(desk, asked, found[-1].date)
    earlier = [day.free[0] for day in found if day.free]
    return further or next(iter(earlier), None)


def _further(desk: Desk, asked: Asked, after: date) -> Slot | None:
    if after >= _reach(desk, asked.zone)[1]:
        return None
    tomorrow = after + timedelta(days=1)
    times = Times.days(tomorrow, tomorrow + LOOK_AHEAD, asked.zone)
    found = slots(desk.bookable(times, asked.calendar_id), times, now=desk.now)
    return next((slot for slot in found if slot.seats >= asked.seats), None)


def _freed(bookable: Bookable, booking: Booking) -> Bookable:
    """The same without the time that a booking holds."""
    start, seats = floor_seconds(booking.starts_at), booking.seats
    mine = (booking.service_id, start, seats)
    calendars = []
    for calendar in bookable.calendars:
        taken = list(calendar.taken)
        found = [row for row in taken if (row.service_id, row.start, row.seats) == mine]
        if calendar.id == booking.calendar_id and found:
            taken.remove(found[0])
        calendars.append(replace(calendar, taken=taken))
    return replace(bookable, calendars=calendars)
