"""Many at once, in real processes on both engines: what is held for one person nobody else gets."""

from __future__ import annotations

import signal
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.booking.domain.request import BookingRequest, CustomerRequest
from cardshop.booking.models import Appointment, Booking, Seat, WaitingEntry
from cardshop.booking.operations import accepting, taking
from cardshop.booking.queries import waiting as lists
from cardshop.db import db, transaction
from cardshop.notifications.models import Message
from tests.booking.at_once import Deed, at_once, killed_at
from tests.booking.waiting import (
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
from tests.support.factories import NOW

A_MOMENT = timedelta(microseconds=1)


def accepting_at(entry: WaitingEntry, at: datetime) -> Deed:
    business_id, token = entry.business_id, entry.token

    def accept() -> None:
        with transaction() as session:
            business = session.get_one(Business, business_id)
            accepting.accept(lists.entry_by_token(token), business, answers={}, at=at)

    return accept


def taking_ten(shop: Salon, number: int) -> Deed:
    business_id, service_id = shop.business.id, shop.service.id
    customer = CustomerRequest(name="Wanjiru", phone=f"+2547119{number:05}")
    request = BookingRequest(service_id=service_id, start=TEN, customer=customer)

    def take() -> None:
        with transaction() as session:
            business = session.get_one(Business, business_id)
            taking.take(business, request, idempotency_key=key(), at=NOW)

    return take


def cancelling(booking: Booking) -> Deed:
    found = Booking(id=booking.id, business_id=booking.business_id)
    return lambda: cancel(found)


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def active() -> int:
    wanted = select(func.count()).select_from(Appointment).where(Appointment.active)
    return db.session.scalar(wanted) or 0


def test_accepted_or_lapsed_at_the_very_mark_but_never_both(each_engine: Flask) -> None:
    shop = salon()
    first = shop.offered()
    second = shop.entry()
    deeds = [accepting_at(first, LATER - A_MOMENT), lambda: lapse(at=LATER)] * 3

    outcomes = at_once(each_engine, *deeds)[::2]

    stands = states_of(first, second)
    if stands == ["booked", "waiting"]:
        assert (outcomes, held_seats()) == (["done"] * 3, 0)
    else:
        assert (stands, held_seats()) == (["lapsed", "offered"], 1)
        assert outcomes == ["OfferOver"] * 3
    assert (count(Seat), active()) == (2, 2)


def test_two_times_freed_at_once_go_to_two(each_engine: Flask) -> None:
    shop = salon()
    bookings = shop.fill()
    entries = [shop.entry() for _ in range(3)]

    assert at_once(each_engine, *map(cancelling, bookings)) == ["done", "done"]

    assert states_of(*entries) == ["offered", "offered", "waiting"]
    starts = {fresh(entry).offered_starts_at for entry in entries[:2]}
    assert starts == {TEN, TEN + timedelta(minutes=30)}


def test_nobody_overtakes_who_waits_while_a_time_is_freed(each_engine: Flask) -> None:
    shop = salon()
    (ten, _half_past) = shop.fill()
    entry = shop.entry()
    strangers = [taking_ten(shop, number) for number in range(6)]

    outcomes = at_once(each_engine, cancelling(ten), *strangers)

    assert outcomes == ["done"] + ["SlotTaken"] * 6
    assert states_of(entry) == ["offered"]


def test_a_double_click_books_once_and_strangers_get_nothing(each_engine: Flask) -> None:
    shop = salon()
    entry = shop.offered()
    clicks = [accepting_at(entry, NOW)] * 3
    strangers = [taking_ten(shop, number) for number in range(3)]

    outcomes = at_once(each_engine, *clicks, *strangers)

    assert outcomes == ["done"] * 3 + ["SlotTaken"] * 3
    # The two that filled the day, one of them cancelled, and the one that was waited for.
    assert (count(Booking), states_of(entry), held_seats()) == (3, ["booked"], 0)


def test_a_process_killed_while_it_offers_leaves_all_as_it_was(each_engine: Flask) -> None:
    shop = salon()
    (ten, _half_past) = shop.fill()
    entry = shop.entry()
    written, free = count(Message), cancelling(ten)

    for words in ("DELETE FROM seats", "INSERT INTO seats", "UPDATE waiting", "INSERT INTO mes"):
        assert killed_at(each_engine, free, words) == -signal.SIGKILL
        assert (states_of(entry), held_seats(), count(Message)) == (["waiting"], 0, written)

    free()
    assert (states_of(entry), held_seats()) == (["offered"], 1)


def test_a_process_killed_while_it_accepts_leaves_the_offer(each_engine: Flask) -> None:
    shop = salon()
    entry = shop.offered()
    written, accept = count(Message), accepting_at(entry, NOW)

    for words in ("DELETE FROM seats", "INSERT INTO seats", "UPDATE waiting"):
        assert killed_at(each_engine, accept, words) == -signal.SIGKILL
        assert (states_of(entry), held_seats(), count(Message)) == (["offered"], 1, written)

    accept()
    assert (states_of(entry), held_seats()) == (["booked"], 0)
