"""The waiting list of a full day: who may join, and who is offered what is freed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking import queries
from cardshop.booking.models import CalendarService, WaitingEntry, WaitingState
from cardshop.booking.operations import NotTakingBookings, offering, unblock, waiting
from cardshop.booking.operations.waiting import (
    DayHasTimes,
    DayUnbookable,
    QueueFull,
    TooManyWaits,
)
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from tests.booking.waiting import (
    DAY,
    LATER,
    TEN,
    cancel,
    fresh,
    held_seats,
    join,
    lapse,
    letters,
    salon,
    states_of,
)
from tests.support import factories, salons
from tests.support.factories import NOW


def count() -> int:
    return db.session.query(WaitingEntry).count()


def test_a_full_day_takes_a_name_and_a_number(each_engine: Flask) -> None:
    shop = salon()
    shop.fill()

    entry = join(shop, customer={"timezone": "Europe/Berlin"})

    assert (entry.state, entry.customer_phone, entry.day) == (
        WaitingState.WAITING,
        "+254711000222",
        DAY,
    )
    assert (entry.customer_timezone, len(entry.token)) == ("Europe/Berlin", 22)
    assert letters("waiting-joined") == []


def test_who_gives_an_address_is_sent_the_link(app: Flask) -> None:
    shop = salon()
    shop.fill()

    entry = join(shop, customer={"phone": "", "email": "otieno@example.com"})

    (letter,) = letters("waiting-joined")
    assert letter.recipient == "otieno@example.com"
    assert f"http://localhost/w/{entry.token}" in letter.content["text"]


def test_a_day_with_a_free_time_needs_no_list(app: Flask) -> None:
    shop = salon()
    shop.fill(0)

    with pytest.raises(DayHasTimes):
        join(shop)
    shop.fill(0.5)
    assert join(shop).id


@pytest.mark.parametrize(
    "day",
    [DAY - timedelta(days=9), DAY + timedelta(days=60), date(2026, 12, 3), date(9999, 12, 31)],
    ids=["past", "beyond the horizon", "closed", "the last there is"],
)
def test_nobody_waits_for_a_day_that_cannot_be_booked(app: Flask, day: date) -> None:
    shop = salon()
    shop.fill()
    with transaction():
        shop.calendar.hours = salons.hours("10:00-11:00") | {"overrides": {"2026-12-03": []}}

    with pytest.raises(DayUnbookable):
        join(shop, day)


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"customer": {"phone": ""}}, "/customer/phone"),
        ({"seats": 2}, "/seats"),
        ({"seats": 0}, "/seats"),
        ({"calendar_id": 99}, "/calendar_id"),
    ],
)
def test_what_cannot_be_waited_for_is_said_at_its_field(
    app: Flask, asked: dict[str, Any], pointer: str
) -> None:
    shop = salon()
    shop.fill()

    with pytest.raises(FieldErrors) as refusal:
        join(shop, **asked)

    assert [fault.pointer for fault in refusal.value.errors] == [pointer]
    assert count() == 0


def test_the_same_person_stands_in_a_queue_once(app: Flask) -> None:
    shop = salon()
    shop.fill()
    first = join(shop, customer={"email": "otieno@example.com"})

    again = join(shop, customer={"name": "O. Ouma"})
    by_mail = join(shop, phone="", customer={"email": "otieno@example.com"})
    join(shop, phone="+254711000333", customer={"email": "otieno@example.com"})

    assert again.id == by_mail.id == first.id
    assert (fresh(first).customer_name, count()) == ("Otieno", 2)


def test_one_person_waits_for_so_many_days_and_no_more(app: Flask) -> None:
    shop = salon()
    shop.fill()
    for _ in range(8):
        of = salons.service(shop.business)
        salons.waiting_entry(shop.business, of, DAY, phone="+254711000222")

    with pytest.raises(TooManyWaits):
        join(shop)
    assert join(shop, phone="+254711000333").id


def test_a_queue_has_an_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardshop.booking.domain.waiting.LONGEST_QUEUE", 2)
    shop = salon()
    shop.fill()
    shop.entry()
    shop.entry()

    with pytest.raises(QueueFull):
        join(shop)


def test_nobody_joins_where_no_bookings_are_taken(app: Flask) -> None:
    shop = salon()
    shop.fill()
    salons.settings(shop.business, is_taking_bookings=False)

    with pytest.raises(NotTakingBookings):
        join(shop)


def test_a_freed_time_is_held_for_whoever_came_first(each_engine: Flask) -> None:
    shop = salon()
    (ten, _half_past) = shop.fill()
    first, second = shop.entry(), shop.entry()

    cancel(ten)

    assert states_of(first, second) == ["offered", "waiting"]
    first = fresh(first)
    assert (first.offered_starts_at, first.offer_until, first.offers) == (TEN, LATER, 1)
    assert held_seats() == 1


def test_two_freed_times_go_to_two_in_order(app: Flask) -> None:
    shop = salon()
    bookings = shop.fill()
    entries = [shop.entry() for _ in range(3)]

    for booking in reversed(bookings):
        cancel(booking)

    starts = [fresh(entry).offered_starts_at for entry in entries]
    assert starts == [TEN + timedelta(minutes=30), TEN, None]


def test_an_offer_is_written_by_mail_in_the_customers_zone(app: Flask) -> None:
    shop = salon()

    shop.offered(
        customer_email="otieno@example.com",
        email_key="otieno@example.com",
        customer_timezone="Asia/Kathmandu",
    )

    (letter,) = letters("waiting-offer")
    assert letter.recipient == "otieno@example.com"
    assert "12:45 (Kathmandu time)" in letter.content["text"]
    assert "held for you until 15:05" in letter.content["text"]


def test_without_an_address_the_owner_gets_the_message_ready(app: Flask) -> None:
    owner = factories.owner()

    entry = salon(business=owner.business).offered(phone="+254711000222")

    (letter,) = letters("waiting-offer-owner")
    assert letter.recipient == owner.account.email
    assert "https://wa.me/254711000222?text=Hello%20Otieno" in letter.content["text"]
    assert f"%2Fw%2F{entry.token}" in letter.content["text"]


def test_an_offer_that_nobody_takes_up_goes_to_the_next(each_engine: Flask) -> None:
    shop = salon()
    first = shop.offered()
    second = shop.entry()

    assert lapse(at=LATER - timedelta(seconds=1)) == 0
    assert states_of(first, second) == ["offered", "waiting"]
    assert lapse() == 1

    assert states_of(first, second) == ["lapsed", "offered"]
    assert fresh(second).offer_until == LATER + timedelta(minutes=20)
    assert held_seats() == 1


def test_who_leaves_hands_the_offer_on_and_leaving_twice_is_once(app: Flask) -> None:
    shop = salon()
    first = shop.offered()
    second = shop.entry()

    for _ in range(2):
        with transaction():
            waiting.leave(fresh(first), at=NOW)

    assert states_of(first, second) == ["left", "offered"]


def test_too_few_seats_pass_the_family_by_and_reach_who_comes_alone(app: Flask) -> None:
    shop = salon(open_from="10:00-10:30", capacity=2)
    booking, _other = shop.fill(0, 0)
    family, alone = shop.entry(seats=2), shop.entry()

    cancel(booking)

    assert states_of(family, alone) == ["waiting", "offered"]


def test_who_waits_for_one_stylist_is_not_offered_another(app: Flask) -> None:
    shop = salon()
    booking = shop.fill()[0]
    other = salons.calendar(shop.business, shop.service, hours=salons.hours("12:00-12:30"))
    salons.booking(shop.business, shop.service, other, starts_at=TEN + timedelta(hours=2))
    picky = shop.entry(calendar_id=other.id)

    cancel(booking)

    assert states_of(picky) == ["waiting"]
    assert fresh(shop.entry()).state is WaitingState.WAITING


def test_unblocked_time_and_another_service_are_offered_too(app: Flask) -> None:
    shop = salon()
    blocked = salons.blocked_time(shop.calendar, TEN)
    colour = salons.service(shop.business, "Colour", duration_minutes=60)
    with transaction() as session:
        session.add(CalendarService(calendar_id=shop.calendar.id, service_id=colour.id))
    entry = salons.waiting_entry(shop.business, colour, DAY)

    with transaction():
        found = queries.blocked_time_of(shop.business.id, blocked.id)
        unblock(found, shop.business.id, at=NOW)

    assert fresh(entry).offered_starts_at == TEN


def test_nothing_is_offered_that_could_not_be_booked_any_more(app: Flask) -> None:
    shop = salon(minimum_notice_minutes=60)
    booking = shop.fill()[0]
    entry = shop.entry()

    cancel(booking, at=TEN - timedelta(minutes=59))
    assert states_of(entry) == ["waiting"]
    offer_at = TEN - timedelta(minutes=70)
    with transaction():
        queries.held_settings(shop.business.id)
        offering.offer_freed(shop.business.id, TEN, TEN, at=offer_at)

    assert fresh(entry).offer_until == TEN - timedelta(minutes=60)


def test_days_gone_by_are_waited_for_no_longer(app: Flask) -> None:
    shop = salon()
    entry = shop.entry()

    lapse(at=TEN + timedelta(days=1))
    assert states_of(entry) == ["waiting"]
    lapse(at=TEN + timedelta(days=2))

    assert states_of(entry) == ["lapsed"]
