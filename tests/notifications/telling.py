"""Notices in one line, and what the outbox holds of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cardshop.accounts.models import Account, Business
from cardshop.db import db, transaction
from cardshop.notifications import operations
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.models import Message
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.web.outgoing import Letter
from tests.support.factories import NOW

WANJIRU = "+254711000111"
# By the clock of Nairobi: ten in the evening, and eight in the morning after it.
EVENING = datetime.fromisoformat("2026-11-24T19:00:00+00:00")
MORNING = datetime.fromisoformat("2026-11-25T05:00:00+00:00")
_numbers = itertools.count(1)


def customer(**chosen: Any) -> Recipient:
    """Wanjiru in Nairobi, by telephone and e-mail."""
    voice = Voice(chosen.pop("locale", "en-KE"), chosen.pop("timezone", "Africa/Nairobi"))
    given: dict[str, Any] = {"name": "Wanjiru", "phone": WANJIRU, "voice": voice}
    given["email"] = "wanjiru@example.com"
    return Recipient(**given | chosen)


def notice(business: Business, event: Event = Event.ORDER_READY, **chosen: Any) -> Notice:
    """A notice like no other, of number 1042, that somebody of the business caused."""
    key = chosen.get("key", f"notice {next(_numbers)}")

    def values(person: Person, voice: Voice) -> Mapping[str, str]:
        known = {"name": "Wanjiru", "business": "Golden Crumb", "number": "1042", "reason": ""}
        return known | {"link": f"http://localhost/{person.value}", "time": voice.timezone}

    def letter(account: Account | None) -> Letter | None:
        to = account.email if account else "wanjiru@example.com"
        return Letter(
            kind="built-in",
            recipient=to,
            subject="Our subject",
            text="Our letter",
            deduplication_key=f"{key} {to}",
            business_id=business.id,
        )

    given: dict[str, Any] = {
        "event": event,
        "business_id": business.id,
        "key": key,
        "values": values,
        "letter": letter,
        "customer": customer(),
        "actor": "amina@example.com",
        "is_awaited": True,
    }
    return Notice(**given | chosen)


def told(said: Notice, at: datetime = NOW) -> list[Message]:
    """Let somebody tell it; returns the new rows of the outbox."""
    known = {message.id for message in everything()}
    with transaction():
        operations.tell(said, at=at)
    return [message for message in everything() if message.id not in known]


def everything() -> list[Message]:
    """All rows of the outbox, in order."""
    db.session.rollback()
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def ways(messages: list[Message]) -> list[tuple[str, str]]:
    """To whom and by which channel each goes."""
    return [(message.person, message.channel.value) for message in messages]
