"""People who write back: what their telephones send through Twilio, and what they were told."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from flask import Flask
from werkzeug.test import TestResponse

from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.lib import phones
from cardshop.notifications.models import (
    Channel,
    Conversation,
    InboundKind,
    InboundMessage,
    Message,
    MessageState,
    MessagingSettings,
)
from cardshop.notifications.operations.tokens import seal_token
from tests.support.apps import SECRET
from tests.support.factories import NOW
from tests.support.twilio_double import ACCOUNT, SMS_FROM, TOKEN, WHATSAPP_FROM, signature

WANJIRU = "+254711000111"
ADDRESS = "/webhooks/twilio/inbound"
_numbers = itertools.count(1)


def share_account(app: Flask) -> None:
    """The operator has an account at Twilio, from now on."""
    settings = app.extensions["cardshop.settings"]
    app.extensions["cardshop.settings"] = replace(
        settings,
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=TOKEN,
        twilio_whatsapp_from=WHATSAPP_FROM,
        twilio_sms_from=SMS_FROM,
    )


def own_account(business: Business, *, sid: str, token: str, **columns: Any) -> MessagingSettings:
    """The business has an account of its own."""
    sealed = seal_token(token, secret_key=SECRET)
    with transaction() as session:
        row = MessagingSettings(
            business_id=business.id, account_sid=sid, auth_token=sealed, **columns
        )
        session.add(row)
    return row


def form(
    body: str, *, number: str = WANJIRU, channel: str = "whatsapp", **more: str
) -> dict[str, str]:
    """What Twilio sends of a message."""
    prefix = "whatsapp:" if channel == "whatsapp" else ""
    sid = f"SM{next(_numbers):032x}"
    return {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "SmsSid": sid,
        "AccountSid": ACCOUNT,
        "From": f"{prefix}{number}",
        "To": f"{prefix}{WHATSAPP_FROM if prefix else SMS_FROM}",
        "Body": body,
        "NumMedia": "0",
        "NumSegments": "1",
        "ApiVersion": "2010-04-01",
    } | more


def deliver(
    app: Flask, given: dict[str, str], *, token: str = TOKEN, query: str = ""
) -> TestResponse:
    """Twilio hands a message over, signed."""
    signed = signature(f"http://localhost{ADDRESS}{query}", given, token)
    headers = {"X-Twilio-Signature": signed}
    return app.test_client().post(ADDRESS + query, data=given, headers=headers)


def say(app: Flask, body: str, **more: str) -> str:
    """Somebody writes; what they are answered at once."""
    return answer_of(deliver(app, form(body, **more)))


def answer_of(response: TestResponse) -> str:
    """The words of a TwiML answer; empty for none."""
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.mimetype == "text/xml"
    root = ElementTree.fromstring(response.get_data(as_text=True))
    assert root.tag == "Response"
    return "".join(root.itertext())


def told(
    business: Business,
    subject: tuple[str, int] | None = None,
    *,
    event: str = "booking.reminder",
    phone: str = WANJIRU,
    sent_at: datetime = NOW,
    **columns: Any,
) -> Message:
    """A message by WhatsApp that has left: a reminder, unless said otherwise."""
    kind, key = subject or ("", None)
    values = {
        "channel": Channel.WHATSAPP,
        "kind": event,
        "recipient": phone,
        "content": {"text": "Reply 1 to confirm, 2 to cancel", "language": "en"},
        "deduplication_key": f"told:{next(_numbers)}",
        "state": MessageState.SENT,
        "due_at": sent_at,
        "tried_at": sent_at,
        "sent_at": sent_at,
        "created_at": sent_at,
        "event": event,
        "person": "customer",
        "subject_kind": kind,
        "subject_id": key,
        "phone_key": phones.canonical(phone),
    }
    with transaction() as session:
        made = Message(business_id=business.id, **values | columns)
        session.add(made)
    db.session.refresh(made)
    return made


def conversation(
    business: Business, *words: str, phone: str = WANJIRU, **columns: Any
) -> Conversation:
    """A conversation by WhatsApp in which these words came in at NOW."""
    values = {
        "channel": Channel.WHATSAPP,
        "phone": phone,
        "phone_key": phones.canonical(phone),
        "name": "Wanjiru Mwangi",
        "last_at": NOW,
        "last_inbound_at": NOW,
        "unread": len(words),
    }
    with transaction() as session:
        made = Conversation(business_id=business.id, **values | columns)
        session.add(made)
        session.flush()
        session.add_all(
            InboundMessage(
                conversation_id=made.id,
                provider_id=f"SM{next(_numbers):032x}",
                kind=InboundKind.WORDS,
                body=text,
                received_at=NOW,
            )
            for text in words
        )
    db.session.refresh(made)
    return made
