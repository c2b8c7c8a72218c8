"""What is freed is offered to those who wait, in their order, and told in their words."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from cardshop.booking import queries
from cardshop.booking.domain import waiting as rules
from cardshop.booking.messages import waiting as messages
from cardshop.booking.models import CalendarService, WaitingState
from cardshop.booking.operations import offering, unblock, waiting
from cardshop.db import transaction
from tests.booking.waiting import (
    DAY,
    LATER,
    TEN,
    cancel,
    fresh,
    held_seats,
    lapse,
    letters,
    salon,
    states_of,
)
from tests.support import factories, salons
from tests.support.factories import NOW


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


def test_what_is_held_with_one_counts_for_the_days_limit_with_another(app: Flask) -> None:
    shop = salon(daily_limit=1)
    entry = shop.entry()
    cancel(shop.fill(0)[0])
    other = salons.calendar(shop.business, shop.service, name="Ben")
    assert states_of(entry) == ["offered"]

    def starts(calendar_id: int) -> int:
        asked = rules.starts_on(DAY, ZoneInfo(shop.business.timezone))
        found = queries.bookable(
            shop.business, shop.service, asked, at=NOW, calendar_id=calendar_id
        )
        return len(rules.free(found, asked, seats=1, at=NOW))

    assert (starts(other.id), starts(shop.calendar.id)) == (0, 0)


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


def test_days_gone_by_are_waited_for_no_longer_and_then_forgotten(app: Flask) -> None:
    entry = salon().entry()

    lapse(at=TEN + timedelta(days=1))
    assert states_of(entry) == ["waiting"]
    lapse(at=TEN + timedelta(days=2))
    assert states_of(entry) == ["lapsed"]

    lapse(at=TEN + timedelta(days=90))
    assert states_of(entry) == ["lapsed"]
    lapse(at=TEN + timedelta(days=91))
    with pytest.raises(NoResultFound):
        fresh(entry)


def test_an_offer_too_long_for_a_phone_is_its_link_alone(app: Flask) -> None:
    shop = salon()
    entry = shop.offered(phone="+254711000222", locale="fa")

    chat = messages.whatsapp(entry, shop.business, service="رنگ " * 90, at=NOW)

    assert chat == f"https://wa.me/254711000222?text={quote(messages.link(entry), safe='')}"
