"""Webhooks: an event as JSON to an address of the owner's, signed, through the guarded fetch."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from cardshop.config import Settings
from cardshop.db import db
from cardshop.lib import clock, sealing
from cardshop.lib.errors import Invalid, sentence
from cardshop.notifications.channels import CutOff, NotSetUp, Undeliverable, fetching
from cardshop.notifications.channels.fetching import Answered, Fetcher, FetchRefused, Question
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.webhooks import GONE, PORTS, SECRETS, body_of, signature
from cardshop.notifications.models import Webhook as Row

# Safe ones only, no redirects: what is delivered names customers.
FETCHER = Fetcher(
    longest=64 * 1024,
    seconds=10.0,
    redirects=0,
    ports=PORTS,
    schemes=frozenset({"https"}),
    agent="cardshop (webhooks)",
)
_LONGEST_PAUSE = 6 * 3600.0
# The answer was a success; what else it said is not read.
_HEARD = (fetching.SentCompressed, fetching.FileTooLarge)
_NEVER = (fetching.AddressNotFetchable, fetching.AddressPrivate)


class ProgramRefused(Invalid):
    """The program answered with an error."""


class ProgramGone(Invalid):
    """The program says that it is gone for good."""


class ProgramLeadsOn(Invalid):
    """The program's address leads to another one. Give the address where it ends."""


class SecretLost(Invalid):
    """The secret of this webhook cannot be read any more. Make a new one."""


class Webhook:
    """Delivers to the address that a message names."""

    def __init__(self, settings: Settings, fetcher: Fetcher = FETCHER) -> None:
        self.settings, self.fetcher = settings, fetcher

    def send(self, outgoing: Outgoing) -> str:
        """Deliver it. Returns the number of the try that the program heard."""
        question = self._question(outgoing)
        try:
            answer = self.fetcher.ask(question)
        except _HEARD:
            return str(outgoing.attempt)
        except FetchRefused as fault:
            raise _understood(fault) from fault
        _judge(answer)
        return str(outgoing.attempt)

    def _question(self, outgoing: Outgoing) -> Question:
        address, secret = self._read(outgoing)
        body = body_of(outgoing.content)
        headers = {
            "Content-Type": "application/json",
            "Cardshop-Event": str(outgoing.content["event"]),
            "Cardshop-Delivery": outgoing.name,
            "Cardshop-Signature": signature(secret, body, clock.now()),
        }
        return Question(address, method="POST", headers=headers, body=body)

    def _read(self, outgoing: Outgoing) -> tuple[str, str]:
        """Where it goes and what signs it. No wait keeps a transaction open."""
        try:
            row = db.session.get(Row, outgoing.webhook_id) if outgoing.webhook_id else None
            if row is None or row.disabled_at is not None:
                raise NotSetUp
            key = self.settings.secret_key
            return row.url, sealing.unseal(row.secret, purpose=SECRETS, secret_key=key)
        except sealing.SealBroken as fault:
            raise Undeliverable(sentence(SecretLost), permanent=False) from fault
        finally:
            db.session.rollback()


def _judge(answer: Answered) -> None:
    """Raise Undeliverable for what is no success."""
    status = answer.status
    if 200 <= status < 300:
        return
    if status == GONE:
        raise Undeliverable(sentence(ProgramGone), permanent=True, code=GONE)
    wait = _seconds(answer.headers.get("Retry-After", ""), clock.now())
    raise Undeliverable(sentence(ProgramRefused), permanent=False, code=status, retry_after=wait)


def _understood(fault: FetchRefused) -> Exception:
    """Whether it certainly did not arrive, and whether trying again can help."""
    if isinstance(fault, fetching.TooManyRedirects):
        return Undeliverable(sentence(ProgramLeadsOn), permanent=False)
    reason = str(fault.detail)
    if isinstance(fault, _NEVER):
        return Undeliverable(reason, permanent=True)
    # Before the connection is safe, nothing is said.
    is_safe = not isinstance(fault.__cause__, requests.exceptions.SSLError)
    if fault.was_connected and is_safe:
        return CutOff(reason)
    return Undeliverable(reason, permanent=False)


def _seconds(retry_after: str, now: datetime) -> float | None:
    """How long we are asked to wait: seconds or a date; nothing for what is neither."""
    try:
        wanted = float(retry_after)
    except ValueError:
        wanted = _until(retry_after, now)
    return min(wanted, _LONGEST_PAUSE) if wanted >= 0 else None


def _until(date: str, now: datetime) -> float:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return -1.0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
