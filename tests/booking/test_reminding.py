"""Reminders: written down with a booking, each for its time, and gone when it changes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.booking import operations
from cardshop.booking.models import Service
from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message, MessageState, NotificationRule
from cardshop.notifications.operations import claim
from tests.booking.visits import AMINA, DAY, HOUR, MINUTE, move, step, take
from tests.support import factories, salons
from tests.support.salons import SOON

MAIL = {"email": "w@example.com"}


@pytest.fixture
def service(each_engine: Flask) -> Service:
    business = factories.owner().business
    made = salons.service(business)
    salons.calendar(business, made)
    return made


def ahead(channel: Channel = Channel.EMAIL, event: str = "booking.reminder") -> list[Message]:
    db.session.rollback()
    wanted = select(Message).where(Message.event == event, Message.channel == channel)
    return list(db.session.scalars(wanted.order_by(Message.due_at, Message.id)))


def dues(channel: Channel = Channel.EMAIL) -> list[datetime]:
    return [one.due_at for one in ahead(channel) if one.state is MessageState.QUEUED]


def test_a_booking_is_reminded_of_a_day_and_two_hours_before(service: Service) -> None:
    take(service, customer=MAIL)

    assert dues() == [SOON - DAY, SOON - 2 * HOUR]
    assert dues(Channel.WHATSAPP) == [SOON - DAY, SOON - 2 * HOUR]
    mail = ahead()[0]
    assert mail.content["subject"] == "Reminder: Haircut, Wed, 2 Dec, 10:00"
    assert (mail.late_after, mail.drop_after) == (SOON - DAY + 15 * MINUTE, SOON)


def test_a_reminder_whose_time_is_over_is_left_out(service: Service) -> None:
    take(service, customer=MAIL, at=SOON - 3 * HOUR)

    assert dues() == [SOON - 2 * HOUR]


def test_a_moved_booking_is_reminded_of_its_new_time_alone(service: Service) -> None:
    booking = take(service, customer=MAIL)

    move(booking, SOON + HOUR)
    move(booking, SOON)

    assert dues() == [SOON - DAY, SOON - 2 * HOUR]
    assert len(ahead()) == 6
    assert {one.state for one in ahead()[2:4]} <= {MessageState.QUEUED, MessageState.DROPPED}


def test_nobody_is_reminded_of_a_cancelled_booking(service: Service) -> None:
    booking = take(service, customer=MAIL)

    step(operations.cancel, booking, actor=AMINA)

    assert dues() == dues(Channel.WHATSAPP) == []


def test_a_request_is_reminded_of_once_it_is_approved(service: Service) -> None:
    with transaction() as session:
        session.merge(service).requires_approval = True
    booking = take(service, customer=MAIL)
    assert dues() == []

    step(operations.approve, booking, actor=AMINA)

    assert dues() == [SOON - DAY, SOON - 2 * HOUR]


def test_a_reminder_that_is_late_says_so_and_none_comes_after_the_start(service: Service) -> None:
    take(service, customer=MAIL)
    late, last = ahead()

    with transaction():
        told = claim(late.id, at=late.due_at + 20 * MINUTE)
        too_late = claim(last.id, at=SOON + timedelta(seconds=1))

    assert told is not None
    assert told.content["text"].startswith("This message comes late.\n")
    assert too_late is None
    assert ahead()[1].state is MessageState.DROPPED


def test_thanks_follow_a_visit_where_the_business_wants_them(service: Service) -> None:
    take(service, customer=MAIL)
    with transaction() as session:
        cell = {"event": "booking.follow_up", "person": "customer", "channel": Channel.EMAIL}
        session.add(NotificationRule(business_id=service.business_id, **cell, is_on=True))
    booking = take(service, SOON + HOUR, customer=MAIL)
    ends = booking.ends_at

    step(operations.complete, booking, actor=AMINA, at=ends)

    thanks = [m for m in ahead(event="booking.follow_up") if m.state is MessageState.QUEUED]
    assert [one.due_at for one in thanks] == [ends + DAY]
