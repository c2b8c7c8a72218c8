"""What was told to whom: the letters about bookings in the outbox."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar as Parsed
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cardshop.accounts.models import Business
from cardshop.booking.messages import letters
from cardshop.booking.models import Booking, BookingEvent, BookingState, Happening
from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message
from tests.support.factories import NOW

CUSTOMER = "customer"


def told(
    booking: Booking,
    happening: Happening = Happening.TAKEN,
    state: BookingState | None = None,
    *,
    actor: str = CUSTOMER,
    note: str = "",
    **columns: Any,
) -> list[Message]:
    """Let something happen to a booking, and read what everybody is told of it."""
    known = len(outbox())
    with transaction() as session:
        wanted = select(Booking).where(Booking.id == booking.id)
        kept = session.scalars(wanted.options(selectinload(Booking.events))).one()
        if happening is not Happening.TAKEN:
            _alter(kept, happening, state, note, columns)
        business = session.get_one(Business, kept.business_id)
        letters.tell(kept, business, happening, actor=actor, at=NOW)
    return outbox()[known:]


def _alter(
    booking: Booking,
    happening: Happening,
    state: BookingState | None,
    note: str,
    columns: dict[str, Any],
) -> None:
    booking.state = state or booking.state
    booking.hold_until = booking.hold_until if booking.state is BookingState.PENDING else None
    if "starts_at" in columns:
        columns["ends_at"] = columns["starts_at"] + (booking.ends_at - booking.starts_at)
    for name, value in columns.items():
        setattr(booking, name, value)
    booking.ics_sequence += 1
    booking.version += 1
    booking.events.append(
        BookingEvent(
            happening=happening,
            state=booking.state,
            starts_at=booking.starts_at,
            calendar_name=booking.calendar_name,
            at=NOW,
            actor="somebody",
            note=note,
        )
    )
    db.session.flush()


def outbox(*channels: Channel) -> list[Message]:
    """All that is told at once by these channels, in order: the letters, unless said otherwise.

    Reminders, which wait for their time, are not among them.
    """
    db.session.rollback()
    wanted = select(Message).where(
        Message.channel.in_(channels or [Channel.EMAIL]), Message.event != "booking.reminder"
    )
    return list(db.session.scalars(wanted.order_by(Message.id)))


def kinds() -> list[str]:
    """Of what kind they are."""
    return [message.kind for message in outbox()]


def entry(message: Message) -> Any:
    """The calendar entry that goes with a letter, as another program reads it."""
    file = Parsed.from_ical(message.content["calendar"])
    assert file["METHOD"] == message.content["calendar_method"]
    [event] = file.walk("VEVENT")
    return event
