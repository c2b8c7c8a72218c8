"""What may be said of a webhook, how its deliveries are signed, and when it is given up."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Typed
from cardshop.lib.validation import Strict, asking
from cardshop.notifications.domain.events import DEFAULTS, Event, Person

LONGEST_ADDRESS = 2000
# Where programs listen; no other port of anybody's machine is knocked at.
PORTS = frozenset({443, 8443})
# What the owner asks for to see that deliveries arrive. It is no event.
TEST = "webhook.test"
# What the secrets are sealed for.
SECRETS = "secret of a webhook"
# So many deliveries, each tried for hours, and so long without a success: nobody is there.
GIVEN_UP_AFTER = 5
SILENT_FOR = timedelta(days=1)
GONE = 410

EventName = Literal[
    "order.placed",
    "order.accepted",
    "order.ready",
    "order.completed",
    "order.cancelled",
    "booking.requested",
    "booking.confirmed",
    "booking.declined",
    "booking.moved",
    "booking.cancelled",
    "booking.expired",
    "waiting.offer",
    "stock.low",
    "summary.daily",
    "message.received",
]
# Those of which the owner's side can be told, in their order.
HEARD = tuple(event for event in Event if (event, Person.OWNER) in DEFAULTS)


class AddressMissing(Invalid):
    """Enter the address of your program, like https://shop.example/cardshop."""


class AddressNotSafe(Invalid):
    """Give an address that starts with https:// and that everyone can reach."""


class AddressHoldsPassword(Invalid):
    """Leave the password out of the address. Deliveries are signed instead."""


class PortNotAllowed(Invalid):
    """Use the usual port, or 8443."""


def check_address(typed: str) -> str:
    """The address without its fragment. Raises refusals that say what to do."""
    if not typed:
        raise AddressMissing
    try:
        parts = urlsplit(typed)
        host, port = parts.hostname, parts.port or 443
    except ValueError:
        raise AddressNotSafe from None
    if parts.scheme != "https" or not host or re.search(r"[\s\\]", typed):
        raise AddressNotSafe
    if parts.username is not None:
        raise AddressHoldsPassword
    if port not in PORTS:
        raise PortNotAllowed
    return parts._replace(fragment="").geturl()


Address = Annotated[str, Typed(LONGEST_ADDRESS), AfterValidator(asking(check_address))]


class WebhookContent(Strict):
    """An address to tell of events: of the named ones, or, without any, of all."""

    url: Address
    events: list[EventName] = Field(default_factory=list, max_length=len(HEARD))


def body_of(content: Mapping[str, Any]) -> bytes:
    """What a program is sent: the same bytes at every try."""
    told = {
        "id": content["id"],
        "event": content["event"],
        "created_at": content["at"],
        "data": content["body"],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, body: bytes, at: datetime) -> str:
    """The value of `Cardshop-Signature`: the time, and the HMAC-SHA256 of `time.body`."""
    time = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={time},v1={digest}"


def is_hopeless(failures: int, *, since: datetime, at: datetime) -> bool:
    """Whether nobody listens any more; `since` is the last success, or the beginning."""
    return failures >= GIVEN_UP_AFTER and at - since >= SILENT_FOR
