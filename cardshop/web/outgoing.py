"""The way out for features below the outbox: they write a letter, the factory says who posts it.

Accounts stand under notifications, so they cannot import the outbox; they need only its front door.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One e-mail to one person, complete.

    `deduplication_key` forbids a second row for the same event. A secret letter (it carries a link
    that opens an account) is never shown in pages and is forgotten once it is sent. `calendar` is
    the iCalendar object that goes with it, `calendar_method` its METHOD.
    """

    kind: str
    recipient: str
    subject: str
    text: str
    deduplication_key: str
    business_id: int | None = None
    is_secret: bool = False
    calendar: str = ""
    calendar_method: str = ""

    @property
    def content(self) -> dict[str, str]:
        """What the channel needs of it."""
        words = {"subject": self.subject, "text": self.text}
        if not self.calendar:
            return words
        return words | {"calendar": self.calendar, "calendar_method": self.calendar_method}


Post = Callable[[Letter, datetime], None]
_NAME = "cardshop.post"


def use(app_extensions: dict[str, object], post: Post) -> None:
    """Say who takes the letters of this application."""
    app_extensions[_NAME] = post


def enqueue(letter: Letter, *, at: datetime) -> None:
    """Put the letter into the outbox, in the caller's transaction."""
    post: Post = current_app.extensions[_NAME]
    post(letter, at)
