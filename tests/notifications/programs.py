"""Events that programs are told of, and what becomes of their deliveries, in a line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.notifications.models import Channel, Message, MessageState, Webhook
from tests.notifications.telling import notice, told
from tests.support import hooks
from tests.support.factories import Owner
from tests.support.hooks import Program

BODY = {"id": 7, "state": "ready"}


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is this time, and stays so."""
    monkeypatch.setattr(clock, "now", lambda: at)


def happened(owner: Owner, **chosen: Any) -> list[Message]:
    """Something is told; the deliveries that it makes."""
    given: dict[str, Any] = {"body": lambda: BODY} | chosen
    made = told(notice(owner.business, **given))
    return [message for message in made if message.channel is Channel.WEBHOOK]


def failed(app: Flask, message: Message, program: Program) -> None:
    """The last try of a delivery comes to nothing."""
    with transaction() as session:
        kept = session.get_one(Message, message.id)
        kept.attempts, kept.state, kept.due_at = 7, MessageState.QUEUED, clock.now()
    program.status = 500
    hooks.carry(app, program)


def fresh(webhook: Webhook) -> Webhook:
    """The webhook as it is now."""
    db.session.rollback()
    return db.session.get_one(Webhook, webhook.id)
