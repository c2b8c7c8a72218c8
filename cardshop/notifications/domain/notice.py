"""What a feature says of an event: everything that telling people of it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cardshop.notifications.domain.events import Event, Person


@dataclass(frozen=True, slots=True)
class Voice:
    """For whom words are: a BCP 47 tag and an IANA zone. Code that is asked speaks it already."""

    locale: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A customer: E.164 or nothing, an address or nothing."""

    name: str
    phone: str
    email: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail in the built-in words, with the entry for a calendar if there is one."""

    subject: str
    text: str
    calendar: str = ""
    calendar_method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One event of one business.

    `key` names it among all, and is the same when it is told again. `values` gives the words for
    the placeholders of the event, `mail` the built-in letter, if there is one for that person;
    both are asked in the voice's language. `body` is the API's own object, for webhooks. `actor`
    is `customer`, `system` or somebody of the business: owners are not told by mail and push of
    what they did themselves. Without `due_at` it is told at once.
    """

    event: Event
    business_id: int
    key: str
    values: Callable[[Person, Voice], Mapping[str, str]]
    mail: Callable[[Person, Voice], Mail | None]
    body: Callable[[], Mapping[str, Any]] | None = None
    customer: Recipient | None = None
    actor: str = "customer"
    # `order` or `booking` and its key: what still waits about it can be dropped.
    subject: tuple[str, int] | None = None
    due_at: datetime | None = None
    late_after: datetime | None = None
    drop_after: datetime | None = None
    # The customer waits for it, or has just caused it: quiet hours do not hold it back.
    is_awaited: bool = False
