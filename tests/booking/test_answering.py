"""Customers answer reminders and offers from their telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.models import Booking, BookingState, Calendar, Happening, Service
from cardshop.booking.operations import answering
from cardshop.db import db
from cardshop.notifications.models import Conversation, InboundKind, InboundMessage, Message
from tests.booking import visits, waiting
from tests.support import salons, talks
from tests.support.factories import NOW
from tests.support.talks import say


@pytest.fixture(autouse=True)
def carrier(each_engine: Flask) -> Iterator[None]:
    """The operator's account, at NOW."""
    talks.share_account(each_engine)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def booking(business: Business, service: Service, amina: Calendar) -> Booking:
    """Wanjiru is reminded of her haircut."""
    made = salons.booking(business, service, amina)
    talks.told(business, ("booking", made.id))
    return made


def now(booking: Booking) -> Booking:
    db.session.rollback()
    return queries.booking_of(booking.business_id, booking.id)


def kinds() -> list[InboundKind]:
    db.session.rollback()
    return list(db.session.scalars(select(InboundMessage.kind).order_by(InboundMessage.id)))


def unread() -> int:
    db.session.rollback()
    return db.session.scalar(select(Conversation.unread)) or 0


@pytest.mark.parametrize("typed", ["2", "Cancel", "۲"])
def test_two_calls_the_booking_off_and_frees_the_time(
    each_engine: Flask, booking: Booking, typed: str
) -> None:
    say(each_engine, typed)
    assert now(booking).state is BookingState.CANCELLED
    assert kinds() == [InboundKind.CANCEL]
    assert unread() == 0


def test_the_customer_hears_once_that_it_is_cancelled(each_engine: Flask, booking: Booking) -> None:
    answer = say(each_engine, "2")
    told = select(Message).where(Message.event == "booking.cancelled", Message.phone_key != "")
    messages = list(db.session.scalars(told))
    assert len(messages) + bool(answer) == 1


def test_one_confirms_once(each_engine: Flask, booking: Booking) -> None:
    first, second, third = (say(each_engine, words) for words in ("1", "Yes!", "ok"))
    assert (second, third) == ("", "")
    assert first.startswith("Thank you, Wanjiru Mwangi. You are expected: Haircut,")
    happened = [event.happening for event in now(booking).events]
    assert happened == [Happening.TAKEN, Happening.WILL_COME]
    assert now(booking).state is BookingState.CONFIRMED


def test_later_on_it_is_said_again(each_engine: Flask, booking: Booking) -> None:
    first = say(each_engine, "1")
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert say(each_engine, "1") == first != ""


def test_another_answer_is_replied_to(each_engine: Flask, booking: Booking) -> None:
    replies = [say(each_engine, words) for words in ("1", "2", "1", "1")]
    assert replies[2].startswith("This booking has ended or was called off.")
    assert replies[3] == ""


def test_who_was_sent_enough_is_heard_and_not_answered(
    each_engine: Flask, booking: Booking, business: Business
) -> None:
    for _ in range(9):
        talks.told(business, event="order.ready", sent_at=NOW - timedelta(hours=1))
    assert say(each_engine, "1") == ""
    assert now(booking).events[-1].happening is Happening.WILL_COME


def test_the_last_reminder_is_answered(
    each_engine: Flask, booking: Booking, business: Business
) -> None:
    later = salons.booking(business, starts_at=salons.SOON + timedelta(days=1))
    talks.told(business, ("booking", later.id), sent_at=NOW - timedelta(minutes=1))
    say(each_engine, "2")
    assert now(booking).state is BookingState.CANCELLED
    assert now(later).state is BookingState.CONFIRMED


def test_a_quoted_message_is_the_one_that_is_answered(
    each_engine: Flask, booking: Booking, business: Business
) -> None:
    later = salons.booking(business, starts_at=salons.SOON + timedelta(days=1))
    sid = "SM" + "e" * 32
    talks.told(
        business, ("booking", later.id), event="booking.confirmed", provider_id=sid,
        sent_at=NOW - timedelta(days=2),
    )  # fmt: skip
    say(each_engine, "2", OriginalRepliedMessageSid=sid)
    assert now(later).state is BookingState.CANCELLED
    assert now(booking).state is BookingState.CONFIRMED


class TestMoved:
    """A yes is to the time that the customer was told of."""

    def test_a_yes_to_the_old_time_is_words(self, each_engine: Flask, booking: Booking) -> None:
        later = NOW + timedelta(hours=1)
        moved(booking, salons.SOON + timedelta(days=1), at=later)
        with time_machine.travel(later, tick=False):
            assert say(each_engine, "1") == ""
        assert not answering.is_expected(now(booking))
        assert (kinds(), unread()) == ([InboundKind.WORDS], 1)

    def test_a_yes_to_what_told_of_the_move_is_one(
        self, each_engine: Flask, booking: Booking, business: Business
    ) -> None:
        later, sid = NOW + timedelta(hours=1), "SM" + "e" * 32
        moved(booking, salons.SOON + timedelta(days=1), at=later)
        talks.told(
            business, ("booking", booking.id), event="booking.moved", provider_id=sid, sent_at=later
        )
        with time_machine.travel(later, tick=False):
            assert say(each_engine, "1", OriginalRepliedMessageSid=sid) != ""
        assert answering.is_expected(now(booking))
        assert kinds() == [InboundKind.CONFIRM]

    def test_a_move_there_and_back_changes_nothing(
        self, each_engine: Flask, booking: Booking
    ) -> None:
        for minutes, days in ((1, 1), (2, 0)):
            at = NOW + timedelta(minutes=minutes)
            moved(booking, salons.SOON + timedelta(days=days), at=at)
        say(each_engine, "1")
        assert answering.is_expected(now(booking))


def moved(booking: Booking, start: datetime, *, at: datetime) -> None:
    """The owner moves the booking."""
    visits.move(booking, start, actor=visits.AMINA, at=at, at_any_time=True)


def test_too_late_is_said_and_shown_to_the_owner(
    each_engine: Flask, business: Business, amina: Calendar
) -> None:
    strict = salons.service(business, cancel_cutoff_minutes=60 * 24 * 30)
    made = salons.booking(business, strict, amina)
    talks.told(business, ("booking", made.id))
    assert say(each_engine, "2") == (
        "It is too late to change this booking here. Write to us or call."
    )
    assert now(made).state is BookingState.CONFIRMED
    assert unread() == 1


def test_what_is_over_cannot_be_confirmed(
    each_engine: Flask, business: Business, amina: Calendar, service: Service
) -> None:
    made = salons.booking(business, service, amina, state=BookingState.CANCELLED)
    talks.told(business, ("booking", made.id))
    assert say(each_engine, "1").startswith("This booking has ended or was called off.")


def test_an_answer_to_nothing_is_words(each_engine: Flask, business: Business) -> None:
    talks.told(business, ("booking", 77), sent_at=NOW - timedelta(days=8))
    assert say(each_engine, "2") == ""
    assert kinds() == [InboundKind.WORDS]


def test_a_number_of_another_spelling_answers_its_reminder(
    each_engine: Flask, business: Business, service: Service, amina: Calendar
) -> None:
    made = salons.booking(business, service, amina)
    talks.told(business, ("booking", made.id), phone="+5511987654321")
    say(each_engine, "2", number="+551187654321")
    assert now(made).state is BookingState.CANCELLED


def test_nobody_answers_for_somebody_else(each_engine: Flask, booking: Booking) -> None:
    say(each_engine, "2", number="+254711000999")
    assert now(booking).state is BookingState.CONFIRMED


class TestOffers:
    """A held time is taken, or given up, with one character."""

    def test_one_books_what_is_held(self, each_engine: Flask) -> None:
        shop = waiting.salon()
        entry = shop.offered(phone=talks.WANJIRU)
        talks.told(shop.business, ("waiting", entry.id), event="waiting.offer")
        say(each_engine, "1")
        assert waiting.states_of(entry) == ["booked"]

    def test_two_gives_it_to_whoever_is_next(self, each_engine: Flask) -> None:
        shop = waiting.salon()
        entry = shop.offered(phone=talks.WANJIRU)
        behind = shop.entry()
        talks.told(shop.business, ("waiting", entry.id), event="waiting.offer")
        assert say(each_engine, "2").startswith("You are not on the waiting list any more")
        assert waiting.states_of(entry, behind) == ["left", "offered"]

    def test_after_its_end_it_is_over(self, each_engine: Flask) -> None:
        shop = waiting.salon()
        entry = shop.offered(phone=talks.WANJIRU, until=NOW + timedelta(seconds=1))
        talks.told(shop.business, ("waiting", entry.id), event="waiting.offer")
        with time_machine.travel(NOW + timedelta(minutes=21), tick=False):
            assert "is not any more" in say(each_engine, "1")

    def test_questions_lead_to_the_page(self, each_engine: Flask) -> None:
        shop = waiting.salon()
        salons.question(shop.service, is_required=True)
        entry = shop.offered(phone=talks.WANJIRU)
        talks.told(shop.business, ("waiting", entry.id), event="waiting.offer")
        assert f"/w/{entry.token}" in say(each_engine, "1")
        assert waiting.states_of(entry) == ["offered"]
