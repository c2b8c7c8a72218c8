"""What people got by e-mail, as the outbox holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select

from cardshop.db import db
from cardshop.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter."""

    kind: str
    to: str
    subject: str
    text: str

    @property
    def link(self) -> str:
        """The path of its first link."""
        found = re.search(r"https?://\S+", self.text)
        assert found, self.text
        return urlsplit(found[0]).path

    @property
    def token(self) -> str:
        return self.link.rsplit("/", 1)[1]


def mails(to: str = "") -> list[Mail]:
    """Letters in the order of writing, to one address or to all."""
    db.session.rollback()
    rows = db.session.scalars(select(Message).order_by(Message.id))
    written = [
        Mail(row.kind, row.recipient, row.content["subject"], row.content["text"]) for row in rows
    ]
    return [mail for mail in written if to in ("", mail.to)]
