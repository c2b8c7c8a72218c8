"""A booking moves whole or not at all: the old time is free and the new one taken, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.models import Booking, BookingState, Calendar, Happening, Service
from cardshop.booking.operations import BookingOver, ServiceGone, TooLate
from tests.booking.telling import entry, kinds, outbox
from tests.booking.visits import (
    AMINA,
    DAY,
    HOUR,
    MINUTE,
    faults,
    held_times,
    lanes,
    move,
    refused,
    step,
    take,
)
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON


def as_it_is(booking: Booking) -> Booking:
    return queries.booking_of(booking.business_id, booking.id)


def test_the_old_time_is_free_and_the_new_one_taken(service: Service, amina: Calendar) -> None:
    booking = take(service, customer={"email": "w@example.com"})

    moved = move(booking, SOON + HOUR, note="Bus is late")

    assert (moved.starts_at, moved.ends_at) == (SOON + HOUR, SOON + HOUR + 30 * MINUTE)
    assert (moved.state, moved.ics_sequence, moved.version) == (BookingState.CONFIRMED, 1, 2)
    assert [event.starts_at for event in moved.events] == [SOON, SOON + HOUR]
    last = moved.events[-1]
    assert (last.happening, last.actor, last.note) == (Happening.MOVED, "customer", "Bus is late")
    assert (held_times(amina), lanes(moved)) == ([SOON + HOUR], [0])
    assert take(service).starts_at == SOON


def test_everybody_is_told_of_a_move(service: Service, amina: Calendar) -> None:
    booking = take(service, customer={"email": "w@example.com"})

    move(booking, SOON + HOUR)
    move(booking, SOON, actor=AMINA)

    assert kinds()[2:] == ["booking-moved", "booking-moved-by-customer", "booking-moved"]
    assert [entry(outbox()[n])["SEQUENCE"] for n in (0, 2, 4)] == [0, 1, 2]


def test_a_move_that_is_refused_changes_nothing(service: Service, amina: Calendar) -> None:
    booking = take(service)
    take(service, SOON + HOUR)
    told = len(kinds())
    never = [SOON + HOUR, SOON + 5 * MINUTE, SOON + 12 * HOUR, NOW - DAY, NOW + 90 * DAY]
    never.append(datetime(9999, 12, 31, 23, 59, tzinfo=UTC))

    for start in never:
        assert len(refused(move, booking, start).nearest) == 6

    kept = as_it_is(booking)
    assert (kept.starts_at, kept.ics_sequence, len(kept.events)) == (SOON, 0, 1)
    assert (held_times(amina), lanes(kept), len(kinds())) == ([SOON, SOON + HOUR], [0], told)


def test_it_may_move_over_a_part_of_its_own_time(business: Business) -> None:
    service = salons.service(business, slot_interval_minutes=15)
    amina = salons.calendar(business, service)

    move(take(service), SOON + 15 * MINUTE)

    assert held_times(amina) == [SOON + 15 * MINUTE]


def test_a_move_to_where_it_is_is_none(service: Service, amina: Calendar) -> None:
    booking = take(service)

    moved = move(booking, SOON)

    assert (moved.ics_sequence, len(moved.events), len(kinds())) == (0, 1, 1)


def test_it_stays_with_its_calendar_unless_another_is_asked_for(
    business: Business, service: Service, amina: Calendar
) -> None:
    otieno = salons.calendar(business, service, name="Otieno", timezone="Asia/Tehran")
    booking = take(service, calendar_id=amina.id)
    salons.booking(business, service, amina, starts_at=SOON + HOUR)

    refused(move, booking, SOON + HOUR)
    moved = move(booking, SOON, calendar_id=otieno.id)

    assert (moved.calendar_name, moved.timezone) == ("Otieno", "Asia/Tehran")
    assert (held_times(otieno), held_times(amina)) == ([SOON], [SOON + HOUR])


def test_it_moves_to_no_calendar_of_others(service: Service, amina: Calendar) -> None:
    other = factories.owner().business
    foreign = salons.calendar(other, salons.service(other))
    booking = take(service)

    assert list(faults(move, booking, SOON, calendar_id=foreign.id)) == ["/calendar_id"]
    with pytest.raises(queries.NoSuchCalendar):
        move(booking, SOON, calendar_id=foreign.id, actor=AMINA, at_any_time=True)

    assert held_times() == [SOON]


def test_customers_move_until_the_cutoff_and_owners_always(business: Business) -> None:
    service = salons.service(business, reschedule_cutoff_minutes=120)
    amina = salons.calendar(business, service)
    booking = take(service)

    with pytest.raises(TooLate):
        move(booking, SOON + HOUR, at=SOON - 2 * HOUR)
    move(booking, SOON + HOUR, at=SOON - 2 * HOUR - MINUTE)
    move(booking, SOON + 2 * HOUR, at=SOON, actor=AMINA)

    assert held_times(amina) == [SOON + 2 * HOUR]


def test_the_owner_moves_it_to_any_time_but_over_nobody(
    business: Business, service: Service, amina: Calendar
) -> None:
    booking, night = take(service), SOON + timedelta(hours=11, minutes=7)
    salons.blocked_time(amina, SOON + 2 * HOUR)

    refused(move, booking, SOON + 2.5 * HOUR, actor=AMINA, at_any_time=True)
    far = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert list(faults(move, booking, far, actor=AMINA, at_any_time=True)) == ["/start"]
    moved = move(booking, night, actor=AMINA, at_any_time=True)

    assert (moved.starts_at, moved.state) == (night, BookingState.CONFIRMED)


def test_what_needs_approval_needs_it_again_where_the_customer_moves_it(
    business: Business,
) -> None:
    service = salons.service(business, requires_approval=True)
    salons.calendar(business, service)
    booking = step(operations.approve, take(service), actor=AMINA)

    by_owner = move(booking, SOON + HOUR, actor=AMINA)
    assert (by_owner.state, by_owner.hold_until) == (BookingState.CONFIRMED, None)

    again = move(booking, SOON)
    assert (again.state, again.hold_until) == (BookingState.PENDING, NOW + DAY)
    assert again.events[-1].state is BookingState.PENDING


def test_what_has_ended_is_not_moved(business: Business, service: Service) -> None:
    amina = salons.calendar(business, service)
    over = [
        salons.booking(business, service, amina, state=state)
        for state in BookingState
        if state not in queries.HOLDING
    ]

    for booking in over:
        with pytest.raises(BookingOver):
            move(booking, SOON + HOUR, actor=AMINA)

    assert held_times() == []


def test_a_request_whose_hold_is_over_is_not_moved(business: Business) -> None:
    service = salons.service(business, requires_approval=True)
    salons.calendar(business, service)
    booking = take(service)

    with pytest.raises(BookingOver):
        move(booking, SOON + HOUR, at=NOW + DAY)

    assert (as_it_is(booking).starts_at, held_times()) == (SOON, [SOON])


def test_what_is_no_longer_offered_is_not_moved(business: Business) -> None:
    gone = salons.booking(business, service_id=None)
    resting = salons.service(business, is_active=False)
    rested = salons.booking(business, resting, salons.calendar(business, resting))

    with pytest.raises(ServiceGone):
        move(gone, SOON + HOUR, actor=AMINA)
    with pytest.raises(TooLate):
        move(rested, SOON + HOUR)

    assert move(rested, SOON + HOUR, actor=AMINA).starts_at == SOON + HOUR


def test_seats_of_a_class_move_together(business: Business) -> None:
    course = salons.service(business, capacity=3)
    room = salons.calendar(business, course)
    couple, other = take(course, seats=2), take(course)
    take(course, SOON + HOUR, seats=2)

    refused(move, couple, SOON + HOUR)
    moved = move(other, SOON + HOUR)

    assert (lanes(moved), lanes(as_it_is(couple))) == ([2], [0, 1])
    assert held_times(room) == [SOON, SOON + HOUR]
    assert lanes(take(course)) == [2]


def test_the_last_to_leave_a_class_frees_the_time(business: Business) -> None:
    course, cut = salons.service(business, capacity=3), salons.service(business)
    room = salons.calendar(business, course, cut)
    booking = take(course)

    refused(take, cut)
    move(booking, SOON + HOUR)
    take(cut)

    assert held_times(room) == [SOON, SOON + HOUR]
