"""Bookings, series and held times by telephone; and what is not true any more is not said."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from cardshop.booking.operations import accepting
from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message, MessageState
from tests.booking.telling import outbox, told
from tests.booking.waiting import LATER, cancel, fresh, lapse, salon
from tests.support import salons
from tests.support.factories import Owner


def by_telephone() -> list[Message]:
    """What goes to telephones."""
    return outbox(Channel.WHATSAPP)


def states_of(messages: list[Message]) -> list[MessageState]:
    """How they stand now."""
    db.session.rollback()
    keys = [message.id for message in messages]
    return [db.session.get_one(Message, key).state for key in keys]


def test_a_booking_is_confirmed_by_whatsapp_too(owner: Owner) -> None:
    booking = salons.booking(owner.business)
    told(booking)

    [chat] = by_telephone()
    assert chat.recipient == booking.customer_phone
    assert (chat.subject_kind, chat.subject_id) == ("booking", booking.id)
    assert "is confirmed: Haircut, Wednesday, 2 December 2026, 10:00" in chat.content["text"]
    assert f"http://localhost/b/{booking.token}" in chat.content["text"]


def test_a_cancelled_booking_is_not_confirmed_any_more(each_engine: Flask) -> None:
    shop = salon()
    booking = shop.fill()[0]
    told(booking)
    confirmed = [*outbox(), *by_telephone()]

    cancel(booking)

    assert set(states_of(confirmed)) == {MessageState.DROPPED}
    assert [m.event for m in by_telephone() if m.state is MessageState.QUEUED] == [
        "booking.cancelled"
    ]


def test_a_held_time_is_offered_by_telephone(each_engine: Flask) -> None:
    entry = salon().offered(customer_phone="+254711000222", customer_email="")

    [chat] = [m for m in by_telephone() if m.event == "waiting.offer"]
    [mail] = [m for m in outbox() if m.event == "waiting.offer"]

    assert (chat.recipient, chat.drop_after) == ("+254711000222", entry.offer_until)
    assert f"http://localhost/w/{entry.token}" in chat.content["text"]
    assert "Reply 1 to book it" in chat.content["text"]
    assert (mail.person, mail.kind) == ("owner", "waiting-offer-owner")


def test_an_offer_that_lapsed_is_not_made_any_more(each_engine: Flask) -> None:
    salon().offered()
    offers = [m for m in (*outbox(), *by_telephone()) if m.event == "waiting.offer"]

    lapse(at=LATER)

    assert set(states_of(offers)) == {MessageState.DROPPED}


def test_an_offer_that_was_taken_up_is_not_made_any_more(each_engine: Flask) -> None:
    shop = salon()
    entry = shop.offered()
    offers = [m for m in (*outbox(), *by_telephone()) if m.event == "waiting.offer"]
    with transaction():
        accepting.accept(fresh(entry), shop.business, answers={}, at=LATER - timedelta(minutes=1))

    assert set(states_of(offers)) == {MessageState.DROPPED}
