"""A start is taken as it is open at that moment, whatever was sent, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingState,
    Calendar,
    Happening,
    Service,
)
from cardshop.booking.operations import NotTakingBookings
from cardshop.notifications.models import Message
from tests.booking.telling import kinds
from tests.booking.visits import (
    DAY,
    HOUR,
    MINUTE,
    count,
    faults,
    held_times,
    lanes,
    refused,
    take,
)
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON


def test_an_open_start_is_taken_with_words_and_price_as_they_are(
    service: Service, amina: Calendar
) -> None:
    who = {"name": "Wanjiru", "phone": "0711 000 111", "email": "W@Example.com"}

    booking = take(service, customer=who | {"timezone": "Asia/Tehran"}, note="By the window")

    assert (booking.state, booking.starts_at) == (BookingState.CONFIRMED, SOON)
    assert booking.ends_at == SOON + timedelta(minutes=30)
    assert (booking.service_name, booking.calendar_name) == ("Haircut", "Amina")
    assert (booking.price, booking.currency, booking.seats) == (150000, "KES", 1)
    assert (booking.timezone, booking.customer_timezone) == ("Africa/Nairobi", "Asia/Tehran")
    assert (booking.customer_phone, booking.email_key) == ("+254711000111", "w@example.com")
    assert (booking.note, booking.ics_sequence, len(booking.token)) == ("By the window", 0, 22)
    [event] = booking.events
    assert (event.happening, event.state, event.actor) == (
        Happening.TAKEN,
        BookingState.CONFIRMED,
        "customer",
    )
    assert (held_times(amina), lanes(booking)) == ([SOON], [0])
    assert kinds() == ["booking-confirmed", "new-booking"]


NEVER_OFFERED = {
    "off the grid": SOON + 10 * MINUTE,
    "a fraction of a second": SOON + timedelta(microseconds=1),
    "before the hours": SOON - 90 * MINUTE,
    "over their end": SOON + timedelta(hours=6, minutes=45),
    "in the break": SOON + 3 * HOUR,
    "on a closed day": datetime(2026, 12, 6, 7, tzinfo=UTC),
    "in the past": NOW - DAY,
    "now": NOW,
    "too soon": datetime(2026, 11, 24, 10, tzinfo=UTC),
    "beyond the horizon": NOW + timedelta(days=61, hours=-2),
    "at the end of time": datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    "at its beginning": datetime(1, 1, 1, tzinfo=UTC),
}


def test_what_was_never_offered_is_refused_and_leaves_nothing(business: Business) -> None:
    service = salons.service(business, minimum_notice_minutes=180)
    hours = salons.hours("09:00-13:00", "14:00-17:00")
    hours["overrides"] = {"2026-12-06": []}
    salons.calendar(business, service, hours=hours)

    for words, start in NEVER_OFFERED.items():
        refusal = refused(take, service, start)
        assert len(refusal.nearest) == 6, words

    assert [count(table) for table in (Booking, Appointment, Message)] == [0, 0, 0]


def test_whoever_comes_second_is_told_the_nearest_open_times(
    service: Service, amina: Calendar
) -> None:
    take(service)

    refusal = refused(take, service)

    assert refusal.nearest == [SOON + n * 30 * MINUTE for n in (-2, -1, 1, 2, 3, 4)]
    assert count(Booking) == 1


def test_an_hour_that_the_clocks_skip_is_the_one_after_it(business: Business) -> None:
    service = salons.service(business, horizon_days=365)
    berlin = salons.calendar(
        business, service, timezone="Europe/Berlin", hours=salons.hours("02:30-04:00")
    )
    skipped = datetime.fromisoformat("2027-03-28T02:30:00+01:00")

    refused(take, service, skipped - 30 * MINUTE)
    booking = take(service, skipped)

    assert booking.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert held_times(berlin) == [booking.starts_at]


def test_both_hours_of_a_repeated_one_can_be_taken(business: Business) -> None:
    service = salons.service(business, horizon_days=365)
    berlin = salons.calendar(
        business, service, timezone="Europe/Berlin", hours=salons.hours("02:00-03:00")
    )
    first = datetime.fromisoformat("2027-10-31T02:30:00+02:00")
    at = datetime(2027, 10, 1, tzinfo=UTC)

    take(service, first, at=at)
    take(service, first + HOUR, at=at)
    refused(take, service, first + 90 * MINUTE, at=at)

    assert held_times(berlin) == [first, first + HOUR]


def test_a_foreign_calendar_or_service_is_refused(service: Service, amina: Calendar) -> None:
    other = factories.owner().business
    foreign = salons.service(other)
    calendars = [
        salons.calendar(other, foreign).id,
        salons.calendar(other, service).id,
        salons.calendar(factories.owner().business).id,
        99_999,
    ]

    for key in calendars:
        assert list(faults(take, service, calendar_id=key)) == ["/calendar_id"]
    with pytest.raises(queries.NoSuchService):
        take(service, service_id=foreign.id)

    assert count(Booking) == 0


def test_what_is_not_offered_now_cannot_be_taken(business: Business, amina: Calendar) -> None:
    gone = salons.service(business, is_active=False)
    salons.calendar(business, gone)
    rested = salons.service(business)
    resting = salons.calendar(business, rested, is_active=False)

    with pytest.raises(queries.NoSuchService):
        take(gone)
    assert refused(take, rested).nearest == []
    assert list(faults(take, rested, calendar_id=resting.id)) == ["/calendar_id"]


def test_a_business_that_takes_none_is_asked_in_vain(
    business: Business, service: Service, amina: Calendar
) -> None:
    salons.settings(business, is_taking_bookings=False)

    with pytest.raises(NotTakingBookings):
        take(service)


def test_seats_are_as_many_as_the_service_has(service: Service, amina: Calendar) -> None:
    for seats in (0, -1, 2, 99, 10**9):
        assert list(faults(take, service, seats=seats)) == ["/seats"]

    assert count(Booking) == 0


def test_the_present_moves_on_under_a_page_of_the_tight_grid(business: Business) -> None:
    service = salons.service(business, slot_alignment="tight", minimum_notice_minutes=60)
    salons.calendar(business, service)
    offered = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    later = NOW + 7 * MINUTE

    refused(take, service, offered - 10 * MINUTE, at=later, shown_at=NOW)
    refused(take, service, offered, at=later, shown_at=NOW)

    assert take(service, offered + 30 * MINUTE, at=later, shown_at=NOW).starts_at


def test_the_same_key_is_the_same_booking_however_late(service: Service, amina: Calendar) -> None:
    booking = take(service, key="once")

    again = take(service, SOON + HOUR, key="once", at=NOW + 9 * DAY)
    other = factories.owner().business
    elsewhere = salons.service(other)
    salons.calendar(other, elsewhere)

    assert again.id == booking.id
    assert (again.starts_at, held_times(amina)) == (SOON, [SOON])
    assert kinds() == ["new-booking"]
    assert take(elsewhere, key="once").business_id == other.id
