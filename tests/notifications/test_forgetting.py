"""Old messages are forgotten once they have come to an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.operations import forgetting
from tests.support import factories, talks
from tests.support.factories import NOW

LONG_AGO = NOW - timedelta(days=91)


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def test_what_ended_long_ago_is_forgotten(business: Business) -> None:
    talks.told(business, sent_at=LONG_AGO)
    talks.told(business, sent_at=LONG_AGO, state=MessageState.HELD)
    kept = [
        talks.told(business),
        talks.told(business, sent_at=LONG_AGO, state=MessageState.UNKNOWN),
        talks.told(business, created_at=LONG_AGO),
    ]
    keys = [message.id for message in kept]

    with transaction():
        assert forgetting.forget_old(at=NOW) == 2

    assert [m.id for m in db.session.query(Message).order_by(Message.id)] == keys
