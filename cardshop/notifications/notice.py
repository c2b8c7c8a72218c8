"""What a feature says of an event: everything that telling people of it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cardshop.accounts.models import Account
from cardshop.notifications.domain.events import Event, Person
from cardshop.web.outgoing import Letter


@dataclass(frozen=True, slots=True)
class Voice:
    """For whom words are: a BCP 47 tag and an IANA zone. Who is asked for words speaks it."""

    locale: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A customer: E.164 or nothing, an address or nothing."""

    name: str
    phone: str
    email: str
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One event of one business.

    `key` names it among all, and is the same when it is told again. `values` are the words for the
    placeholders of the event, asked in the voice's language. `letter` is the built-in e-mail, to
    the customer without an account; nothing where that person gets none. `body` is what webhooks
    are told; without one, the API's own object of the subject. `actor` is `customer`, `system`, or
    the e-mail address of whoever of the business did it: owners hear by mail and push of what
    others did. Without `due_at` it is told at once.
    """

    event: Event
    business_id: int
    key: str
    values: Callable[[Person, Voice], Mapping[str, str]]
    letter: Callable[[Account | None], Letter | None]
    body: Callable[[], Mapping[str, Any]] | None = None
    customer: Recipient | None = None
    actor: str = "customer"
    # `order`, `booking` or `waiting` and its key: what still waits about it can be dropped.
    subject: tuple[str, int] | None = None
    # What programs are told of, where that is not the subject: each in a delivery of its own.
    about: tuple[tuple[str, int], ...] = ()
    due_at: datetime | None = None
    late_after: datetime | None = None
    drop_after: datetime | None = None
    # The customer waits for it, or has just caused it: quiet hours do not hold it back.
    is_awaited: bool = False
    # Where the owner looks at it: the path that a notification opens.
    path: str = "/app/"
