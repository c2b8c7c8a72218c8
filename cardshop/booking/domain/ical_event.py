"""A booking as other people's calendars see it: a frozen value, and what may be shown of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

State = Literal["pending", "confirmed", "cancelled"]
Privacy = Literal["all", "name", "busy"]

# How long a feed goes on showing what is over, and what was cancelled (domain.md 8.3).
PAST_SHOWN = timedelta(days=90)
CANCELLED_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mailbox, as ORGANIZER and ATTENDEE name them."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class BookingEvent:
    """One booking, ready to be written down. `starts_at`, `ends_at`, `revised_at` are aware.

    `uid` and `sequence` are the stored ones (see `uid_of` and `next_sequence`); `revised_at` is
    when the booking last changed, and becomes DTSTAMP, so that the same booking is always the same
    bytes. `service` names what is booked, `customer` who booked; `details` is everything else that
    is said about it (phone, answers), on as many lines as needed. `at_customer` says that the place
    is the customer's own address. With `zone` the times are written as that zone's wall times
    wherever clients can be trusted to read them; without it in UTC.
    """

    uid: str
    sequence: int
    revised_at: datetime
    starts_at: datetime
    ends_at: datetime
    state: State
    service: str
    customer: str = ""
    details: str = ""
    place: str = ""
    at_customer: bool = False
    link: str = ""
    organizer: Person | None = None
    attendee: Person | None = None
    zone: ZoneInfo | None = None

    @property
    def title(self) -> str:
        """What stands in a calendar's cell: the service, and whose booking it is."""
        return " – ".join(filter(None, (self.service, self.customer)))


def uid_of(identifier: str, host: str) -> str:
    """The UID of a booking from its stored random identifier; the same for the booking's life."""
    return f"{identifier}@{host}"


def next_sequence(before: BookingEvent, after: BookingEvent) -> int:
    """The SEQUENCE after a change: one more for another time, place or state, else the same.

    Google and Exchange ignore updates whose number did not grow, so it never goes down.
    """
    return before.sequence + (_told(before) != _told(after))


def shown(event: BookingEvent, privacy: Privacy, *, busy: str) -> BookingEvent:
    """The event with what may be seen of the customer; `busy` is the word for "busy".

    `all` shows everything, `name` the service, the customer's name and a place of our own, and
    `busy` nothing but the time.
    """
    if privacy == "all":
        return event
    quiet = replace(event, details="", link="", organizer=None, attendee=None)
    if privacy == "name":
        return replace(quiet, place="" if event.at_customer else event.place)
    return replace(quiet, service=busy, customer="", place="")


def in_feed(events: Iterable[BookingEvent], *, now: datetime) -> list[BookingEvent]:
    """Those that a feed shows at `now`, in the order of their times.

    The last 90 days and all that is ahead; cancelled ones for 30 days after they were.
    """
    kept = (event for event in events if _is_in_feed(event, now))
    return sorted(kept, key=lambda event: (event.starts_at, event.uid))


def _is_in_feed(event: BookingEvent, now: datetime) -> bool:
    if event.state == "cancelled" and event.revised_at < now - CANCELLED_SHOWN:
        return False
    return event.ends_at > now - PAST_SHOWN


def _told(event: BookingEvent) -> tuple[object, ...]:
    return event.starts_at, event.ends_at, event.place, event.state
