"""Webhooks and their deliveries in the words of the owner's pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.notifications.domain.events import Event
from cardshop.notifications.domain.webhooks import TEST, body_of
from cardshop.notifications.models import Message, MessageState, Webhook
from cardshop.notifications.presenters_conversations import Clock
from cardshop.notifications.presenters_events import EVENTS
from cardshop.web.locales import with_commas

GOOD, BAD, WAITS, PLAIN = "s-ok", "s-bad", "s-wait", ""
_STATES: Mapping[MessageState, tuple[Any, str]] = {
    MessageState.QUEUED: (_l("On its way"), WAITS),
    MessageState.SENDING: (_l("On its way"), WAITS),
    MessageState.SENT: (_l("Delivered"), GOOD),
    MessageState.HELD: (_l("Held"), WAITS),
    MessageState.FAILED: (_l("Failed"), BAD),
    MessageState.UNKNOWN: (_l("It is not known whether it arrived"), WAITS),
    MessageState.DROPPED: (_l("Not needed any more"), PLAIN),
}
_ENDED = (MessageState.SENT, MessageState.HELD, MessageState.FAILED, MessageState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A webhook in the list, and at the top of its page."""

    id: int
    url: str
    events: str
    state: str
    badge: str
    fault: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One line of the log. `body` is what was sent, laid out to be read."""

    id: int
    about: str
    when: str
    tries: int
    state: str
    badge: str
    reason: str
    body: str
    may_replay: bool
    is_double: bool


def row(webhook: Webhook, clock: Clock) -> Row:
    """One webhook."""
    state, badge = _state(webhook, clock)
    names = [name_of(event) for event in webhook.events]
    return Row(
        id=webhook.id,
        url=webhook.url,
        events=with_commas(names) or str(_("All events")),
        state=state,
        badge=badge,
        fault=_(webhook.last_error) if webhook.last_error else "",
        is_on=webhook.disabled_at is None,
    )


def delivery(message: Message, clock: Clock) -> Delivery:
    """One delivery."""
    state, badge = _STATES[message.state]
    return Delivery(
        id=message.id,
        about=name_of(message.kind),
        when=clock.when(message.sent_at or message.tried_at or message.created_at),
        tries=message.attempts,
        state=str(state),
        badge=badge,
        reason=_reason(message),
        body=json.dumps(json.loads(body_of(message.content)), ensure_ascii=False, indent=2),
        may_replay=message.state in _ENDED,
        is_double=message.may_be_double,
    )


def name_of(event: str) -> str:
    """An event in the owner's words."""
    if event == TEST:
        return str(_("Test"))
    known = {one.value: one for one in Event}
    return str(EVENTS[known[event]]) if event in known else event


def _state(webhook: Webhook, clock: Clock) -> tuple[str, str]:
    if webhook.disabled_at is not None:
        return _("Switched off since %(when)s", when=clock.when(webhook.disabled_at)), BAD
    if webhook.failures:
        return str(_("The last delivery failed")), BAD
    if webhook.last_success_at is None:
        return str(_("Nothing delivered yet")), PLAIN
    return _("Last delivered: %(when)s", when=clock.when(webhook.last_success_at)), GOOD


def _reason(message: Message) -> str:
    """Why it has not arrived, with the status that the program answered."""
    if not message.last_error:
        return ""
    words = _(message.last_error)
    return f"{words} ({message.error_code})" if message.error_code else words
