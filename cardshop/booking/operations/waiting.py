"""The waiting list of a full day: joining and leaving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import waiting as rules
from cardshop.booking.domain.request import CustomerRequest
from cardshop.booking.domain.waiting import Person
from cardshop.booking.messages import waiting as messages
from cardshop.booking.models import Calendar, Service, WaitingEntry, WaitingState
from cardshop.booking.operations import offering, snapshot
from cardshop.booking.operations.taking import NotTakingBookings
from cardshop.booking.queries import waiting as lists
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Invalid, Sentence
from cardshop.notifications import outbox


class DayHasTimes(Conflict):
    """This day has free times again. Choose one of them."""


class DayUnbookable(Conflict):
    """There is nothing to wait for on this day. Choose another one."""


class QueueFull(Conflict):
    """The waiting list of this day is full. Choose another day."""


class TooManyWaits(Conflict):
    """You are on as many waiting lists as one person can be on here. Leave one of them first."""


class OfferTaken(Conflict):
    """You booked this time already. Cancel the booking to give it up."""


class ContactMissing(Invalid):
    """Enter your phone number or your email address, so that we can reach you."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody waits for: a service on a local date of a calendar, or of the business."""

    business: Business
    service: Service
    day: date
    calendar: Calendar | None = None
    seats: int = 1
    card_id: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Where the day is a local date."""
        owner = self.calendar or self.business
        return ZoneInfo(owner.timezone)


class Place(NamedTuple):
    """A place in a queue; `is_new` says that it was taken now."""

    entry: WaitingEntry
    is_new: bool


def join(
    business: Business,
    service: Service,
    day: date,
    customer: CustomerRequest,
    *,
    calendar_id: int | None = None,
    seats: int = 1,
    card_id: int | None = None,
    token: str = "",
    at: datetime,
    locale: str,
) -> Place:
    """The place of a customer in the queue of a full day; one person stands there once.

    Whoever stands there already keeps their place and what they said, and is sent the link again:
    the entry is theirs, so only who knows its `token` may be shown it. The card is the business's.
    Raises NotTakingBookings, NoSuchService, DayUnbookable, DayHasTimes, QueueFull, TooManyWaits,
    FieldErrors.
    """
    settings = queries.held_settings(business.id)
    if not settings.is_taking_bookings:
        raise NotTakingBookings
    wish = Wish(business, service, day, calendar_of(service, calendar_id), seats, card_id)
    if not customer.phone and not customer.email:
        raise FieldErrors([FieldError("/customer/phone", ContactMissing().detail)])
    who = Person(*snapshot.keys_of(customer))
    queue = lists.queue_of(service.id, day)
    earlier = next((one for one in queue if who.is_same(person_of(one))), None)
    if earlier is None:
        check_full(wish, at=at)
        _check_room(wish, who, len(queue), at=at)
    entry = earlier or _added(wish, customer, token=token, at=at, locale=locale)
    if entry.customer_email:
        outbox.enqueue(messages.joined(entry, business, service=service.name, at=at), at)
    return Place(entry, earlier is None)


def leave(entry: WaitingEntry, *, at: datetime) -> None:
    """Take somebody off the list; what is held for them goes to whoever is next. Twice is once.

    Raises OfferTaken once it has become a booking.
    """
    queries.held_settings(entry.business_id)
    entry = lists.entry_of(entry.business_id, entry.id, for_change=True)
    if entry.state is WaitingState.BOOKED:
        raise OfferTaken
    if entry.state in (WaitingState.WAITING, WaitingState.OFFERED):
        offering.withdraw(entry, WaitingState.LEFT, at=at)


def forget_service(service: Service, *, at: datetime) -> None:
    """Before a service goes, and its lists with it: what is held for it is offered to others.

    The business's settings are held.
    """
    queue = lists.queued_for(service.id)
    for entry in queue:
        if entry.state is WaitingState.WAITING:
            entry.state = WaitingState.LAPSED
    for entry in queue:
        if entry.state is WaitingState.OFFERED:
            offering.withdraw(entry, WaitingState.LAPSED, at=at)


def person_of(entry: WaitingEntry) -> Person:
    """By what somebody on a list is known."""
    return Person(entry.phone_key, entry.email_key)


def calendar_of(service: Service, calendar_id: int | None) -> Calendar | None:
    """The calendar that somebody waits for; none for anyone. Raises NoSuchService, FieldErrors."""
    if not service.is_active:
        raise queries.NoSuchService
    if calendar_id is None:
        return None
    giving = queries.calendars_of_service(service)
    found = next((one for one in giving if one.id == calendar_id), None)
    if found is None:
        words = Sentence.of("This calendar does not give that service.")
        raise FieldErrors([FieldError("/calendar_id", words)])
    return found


def check_full(wish: Wish, *, at: datetime) -> None:
    """That the day can be booked, and only for want of a free time cannot.

    Raises DayUnbookable, DayHasTimes, FieldErrors.
    """
    service, seats = wish.service, wish.seats
    if not 1 <= seats <= service.capacity:
        words = Sentence.of("Choose 1 to %(most)s.", most=service.capacity)
        raise FieldErrors([FieldError("/seats", words)])
    horizon = service.horizon_days
    if not rules.is_within_reach(wish.day, wish.zone, horizon_days=horizon, at=at):
        raise DayUnbookable
    asked = rules.starts_on(wish.day, wish.zone)
    calendar_id = wish.calendar.id if wish.calendar else None
    bookable = queries.bookable(wish.business, service, asked, at=at, calendar_id=calendar_id)
    if rules.free(bookable, asked, seats=seats, at=at):
        raise DayHasTimes
    if not rules.could_be_free(bookable, asked, seats=seats, at=at):
        raise DayUnbookable


def _check_room(wish: Wish, who: Person, queued: int, *, at: datetime) -> None:
    if queued >= rules.LONGEST_QUEUE:
        raise QueueFull
    today = at.astimezone(wish.zone).date()
    if lists.waits_of(wish.business.id, who, since=today) >= rules.MOST_WAITS:
        raise TooManyWaits


def _added(
    wish: Wish, customer: CustomerRequest, *, token: str, at: datetime, locale: str
) -> WaitingEntry:
    entry = WaitingEntry(
        business_id=wish.business.id,
        service_id=wish.service.id,
        calendar_id=wish.calendar.id if wish.calendar else None,
        card_id=wish.card_id,
        day=wish.day,
        seats=wish.seats,
        token=token if token and not lists.is_known(token) else ids.new_token(),
        state=WaitingState.WAITING,
        customer_timezone=customer.timezone or wish.zone.key,
        locale=locale,
        note="",
        offers=0,
        created_at=at,
        **snapshot.customer_columns(customer),
    )
    db.session.add(entry)
    db.session.flush()
    return entry
