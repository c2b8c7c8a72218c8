"""Notifications of browsers, through the push service that each browser has chosen."""

from __future__ import annotations

import json
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from cardshop.config import Settings
from cardshop.db import db
from cardshop.lib import clock, ids
from cardshop.lib.errors import Invalid, sentence
from cardshop.notifications.channels import CutOff, Undeliverable, fetching
from cardshop.notifications.channels.fetching import Answered, Fetcher, FetchRefused, Question
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.push_sealing import sealed
from cardshop.notifications.domain.vapid import authorization, contact_of
from cardshop.notifications.domain.web_push import Subscription
from cardshop.notifications.queries import browsers

FETCHER = Fetcher(
    longest=64 * 1024,
    seconds=10.0,
    redirects=0,
    ports=frozenset({443}),
    schemes=frozenset({"https"}),
    agent="cardshop (notifications)",
)
# So long a telephone may be switched off. What is older than a day is no news.
DAY_SECONDS = 24 * 60 * 60
# Together they fit into one record, whatever script they are in.
LONGEST_TITLE, LONGEST_BODY = 100, 600
LONGEST_WAIT = 3600.0
GONE = 410
_HEARD = (fetching.SentCompressed, fetching.FileTooLarge)
_NEVER = (fetching.AddressNotFetchable, fetching.AddressPrivate, fetching.TooManyRedirects)
# A clock that is wrong signs what nobody takes, and is set right.
_PASSING = (401, 403, 408, 425, 429)


class TurnedOff(Invalid):
    """Notifications were turned off there."""


class ServiceOdd(Invalid):
    """The push service of this browser cannot be asked. Turn notifications off and on again."""


class ServiceRefused(Invalid):
    """The push service of this browser answered with an error."""


class ServiceSilent(Invalid):
    """The push service of this browser did not answer."""


class Push:
    """Seals what is said for one browser, and hands it to that browser's push service.

    Its name is the topic and the tag: what comes twice stands there once.
    """

    def __init__(self, settings: Settings, fetcher: Fetcher = FETCHER) -> None:
        self.settings, self.fetcher = settings, fetcher

    def send(self, outgoing: Outgoing) -> str:
        """Hand it over. Returns where the push service keeps it, if it says so."""
        to = _reached(outgoing)
        try:
            answer = self.fetcher.ask(self._question(outgoing, to))
        except _HEARD:
            return ""
        except FetchRefused as fault:
            raise _unanswered(fault) from fault
        if not 200 <= answer.status < 300:
            raise _refused(answer)
        return answer.headers.get("Location", "")

    def _question(self, outgoing: Outgoing, to: Subscription) -> Question:
        words = json.dumps(_said(outgoing), ensure_ascii=False, separators=(",", ":")).encode()
        once = generate_private_key(SECP256R1())
        return Question(
            to.endpoint,
            method="POST",
            headers={
                "TTL": str(DAY_SECONDS),
                "Urgency": "high",
                "Topic": outgoing.name,
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "Authorization": authorization(
                    to.endpoint,
                    secret_key=self.settings.secret_key,
                    contact=contact_of(self.settings.base_url, self.settings.mail_from),
                    at=clock.now(),
                ),
            },
            body=sealed(words, to=to, salt=ids.new_salt(), once=once),
        )


def _reached(outgoing: Outgoing) -> Subscription:
    """How the browser is reached. The reading ends before anything is sent."""
    try:
        found = browsers.reached(outgoing.push_subscription_id or 0)
    finally:
        db.session.rollback()
    if found is None:
        raise Undeliverable(sentence(TurnedOff), permanent=True, code=GONE)
    return found


def _said(outgoing: Outgoing) -> dict[str, Any]:
    content = outgoing.content
    return {
        "title": _cut(str(content["title"]), LONGEST_TITLE),
        "body": _cut(str(content["body"]), LONGEST_BODY),
        "url": str(content.get("url", "")),
        "tag": outgoing.name,
    }


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _refused(answer: Answered) -> Undeliverable:
    status = answer.status
    is_gone = status in (404, GONE)
    return Undeliverable(
        sentence(TurnedOff if is_gone else ServiceRefused),
        permanent=400 <= status < 500 and status not in _PASSING,
        code=status,
        retry_after=_seconds(answer.headers.get("Retry-After", "")),
    )


def _unanswered(fault: FetchRefused) -> Exception:
    """Whether the notification can have reached anybody. Before all is safe, nothing is said."""
    if isinstance(fault, _NEVER):
        return Undeliverable(sentence(ServiceOdd), permanent=True)
    if fault.was_connected and not isinstance(fault.__cause__, requests.exceptions.SSLError):
        return CutOff(sentence(ServiceSilent))
    return Undeliverable(sentence(ServiceSilent), permanent=False)


def _seconds(retry_after: str) -> float | None:
    """The seconds that were asked for, an hour at most. Dates are not understood."""
    try:
        return min(max(float(retry_after), 0.0), LONGEST_WAIT)
    except ValueError:
        return None
