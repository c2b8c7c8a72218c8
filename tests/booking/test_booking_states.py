"""A booking on its way: who may bring it where, what that frees, and who is told."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.models import (
    BookingState,
    Calendar,
    Happening,
    Service,
)
from cardshop.booking.operations import (
    BookingOver,
    StepImpossible,
    TooLate,
)
from tests.booking.telling import kinds
from tests.booking.visits import (
    AMINA,
    HOUR,
    MINUTE,
    held_times,
    lanes,
    step,
    take,
)
from tests.support import factories, salons
from tests.support.salons import SOON

VERBS = {
    BookingState.CONFIRMED: operations.approve,
    BookingState.DECLINED: operations.decline,
    BookingState.CANCELLED: operations.cancel,
    BookingState.COMPLETED: operations.complete,
    BookingState.NO_SHOW: operations.no_show,
}
POSSIBLE = {
    "pending": {"confirmed", "declined", "cancelled"},
    "confirmed": {"cancelled", "completed", "no_show"},
    "completed": {"no_show"},
    "no_show": {"completed"},
}


def test_only_the_steps_of_its_state_are_possible(app: Flask) -> None:
    business = factories.owner().business
    service = salons.service(business)
    amina = salons.calendar(business, service)
    found: dict[str, set[str]] = {}
    tries = [(before, after) for before in BookingState for after in VERBS]
    for hour, (before, after) in enumerate(tries):
        start = SOON + hour * HOUR
        booking = salons.booking(business, service, amina, state=before, starts_at=start)
        try:
            reached = step(VERBS[after], booking, actor=AMINA)
        except StepImpossible:
            continue
        assert (reached.state, reached.hold_until, reached.ics_sequence) == (after, None, 1)
        found.setdefault(before.value, set()).add(after.value)

    assert found == POSSIBLE


def test_an_approval_confirms_and_tells(business: Business) -> None:
    service = salons.service(business, requires_approval=True)
    amina = salons.calendar(business, service)
    booking = take(service, customer={"email": "w@example.com"})

    approved = step(operations.approve, booking, actor=AMINA, note="See you")

    last = approved.events[-1]
    assert (approved.state, approved.hold_until) == (BookingState.CONFIRMED, None)
    assert (last.happening, last.actor, last.note) == (Happening.APPROVED, AMINA, "See you")
    assert (held_times(amina), lanes(approved)) == ([SOON], [0])
    assert kinds() == ["booking-requested", "booking-request", "booking-confirmed"]


@pytest.mark.parametrize("verb", [operations.decline, operations.cancel])
def test_what_falls_frees_its_time(business: Business, verb: object) -> None:
    service = salons.service(business, requires_approval=True)
    amina = salons.calendar(business, service)
    booking = take(service)

    fallen = step(verb, booking, actor=AMINA)

    assert (held_times(amina), lanes(fallen)) == ([], [])
    take(service)
    with pytest.raises(StepImpossible):
        step(verb, booking, actor=AMINA)
    assert held_times(amina) == [SOON]


def test_one_of_a_class_frees_their_own_seats_only(business: Business) -> None:
    course = salons.service(business, capacity=3)
    room = salons.calendar(business, course)
    couple, other = take(course, seats=2), take(course)

    step(operations.cancel, couple, actor=AMINA)

    assert (held_times(room), lanes(other)) == ([SOON], [2])
    assert lanes(take(course, seats=2)) == [0, 1]


def test_customers_cancel_until_the_cutoff_and_twice_is_once(business: Business) -> None:
    service = salons.service(business, cancel_cutoff_minutes=120)
    amina = salons.calendar(business, service)
    booking = take(service)

    with pytest.raises(TooLate):
        step(operations.cancel_by_customer, booking, at=SOON - 2 * HOUR)
    for note in ("Ill", "Ill again"):
        early = SOON - 2 * HOUR - MINUTE
        step(operations.cancel_by_customer, booking, at=early, note=note)

    called_off = queries.booking_of(business.id, booking.id)
    assert [event.note for event in called_off.events] == ["", "Ill"]
    assert (held_times(amina), kinds()[1:]) == ([], ["booking-cancelled-by-customer"])


def test_customers_cannot_cancel_what_has_ended(business: Business, service: Service) -> None:
    amina = salons.calendar(business, service)
    for state in (BookingState.COMPLETED, BookingState.DECLINED, BookingState.EXPIRED):
        booking = salons.booking(business, service, amina, state=state)

        with pytest.raises(BookingOver):
            step(operations.cancel_by_customer, booking)


def test_a_visit_keeps_its_time_when_it_is_over(service: Service, amina: Calendar) -> None:
    booking = take(service)

    for verb in (operations.complete, operations.no_show, operations.complete):
        booking = step(verb, booking, actor=AMINA, at=SOON + HOUR)

    assert booking.state is BookingState.COMPLETED
    assert kinds() == ["new-booking"]
