"""How many, by whom, and until when a time is held: limits, questions and approval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.models import Booking, BookingState, Calendar, Happening, Service
from cardshop.booking.operations import TooManyBookings, TooManyThatDay
from cardshop.db import transaction
from tests.booking.telling import kinds
from tests.booking.visits import (
    DAY,
    HOUR,
    MINUTE,
    count,
    faults,
    held_times,
    refused,
    step,
    take,
    write_down,
)
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON

SHE = {"name": "Wanjiru", "phone": "+254711000111"}


def test_questions_are_answered_or_nothing_is_taken(service: Service, amina: Calendar) -> None:
    needed = salons.question(service, "Allergies?", is_required=True).id
    length = salons.question(service, "Length?", "choice", choices=["short", "long"]).id
    phone = salons.question(service, "Mother's phone?", "phone").id
    foreign = salons.question(salons.service(factories.owner().business)).id

    wrong = {length: "bald", phone: "12", foreign: "x"}
    found = faults(take, service, answers={str(key): words for key, words in wrong.items()})

    assert set(found) == {f"/answers/{key}" for key in (needed, length, phone, foreign)}
    assert (count(Booking), held_times()) == (0, [])


def test_answers_are_kept_with_the_words_that_were_asked(service: Service, amina: Calendar) -> None:
    allergies = salons.question(service, "Allergies?", is_required=True).id
    first = salons.question(service, "First visit?", "checkbox").id
    phone = salons.question(service, "Mother's phone?", "phone").id

    given = {str(allergies): " none ", str(first): True, str(phone): "0711 000 222"}
    booking = take(service, answers=given)

    assert [(answer["label"], answer["value"]) for answer in booking.answers] == [
        ("Allergies?", "none"),
        ("First visit?", True),
        ("Mother's phone?", "+254711000222"),
    ]


def test_one_person_holds_only_so_many(business: Business, amina: Calendar) -> None:
    salons.settings(business, person_limit=3, person_day_limit=3)
    service = salons.service(business)
    salons.calendar(business, service)
    one, other = SHE, {"phone": "0711 000 111"}
    by_mail = {"phone": "", "email": "w@example.com"}
    for hour in range(3):
        take(service, SOON + hour * HOUR, customer=one | {"email": "w@example.com"})

    for who in (one, other, by_mail):
        with pytest.raises(TooManyBookings):
            take(service, SOON + 3 * DAY, customer=who)

    take(service, SOON + 3 * DAY)
    assert count(Booking) == 4


def test_what_is_over_or_called_off_does_not_count(business: Business, amina: Calendar) -> None:
    salons.settings(business, person_limit=1)
    service = salons.service(business)
    salons.calendar(business, service)
    salons.booking(business, service, amina, starts_at=NOW - HOUR)
    called_off = take(service, customer=SHE)
    step(operations.cancel_by_customer, called_off)

    assert take(service, customer=SHE).state is BookingState.CONFIRMED


def test_one_person_has_only_so_many_on_one_day(
    business: Business, service: Service, amina: Calendar
) -> None:
    salons.settings(business, person_day_limit=2)
    take(service, SOON, customer=SHE)
    take(service, SOON + HOUR, customer=SHE)

    with pytest.raises(TooManyThatDay):
        take(service, SOON + 2 * HOUR, customer=SHE)

    assert take(service, SOON + DAY, customer=SHE).starts_at == SOON + DAY


def test_a_service_may_have_a_limit_of_its_own(business: Business) -> None:
    trial, other = salons.service(business, person_limit=1), salons.service(business)
    salons.calendar(business, trial, other)
    take(trial, customer=SHE)

    with pytest.raises(TooManyBookings):
        take(trial, SOON + DAY, customer=SHE)

    take(other, SOON + HOUR, customer=SHE)


def test_the_owner_writes_down_as_many_as_come(business: Business, amina: Calendar) -> None:
    salons.settings(business, person_limit=1, person_day_limit=1, is_taking_bookings=False)
    service = salons.service(business, person_limit=1, requires_approval=True)
    salons.calendar(business, service)

    made = [write_down(service, SOON + n * HOUR, customer=SHE) for n in range(3)]

    assert {booking.state for booking in made} == {BookingState.CONFIRMED}


def test_a_service_is_booked_only_so_often_a_day(business: Business) -> None:
    service = salons.service(business, daily_limit=2)
    one, two = salons.calendar(business, service), salons.calendar(business, service)
    take(service, calendar_id=one.id)
    called_off = take(service, calendar_id=two.id)

    refused(take, service, SOON + HOUR, calendar_id=one.id)
    refused(take, service, SOON + HOUR)
    step(operations.cancel_by_customer, called_off)
    take(service, SOON + HOUR)

    assert take(service, SOON + DAY).starts_at == SOON + DAY


def test_a_calendar_has_only_so_many_a_day(business: Business, service: Service) -> None:
    salons.calendar(business, service, daily_limit=1)
    late = datetime(2026, 12, 2, 13, 30, tzinfo=UTC)
    take(service)

    assert refused(take, service, late).nearest[0].date() != late.date()
    take(service, late + DAY)


def test_a_request_holds_its_time_until_it_is_answered(business: Business) -> None:
    service = salons.service(business, requires_approval=True)
    salons.calendar(business, service)
    soon = NOW + 90 * MINUTE

    booking, close = take(service), take(service, soon)

    assert (booking.state, booking.hold_until) == (BookingState.PENDING, NOW + DAY)
    assert (close.events[0].state, close.hold_until) == (BookingState.PENDING, soon)
    refused(take, service)
    assert kinds() == ["booking-request"] * 2


def test_a_hold_that_is_over_holds_nothing_even_without_a_worker(business: Business) -> None:
    service = salons.service(business, requires_approval=True)
    amina = salons.calendar(business, service)
    first = take(service, customer={"email": "w@example.com"})
    late = NOW + DAY

    second = take(service, at=late)
    first = queries.booking_of(business.id, first.id)

    assert (first.state, first.hold_until, first.ics_sequence) == (BookingState.EXPIRED, None, 1)
    assert first.events[-1].happening is Happening.EXPIRED
    assert first.events[-1].actor == "system"
    assert second.state is BookingState.PENDING
    assert (held_times(amina), "booking-expired" in kinds()) == ([SOON], True)


def test_the_worker_ends_holds_of_every_business_once(business: Business) -> None:
    others = [business, factories.owner().business]
    for one in others:
        service = salons.service(one, requires_approval=True)
        salons.calendar(one, service)
        take(service)
        take(service, SOON + HOUR, at=NOW + timedelta(minutes=1))

    ended = []
    for minutes in (-1, 0, 0, 1):
        with transaction():
            ended.append(operations.expire_holds(at=NOW + DAY + minutes * MINUTE))

    assert ended == [0, 2, 0, 2]
    assert held_times() == []
