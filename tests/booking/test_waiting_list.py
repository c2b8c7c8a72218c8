"""The waiting list of a full day: who may join, and who is offered what is freed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.models import WaitingEntry, WaitingState
from cardshop.booking.operations import NotTakingBookings
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
    fresh,
    join,
    letters,
    salon,
)
from tests.support import salons


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


def test_nobody_waits_for_a_day_that_cannot_be_booked(app: Flask) -> None:
    shop = salon()
    shop.fill()
    with transaction():
        shop.calendar.hours = salons.hours("10:00-11:00") | {"overrides": {"2026-12-03": []}}
    past, beyond = DAY - timedelta(days=9), DAY + timedelta(days=60)
    closed, last_of_all = date(2026, 12, 3), date(9999, 12, 31)

    for day in (past, beyond, closed, last_of_all):
        with pytest.raises(DayUnbookable):
            join(shop, day)


def test_what_cannot_be_waited_for_is_said_at_its_field(app: Flask) -> None:
    shop = salon()
    shop.fill()
    wrong: dict[str, list[dict[str, Any]]] = {
        "/customer/phone": [{"customer": {"phone": ""}}],
        "/seats": [{"seats": 2}, {"seats": 0}],
        "/calendar_id": [{"calendar_id": 99}],
    }

    for pointer, asked in ((to, one) for to, several in wrong.items() for one in several):
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
