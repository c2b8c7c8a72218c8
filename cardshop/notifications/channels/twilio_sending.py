"""What WhatsApp and SMS have in common: the account, the limits, the request, looking it up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cardshop.config import Settings
from cardshop.db import db
from cardshop.lib import clock, phones
from cardshop.lib.sealing import SealBroken
from cardshop.notifications import carriers, queries
from cardshop.notifications.channels import NotSetUp, Unanswerable, Undeliverable
from cardshop.notifications.channels.twilio_client import client
from cardshop.notifications.channels.twilio_errors import understood
from cardshop.notifications.domain import allowance
from cardshop.notifications.domain.carrier import Account
from cardshop.notifications.domain.outgoing import Outgoing

if TYPE_CHECKING:
    from twilio.rest import Client

LONGEST = 1600
# Our clock and Twilio's may differ, and ours may have been set meanwhile.
# What never arrived is an earlier try, not the one that is looked for.
_LOST = ("failed", "undelivered", "canceled")
LOOKED_BACK = timedelta(hours=3)
# When more than that went to one number since, nobody can tell which of them it was.
LOOKED_AT = 100
# A word about lateness may stand before the text, and push out its end.
COMPARED = 1000
OWNER = "owner"
OPTED_OUT = 21610


class TwilioSender(ABC):
    """A sender of one channel. What it reads from the database it has read before it sends."""

    prefix = ""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def send(self, outgoing: Outgoing) -> str:
        """Hand it to Twilio. Returns its SID there."""
        with _reading():
            account = self._account(outgoing)
            parameters = self._words(outgoing) | self._addresses(account, outgoing)
        if callback := status_callback(outgoing, self.settings):
            parameters["status_callback"] = callback
        try:
            made = self._client(account).messages.create(**parameters)
            return _sid(made.sid)
        except Exception as fault:
            raise understood(fault) from fault

    def find(self, outgoing: Outgoing) -> str | None:
        """The SID of this message if Twilio has it. Of two that fit the newer one is taken."""
        with _reading():
            account = self._account(outgoing)
            addresses = self._addresses(account, outgoing)
            fits = self._recognised(outgoing)
        try:
            found = self._client(account).messages.list(
                to=addresses["to"], from_=addresses["from_"], limit=LOOKED_AT, page_size=LOOKED_AT
            )
            return _match(found, outgoing, fits)
        except Unanswerable:
            raise
        except Exception as fault:
            raise understood(fault) from fault

    @abstractmethod
    def _words(self, outgoing: Outgoing) -> dict[str, Any]:
        """The parameters that hold what is said. Raises Undeliverable."""

    @abstractmethod
    def _recognised(self, outgoing: Outgoing) -> Callable[[str], bool]:
        """Tells of the words that Twilio shows whether they are those of this message."""

    @abstractmethod
    def _sender(self, account: Account) -> str:
        """The number of the account that this channel sends from."""

    def _client(self, account: Account) -> Client:
        return client(account.sid, account.token, self.settings.twilio_api_base)

    def _account(self, outgoing: Outgoing) -> Account:
        try:
            account = carriers.account_of(outgoing.business_id, self.settings)
        except SealBroken as fault:
            raise Undeliverable(
                "The token of your account at Twilio cannot be read any more. Enter it again.",
                permanent=False,
            ) from fault
        if account is None:
            raise NotSetUp
        return account

    def _addresses(self, account: Account, outgoing: Outgoing) -> dict[str, Any]:
        sender = self._sender(account)
        if not sender:
            raise Undeliverable(
                "Your account at Twilio has no number for this channel.", permanent=True
            )
        return {"to": f"{self.prefix}{outgoing.recipient}", "from_": f"{self.prefix}{sender}"}

    def _allow(self, outgoing: Outgoing, *, cost: int, is_answer: bool = False) -> None:
        """Raise Undeliverable for what the business's limits do not let pass.

        An answer goes to whatever country the question came from, and owners are where they are.
        """
        business_id = outgoing.business_id
        if business_id is None:
            return
        phone_key = phones.canonical(outgoing.recipient)
        if not queries.wants_messages(business_id, phone_key):
            raise Undeliverable(
                "The number wants no more messages.", permanent=True, code=OPTED_OUT
            )
        limits = queries.limits_of(business_id)
        country = phones.country_of(outgoing.recipient)
        if (is_answer or outgoing.person == OWNER) and country:
            limits = replace(limits, countries=[country])
        used = queries.used_by(business_id, phone_key, clock.now(), before=outgoing.id)
        if reason := allowance.refusal(limits, used, cost=cost, country=country):
            raise Undeliverable(reason, permanent=True)


def status_callback(outgoing: Outgoing, settings: Settings) -> str:
    """Where Twilio reports what became of this try; empty where Twilio cannot come."""
    if not settings.twilio_api_base and _is_local(urlsplit(settings.base_url).hostname or ""):
        return ""
    tried = int(outgoing.tried_at.timestamp()) if outgoing.tried_at else 0
    return f"{settings.base_url}/webhooks/twilio/status?message={outgoing.id}&tried={tried}"


def says(body: str, text: str) -> bool:
    """Whether a body at Twilio holds this text."""
    return " ".join(text.split())[:COMPARED] in " ".join(body.split())


def shortened(text: str) -> str:
    """What Twilio takes of a text."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _match(found: list[Any], outgoing: Outgoing, fits: Callable[[str], bool]) -> str | None:
    earliest = (outgoing.tried_at or outgoing.created_at) - LOOKED_BACK
    for one in found:
        is_new = one.date_created is None or one.date_created >= earliest
        is_free = one.sid not in outgoing.others and one.status not in _LOST
        if is_new and is_free and fits(one.body or ""):
            return _sid(one.sid)
    if len(found) >= LOOKED_AT:
        raise Unanswerable
    return None


def _sid(given: object) -> str:
    if not isinstance(given, str) or not given:
        raise ValueError("no SID")
    return given


@contextmanager
def _reading() -> Iterator[None]:
    """What is read here ends before anything is sent: no wait keeps a transaction open."""
    try:
        yield
    finally:
        db.session.rollback()


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host
