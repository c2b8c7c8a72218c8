"""A business that sends by WhatsApp and SMS through a double of Twilio, and what it sends."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cardshop.db import db, transaction
from cardshop.lib import phones
from cardshop.notifications import operations, outbox
from cardshop.notifications.channels import open_senders
from cardshop.notifications.models import (
    Channel,
    Conversation,
    Message,
    MessagingSettings,
    TemplateState,
    WhatsAppTemplate,
)
from cardshop.notifications.operations.tokens import seal_token
from cardshop.notifications.outbox import Envelope
from cardshop.notifications.sending import Carrier
from tests.support import factories, twilio_double
from tests.support.apps import SECRET, build
from tests.support.factories import NOW
from tests.support.twilio_double import ACCOUNT, SMS_FROM, TOKEN, WHATSAPP_FROM, Double

GUEST = "+254711000001"
SHARED = {
    "twilio_account_sid": ACCOUNT,
    "twilio_auth_token": TOKEN,
    "twilio_whatsapp_from": WHATSAPP_FROM,
    "twilio_sms_from": SMS_FROM,
}
_numbers = itertools.count(1)


@dataclass(slots=True)
class Telephone:
    """An application whose operator shares an account, a business, and Twilio's double."""

    app: Flask
    twilio: Double
    business_id: int

    def put(self, **chosen: Any) -> int:
        """A message in the outbox."""
        given: dict[str, Any] = {
            "business_id": self.business_id,
            "channel": Channel.WHATSAPP,
            "kind": "booking.confirmed",
            "recipient": GUEST,
            "content": {
                "text": "Hello Ana, see you on Monday at 10:00.",
                "values": {"name": "Ana", "when": "Monday\n10:00", "with": ""},
                "language": "en",
            },
            "deduplication_key": f"booking {next(_numbers)}",
            "event": "booking.confirmed",
            "person": "customer",
        } | chosen
        given["phone_key"] = phones.canonical(given["recipient"])
        with transaction():
            key = outbox.put(Envelope(**given), NOW)
        assert key is not None
        return key

    def deliver(self, at: datetime = NOW) -> None:
        """Send all that is due, as the worker does."""
        carrier = Carrier(open_senders(self.app.extensions["cardshop.settings"]))
        with time_machine.travel(at, tick=False):
            while True:
                with transaction():
                    outgoing = operations.claim_due(at=at)
                if outgoing is None:
                    return
                carrier.carry(outgoing)

    def send(self, **chosen: Any) -> Message:
        """A message that was put into the outbox, and what has become of it."""
        key = self.put(**chosen)
        self.deliver()
        return self.row(key)

    def row(self, key: int) -> Message:
        """A message as it is now."""
        db.session.rollback()
        return db.session.get_one(Message, key)

    def rows(self) -> list[Message]:
        """All messages, in their order."""
        db.session.rollback()
        return list(db.session.scalars(select(Message).order_by(Message.id)))

    def set(self, **chosen: Any) -> None:
        """Other settings of the business."""
        with transaction() as session:
            row = session.get(MessagingSettings, self.business_id)
            if row is None:
                session.add(MessagingSettings(business_id=self.business_id, **chosen))
            for name, value in chosen.items():
                setattr(row, name, value) if row else None

    def own_account(self, sid: str, token: str, **chosen: Any) -> None:
        """An account of the business itself."""
        self.twilio.accounts[sid] = token
        sealed = seal_token(token, secret_key=SECRET)
        given = {"whatsapp_from": WHATSAPP_FROM, "sms_from": SMS_FROM} | chosen
        self.set(account_sid=sid, auth_token=sealed, **given)

    def template(self, *variables: str, **chosen: Any) -> int:
        """An approved template for confirmed bookings in English."""
        given: dict[str, Any] = {
            "business_id": self.business_id,
            "event": "booking.confirmed",
            "person": "customer",
            "language": "en",
            "content_sid": "HX" + "a" * 32,
            "variables": list(variables),
            "state": TemplateState.APPROVED,
            "updated_at": NOW,
        } | chosen
        with transaction() as session:
            made = WhatsAppTemplate(**given)
            session.add(made)
            session.flush()
            return made.id

    def wrote(self, ago: timedelta, number: str = GUEST) -> None:
        """The customer wrote so long ago."""
        with transaction() as session:
            session.add(
                Conversation(
                    business_id=self.business_id,
                    channel=Channel.WHATSAPP,
                    phone=number,
                    phone_key=phones.canonical(number),
                    last_inbound_at=NOW - ago,
                    last_at=NOW - ago,
                )
            )


@pytest.fixture
def telephone(migrated_file: Path, tmp_path: Path) -> Iterator[Telephone]:
    """A business in Nairobi that uses the operator's account, on SQLite."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    with twilio_double.twilio() as double:
        chosen = SHARED | {"twilio_api_base": double.url}
        app = build(f"sqlite:///{tmp_path / 'test.db'}", tmp_path, **chosen)
        with app.app_context():
            yield Telephone(app, double, factories.owner().business.id)
            db.session.remove()
            db.engine.dispose()
