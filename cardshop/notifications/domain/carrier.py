"""An account at the carrier of WhatsApp and SMS, and the numbers that it sends from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

# WhatsApp takes free text for so long after the last word of the customer.
FREE_WINDOW = timedelta(hours=24)
CONTENT_SID = re.compile(r"HX[0-9a-fA-F]{32}")
# A variable of a template has one line, and no wide gaps; an empty one is refused.
_SPACES = re.compile(r"\s+")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials at Twilio, and the sender of each channel; an empty one: not that channel."""

    sid: str
    token: str = field(repr=False)
    whatsapp_from: str = ""
    sms_from: str = ""
    # Whose it is; nothing for the operator's, which businesses share.
    business_id: int | None = None

    @property
    def is_shared(self) -> bool:
        """True for the operator's own."""
        return self.business_id is None


def is_window_open(last_inbound_at: datetime | None, at: datetime) -> bool:
    """Whether WhatsApp takes free text: the customer wrote within the last 24 hours."""
    return last_inbound_at is not None and at - last_inbound_at < FREE_WINDOW


def variables(names: Sequence[str], values: Mapping[str, Any]) -> str:
    """The JSON that fills the variables 1, 2, 3 ... of a template from the values of an event.

    Raises KeyError for a placeholder that the event does not have.
    """
    filled = {str(n): _one_line(values[name]) for n, name in enumerate(names, start=1)}
    return json.dumps(filled, ensure_ascii=False)


def _one_line(value: object) -> str:
    return _SPACES.sub(" ", str(value)).strip() or NOTHING
