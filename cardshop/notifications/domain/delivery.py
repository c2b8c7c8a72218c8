"""What the carrier's reports about a message that left mean, in whatever order they come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cardshop.lib.errors import Invalid

ACCEPTED, SENT, DELIVERED, READ = "accepted", "sent", "delivered", "read"
UNDELIVERED = "undelivered"
_STATUSES = {
    "accepted": ACCEPTED,
    "scheduled": ACCEPTED,
    "queued": ACCEPTED,
    "sending": ACCEPTED,
    "sent": SENT,
    "delivered": DELIVERED,
    "read": READ,
    "undelivered": UNDELIVERED,
    "failed": UNDELIVERED,
    "canceled": UNDELIVERED,
}
_RANKS = {None: 0, ACCEPTED: 1, SENT: 2, UNDELIVERED: 3, DELIVERED: 4, READ: 5}
_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


class NotAReport(Invalid):
    """This is no report about a message."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the carrier says of one try of one message.

    `message_id` and `tried` are what we gave it along; 0 where they are missing.
    """

    provider_id: str
    delivery: str
    code: int | None
    message_id: int = 0
    tried: int = 0


def read(form: Mapping[str, str], asked: Mapping[str, str]) -> Report:
    """The report of a form and of the query of its address. Raises NotAReport."""
    sid, status = form.get("MessageSid", ""), form.get("MessageStatus", "")
    if not _SID.fullmatch(sid) or status not in _STATUSES:
        raise NotAReport
    code = _number(form.get("ErrorCode", ""))
    about, tried = _number(asked.get("message", "")), _number(asked.get("tried", ""))
    return Report(sid, _STATUSES[status], code or None, about, tried)


def is_news(known: str | None, said: str) -> bool:
    """Whether a report tells something later than what is known.

    What was delivered cannot become undelivered, and what was undelivered has been sent another
    way by now: neither changes any more, but for a delivery after all.
    """
    return _RANKS[said] > _RANKS[known]


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0
