"""What is held is taken up or given back, whatever happened to the salon meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest, CustomerRequest
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingState,
    CalendarService,
    WaitingEntry,
)
from cardshop.booking.operations import (
    SlotTaken,
    TooManyBookings,
    accepting,
    delete_calendar,
    delete_service,
    lapsing,
    offering,
    take,
    unblock,
)
from cardshop.booking.operations.accepting import NothingOffered, OfferOver
from cardshop.booking.operations.offering import NotWaiting
from cardshop.booking.queries import waiting as lists
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from tests.booking.waiting import (
    DAY,
    LATER,
    TEN,
    Salon,
    cancel,
    fresh,
    held_seats,
    key,
    lapse,
    salon,
    states_of,
)
from tests.support import salons
from tests.support.factories import NOW


def accept(shop: Salon, entry: WaitingEntry, **more: Any) -> Booking:
    said: dict[str, Any] = {"answers": {}, "at": NOW} | more
    with transaction():
        return accepting.accept(lists.entry_by_token(entry.token), shop.business, **said)


def take_ten(shop: Salon) -> Booking:
    customer = CustomerRequest(name="Wanjiru", phone="+254711000999")
    request = BookingRequest(service_id=shop.service.id, start=TEN, customer=customer)
    with transaction():
        return take(shop.business, request, idempotency_key=key(), at=NOW)


def test_the_one_it_is_held_for_books_it(each_engine: Flask) -> None:
    shop = salon()
    entry = shop.offered(customer_timezone="Europe/Berlin", locale="fa", note="Window seat")

    booking = accept(shop, entry)

    assert (booking.starts_at, booking.calendar_id) == (TEN, shop.calendar.id)
    assert (booking.customer_name, booking.customer_timezone) == ("Otieno Ouma", "Europe/Berlin")
    assert (booking.locale, booking.note) == ("fa", "Window seat")
    entry = fresh(entry)
    assert (entry.state.value, entry.booking_id, held_seats()) == ("booked", booking.id, 0)
    assert accept(shop, entry, at=LATER).id == booking.id


def test_nobody_else_is_shown_or_given_what_is_held(app: Flask) -> None:
    shop = salon()
    shop.offered()

    with pytest.raises(SlotTaken):
        take_ten(shop)
    assert lapse() == 1
    assert take_ten(shop).state is BookingState.CONFIRMED


def test_an_offer_can_be_taken_up_neither_too_early_nor_too_late(app: Flask) -> None:
    shop = salon()
    entry = shop.entry()

    with pytest.raises(NothingOffered):
        accept(shop, entry)
    cancel(shop.fill()[0])
    with pytest.raises(OfferOver):
        accept(shop, entry, at=LATER)
    lapse()
    with pytest.raises(OfferOver):
        accept(shop, entry)


def test_the_questions_of_the_service_are_asked_when_it_is_booked(app: Flask) -> None:
    shop = salon()
    question = salons.question(shop.service, is_required=True)
    entry = shop.offered()

    with pytest.raises(FieldErrors) as refusal:
        accept(shop, entry)
    assert [fault.pointer for fault in refusal.value.errors] == [f"/answers/{question.id}"]

    booking = accept(shop, entry, answers={str(question.id): "Yes"})
    assert booking.answers[0]["value"] == "Yes"


def test_where_approval_is_needed_it_is_a_request(app: Flask) -> None:
    shop = salon(requires_approval=True)

    assert accept(shop, shop.offered()).state is BookingState.PENDING


def test_a_person_with_too_many_bookings_is_told_so_and_keeps_the_offer(app: Flask) -> None:
    shop = salon(person_limit=1)
    entry = shop.offered(phone="+254711000222")
    known = {"customer_phone": "+254711000222", "phone_key": "+254711000222"}
    shop.fill(24, **known)

    with pytest.raises(TooManyBookings):
        accept(shop, entry)

    assert states_of(entry) == ["offered"]


def test_a_day_that_was_closed_meanwhile_takes_no_booking(app: Flask) -> None:
    shop = salon()
    entry, behind = shop.offered(), shop.entry()
    with transaction():
        shop.calendar.hours = salons.hours("10:00-11:00") | {"overrides": {DAY.isoformat(): []}}

    with pytest.raises(SlotTaken):
        accept(shop, entry)

    assert lapse() == 1
    assert states_of(entry, behind) == ["lapsed", "waiting"]


def test_a_grid_that_moved_meanwhile_does_not_take_the_offer_away(app: Flask) -> None:
    shop = salon(slot_alignment="tight", duration_minutes=20)
    blocked = salons.blocked_time(shop.calendar, TEN, hours=0.25)
    salons.blocked_time(shop.calendar, TEN + timedelta(minutes=35), hours=1)
    (wanted,) = shop.fill(0.25, ends_at=TEN + timedelta(minutes=35))
    entry = shop.entry()
    cancel(wanted)

    # From here on the first start of the day is another one.
    with transaction():
        found = queries.blocked_time_of(shop.business.id, blocked.id)
        unblock(found, shop.business.id, at=NOW)

    assert accept(shop, entry).starts_at == TEN + timedelta(minutes=15)


def test_a_service_that_goes_takes_its_list_along_and_frees_what_was_held(
    each_engine: Flask,
) -> None:
    shop = salon()
    colour = salons.service(shop.business, "Colour")
    with transaction() as session:
        session.add(CalendarService(calendar_id=shop.calendar.id, service_id=colour.id))
    token = shop.offered().token
    for booking in db.session.query(Booking).filter_by(state=BookingState.CONFIRMED):
        cancel(booking)
    other = salons.waiting_entry(shop.business, colour, DAY)

    with transaction():
        gone = queries.service_of(shop.business.id, shop.service.id, for_change=True)
        delete_service(gone, at=NOW)

    with pytest.raises(lists.NoSuchEntry):
        lists.entry_by_token(token)
    assert fresh(other).offered_starts_at == TEN
    assert db.session.scalar(select(func.count()).where(Appointment.active)) == 1


def test_a_service_that_is_switched_off_takes_no_booking(app: Flask) -> None:
    shop = salon()
    entry = shop.offered()
    with transaction():
        shop.service.is_active = False

    with pytest.raises(queries.NoSuchService):
        accept(shop, entry)


def test_a_calendar_that_goes_leaves_the_time_of_another(app: Flask) -> None:
    shop = salon()
    entry = shop.offered()
    cancel(db.session.query(Booking).filter_by(state=BookingState.CONFIRMED).one())
    other = salons.calendar(shop.business, shop.service, name="Ben")

    with transaction():
        gone = queries.calendar_of(shop.business.id, shop.calendar.id, for_change=True)
        delete_calendar(gone, at=NOW)

    assert accept(shop, entry).calendar_id == other.id


def test_the_owner_offers_a_time_to_whom_they_like(app: Flask) -> None:
    shop = salon()
    first, second = shop.entry(), shop.entry()

    def offer() -> None:
        with transaction():
            offering.offer_by_hand(fresh(second), shop.business, TEN, at=NOW)

    offer()
    assert states_of(first, second) == ["waiting", "offered"]
    with pytest.raises(NotWaiting):
        offer()


def test_the_owner_offers_another_stylist_to_who_wanted_one(app: Flask) -> None:
    shop = salon()
    shop.fill()
    other = salons.calendar(shop.business, shop.service, name="Ben")
    entry = shop.entry(calendar_id=shop.calendar.id)

    with transaction():
        offering.offer_by_hand(entry, shop.business, TEN, calendar_id=other.id, at=NOW)

    assert accept(shop, entry).calendar_id == other.id


def test_a_time_that_opens_without_a_word_is_found_within_five_minutes(each_engine: Flask) -> None:
    shop = salon()
    shop.fill()
    entry = shop.entry()
    with transaction():
        shop.calendar.hours = salons.hours("10:00-12:00")

    made = []
    for minute in range(5):
        with transaction():
            made.append(lapsing.offer_opened(at=NOW + timedelta(minutes=minute)))

    assert sum(made) == 1
    assert fresh(entry).offered_starts_at == TEN + timedelta(hours=1)
