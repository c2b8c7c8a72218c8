"""A salon with one full day, and those who wait for it, each step in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, inspect, select

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.request import CustomerRequest
from cardshop.booking.models import (
    Booking,
    Calendar,
    Seat,
    Service,
    WaitingEntry,
    WaitingState,
)
from cardshop.booking.operations import lapsing, states, waiting
from cardshop.db import db, transaction
from cardshop.lib import ids
from cardshop.notifications.models import Message
from tests.support import factories, salons
from tests.support.factories import NOW

# Wednesday 2 December 2026, a week after NOW.
DAY = date(2026, 12, 2)
TEN = salons.SOON
LATER = NOW + timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Salon:
    """A business with one service, and one calendar that gives it on two half-hours a day."""

    business: Business
    service: Service
    calendar: Calendar

    def fill(self, *hours: float, **columns: Any) -> list[Booking]:
        """Bookings that begin so many hours after ten o'clock: by default the whole day."""
        return [
            salons.booking(
                self.business,
                self.service,
                self.calendar,
                starts_at=TEN + timedelta(hours=hour),
                **columns,
            )
            for hour in hours or (0, 0.5)
        ]

    def entry(self, **columns: Any) -> WaitingEntry:
        """Somebody who waits for the day."""
        return salons.waiting_entry(self.business, self.service, DAY, **columns)

    def offered(self, *, until: datetime = LATER, **columns: Any) -> WaitingEntry:
        """Somebody for whom ten o'clock was held, after its booking was cancelled."""
        entry = self.entry(**columns)
        (booking, *_others) = self.fill()
        cancel(booking, at=until - timedelta(minutes=20))
        return fresh(entry)


def salon(*, open_from: str = "10:00-11:00", business: Any = None, **service: Any) -> Salon:
    """A salon in Nairobi, open for an hour a day."""
    owning = business or factories.owner().business
    given = salons.service(owning, slug="haircut", **service)
    hours = salons.hours(open_from)
    return Salon(owning, given, salons.calendar(owning, given, hours=hours))


def join(at: Salon, day: date = DAY, *, phone: str = "+254711000222", **more: Any) -> WaitingEntry:
    """Somebody new on the list, by phone unless said otherwise."""
    who = {"name": "Otieno", "phone": phone} | more.pop("customer", {})
    said: dict[str, Any] = {"at": NOW, "locale": "en-KE"} | more
    with transaction():
        place = waiting.join(at.business, at.service, day, CustomerRequest(**who), **said)
        return place.entry


def cancel(booking: Booking, *, at: datetime = NOW) -> None:
    """The business calls a booking off."""
    with transaction():
        kept = queries.booking_of(booking.business_id, booking.id, for_change=True)
        states.cancel(kept, actor="amina@example.com", at=at)


def lapse(*, at: datetime = LATER) -> int:
    """The worker looks for offers whose time is over."""
    with transaction():
        return lapsing.lapse_offers(at=at)


def fresh(entry: WaitingEntry) -> WaitingEntry:
    """The entry as it is stored now."""
    db.session.rollback()
    # A session that ended meanwhile took all else that it knew along.
    key = inspect(entry).identity
    return db.session.get_one(WaitingEntry, key, populate_existing=True)


def states_of(*entries: WaitingEntry) -> list[str]:
    """How each wait stands."""
    return [fresh(entry).state.value for entry in entries]


def letters(kind: str) -> list[Message]:
    """What was written of one kind, the oldest first."""
    wanted = select(Message).where(Message.kind == kind).order_by(Message.id)
    return list(db.session.scalars(wanted))


def held_seats() -> int:
    """How many seats are held for those who wait."""
    wanted = select(func.count()).select_from(Seat).where(Seat.waiting_id.is_not(None))
    return db.session.scalar(wanted) or 0


def key() -> str:
    """An idempotency key nobody used."""
    return ids.new_token()


def state(entry: WaitingEntry) -> WaitingState:
    """How one wait stands."""
    return fresh(entry).state
