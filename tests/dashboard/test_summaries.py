"""The summary of the day: for who wants it, at their time, once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.dashboard import summaries
from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message, NotificationRule
from tests.support import factories, salons, shops

# Eight in the evening in Nairobi.
EVENING = datetime.fromisoformat("2026-11-24T17:00:00+00:00")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def wants(business: Business) -> None:
    with transaction() as session:
        cell = {"event": "summary.daily", "person": "owner", "channel": Channel.EMAIL}
        session.add(NotificationRule(business_id=business.id, **cell, is_on=True))


def summary(at: datetime) -> list[Message]:
    with transaction():
        summaries.tell_due(at=at)
    wanted = select(Message).where(Message.event == "summary.daily").order_by(Message.id)
    return list(db.session.scalars(wanted))


def test_the_day_is_told_at_its_time_and_once(business: Business) -> None:
    wants(business)
    shops.order(business, ("Bread", 35000, 2), placed_at=EVENING - HOUR)
    shops.order(business, ("Bread", 35000, 1), placed_at=EVENING + HOUR)
    salons.booking(business, starts_at=EVENING - 2 * HOUR)

    [mail] = summary(EVENING)

    assert "24" in mail.content["subject"]
    assert mail.content["text"].startswith("1 order, together ")
    assert "\n1 booking\n" in mail.content["text"]
    assert len(summary(EVENING + MINUTE)) == 1
    assert len(summary(EVENING + DAY)) == 2


def test_nobody_hears_of_the_day_unasked(business: Business) -> None:
    assert summary(EVENING) == []


def test_a_day_that_is_long_over_is_left_out(business: Business) -> None:
    wants(business)
    assert summary(EVENING + 7 * HOUR) == []
