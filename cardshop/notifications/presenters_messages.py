"""Messages in the words of the owner's pages: to whom, of what, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.lib import phones
from cardshop.lib.wa_link import wa_link
from cardshop.notifications.models import Channel, Delivery, Message, MessageState
from cardshop.notifications.presenters_conversations import Clock
from cardshop.notifications.presenters_events import CHANNELS, EVENTS
from cardshop.notifications.queries.listing import Show

GOOD, BAD, WAITS, PLAIN = "s-ok", "s-bad", "s-wait", ""
_STATES: Mapping[MessageState, tuple[Any, str]] = {
    MessageState.QUEUED: (_l("On its way"), WAITS),
    MessageState.SENDING: (_l("On its way"), WAITS),
    MessageState.SENT: (_l("Sent"), GOOD),
    MessageState.HELD: (_l("Not sent: no provider is set up"), WAITS),
    MessageState.FAILED: (_l("Failed"), BAD),
    MessageState.UNKNOWN: (_l("It is not known whether it left"), WAITS),
    MessageState.DROPPED: (_l("Not needed any more"), PLAIN),
}
_DELIVERIES: Mapping[Delivery, tuple[Any, str]] = {
    Delivery.DELIVERED: (_l("Arrived"), GOOD),
    Delivery.READ: (_l("Read"), GOOD),
    Delivery.UNDELIVERED: (_l("It did not arrive"), BAD),
}
_SHOWN: Mapping[Show, Any] = {
    Show.ALL: _l("All"),
    Show.TROUBLE: _l("Problems"),
    Show.HELD: _l("Held"),
    Show.PLANNED: _l("Planned"),
}
_RESENT = (MessageState.HELD, MessageState.FAILED)
_BY_TELEPHONE = (Channel.WHATSAPP, Channel.SMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A message in the list. `chat` opens WhatsApp on the owner's own telephone, words ready."""

    id: int
    who: str
    is_number: bool
    channel: str
    about: str
    when: str
    state: str
    badge: str
    reason: str
    chat: str
    may_send: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A message on its page: its row, its words, and its times by name."""

    row: Row
    subject: str
    words: str
    facts: tuple[tuple[str, str], ...]
    is_double: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the list."""

    label: str
    href: str
    is_current: bool


def tabs(shown: Show) -> list[Tab]:
    """The ways to look at the list."""
    return [
        Tab(str(label), url_for("messages.listed", show=show.value), show is shown)
        for show, label in _SHOWN.items()
    ]


def row(message: Message, clock: Clock) -> Row:
    """One message."""
    state, badge = _state(message, clock)
    return Row(
        id=message.id,
        who=_who(message),
        is_number=message.channel in _BY_TELEPHONE,
        channel=str(CHANNELS[message.channel.value]),
        about=about(message),
        when=clock.when(message.sent_at or message.due_at),
        state=state,
        badge=badge,
        reason=_reason(message),
        chat=_chat(message),
        may_send=message.state in _RESENT and bool(message.content),
    )


def whole(message: Message, clock: Clock) -> Whole:
    """The page of one message. The words of a secret one are not shown."""
    content: Mapping[str, Any] = {} if message.is_secret else message.content
    moments = (
        (_("Written"), message.created_at),
        (_("Due"), message.due_at),
        (_("Last try"), message.tried_at),
        (_("Sent"), message.sent_at),
        (_("Last report"), message.delivery_at),
    )
    return Whole(
        row=row(message, clock),
        subject=str(content.get("subject") or content.get("title") or ""),
        words=str(content.get("text") or content.get("body") or ""),
        facts=tuple((str(name), clock.when(at)) for name, at in moments if at is not None),
        is_double=message.may_be_double,
    )


def about(message: Message) -> str:
    """What a message tells of; letters of accounts by their kind."""
    known = {event.value: words for event, words in EVENTS.items()}
    return str(known.get(message.event) or message.kind.replace("-", " ").capitalize())


def _state(message: Message, clock: Clock) -> tuple[str, str]:
    if message.state is MessageState.QUEUED and message.due_at > clock.now:
        if message.attempts:
            again = _("Tried again %(when)s", when=clock.when(message.due_at))
            return str(again), WAITS
        return str(_("Planned for %(when)s", when=clock.when(message.due_at))), PLAIN
    reported = _DELIVERIES.get(message.delivery) if message.delivery else None
    if message.state is MessageState.SENT and reported:
        words, badge = reported
    else:
        words, badge = _STATES[message.state]
    return str(words), badge


def _who(message: Message) -> str:
    if message.channel in _BY_TELEPHONE:
        return phones.show(message.recipient)
    if message.channel is Channel.EMAIL:
        return message.recipient
    return str(CHANNELS[message.channel.value])


def _reason(message: Message) -> str:
    """Kept in English; every sentence that can be kept is known to the translators."""
    if not message.last_error or message.state is MessageState.SENT:
        return ""
    words = str(_(message.last_error))
    return f"{words} ({message.error_code})" if message.error_code else words


def _chat(message: Message) -> str:
    """The way by hand, for what did not leave by itself."""
    if message.channel not in _BY_TELEPHONE or message.state not in _RESENT:
        return ""
    text = str(message.content.get("text", ""))
    return wa_link(phones.whatsapp_digits(message.recipient), text)
