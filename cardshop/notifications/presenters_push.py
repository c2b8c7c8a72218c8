"""What the page of notifications shows of each browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.notifications.models import Message, MessageState, PushSubscription
from cardshop.notifications.queries import browsers

# Where a notification that was tried has not arrived, as far as anybody knows.
_TROUBLED = (MessageState.FAILED, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """A browser: its name for itself, since when, and what the last notification came to."""

    id: int
    device: str
    since: datetime
    # How the script of a page finds the row of the browser that it runs in.
    mark: str
    last: datetime | None
    is_troubled: bool


def rows(found: Sequence[PushSubscription]) -> list[Row]:
    """The rows of these browsers."""
    last = browsers.last_messages([one.id for one in found])
    return [_row(one, last.get(one.id)) for one in found]


def _row(one: PushSubscription, last: Message | None) -> Row:
    return Row(
        one.id,
        one.device or _("A browser"),
        one.created_at,
        one.endpoint_hash,
        last.sent_at if last else None,
        last is not None and last.state in _TROUBLED,
    )
