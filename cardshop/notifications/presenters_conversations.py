"""Conversations in the words of the owner's pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import get_locale
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib import phones
from cardshop.lib.dates import format_date, format_time
from cardshop.notifications import neighbours
from cardshop.notifications.domain.carrier import FREE_WINDOW
from cardshop.notifications.messages import replies
from cardshop.notifications.models import (
    Channel,
    Conversation,
    Delivery,
    InboundKind,
    InboundMessage,
    Message,
    MessageState,
)
from cardshop.notifications.operations.talking import WantsNone, hindrance
from cardshop.notifications.queries.conversations import Said
from cardshop.web.errors import say


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in the list."""

    id: int
    name: str
    phone: str
    channel: str
    words: str
    when: str
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was said. `note` says what became of it, or what it was taken for."""

    id: str
    words: str
    when: str
    moment: datetime
    note: str
    is_ours: bool = False
    is_trouble: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation on its page. `hindrance` says why it cannot be answered in free words."""

    id: int
    name: str
    phone: str
    e164: str
    channel: str
    page: str
    lines: list[Line]
    unread: int
    hindrance: str
    until: str
    chat: str


class Clock:
    """Times as the business's clock and the page's language have them."""

    def __init__(self, business: Business, now: datetime) -> None:
        self.zone, self.now = ZoneInfo(business.timezone), now

    def when(self, at: datetime) -> str:
        """A time of today, or a day with its time."""
        local, locale = at.astimezone(self.zone), str(get_locale() or "en").replace("_", "-")
        time = format_time(local.time(), locale)
        if local.date() == self.now.astimezone(self.zone).date():
            return time
        day = format_date(local.date(), locale, "day")
        return str(_("%(day)s, %(time)s", day=day, time=time))


def rows(
    conversations: list[Conversation], last: dict[int, InboundMessage], clock: Clock
) -> list[Row]:
    """The list, with the last words of each."""
    return [
        Row(
            id=one.id,
            name=one.name or phones.show(one.phone),
            phone=phones.show(one.phone) if one.name else "",
            channel=channel_words(one.channel),
            words=replies.words_of(last[one.id]) if one.id in last else "",
            when=clock.when(one.last_at),
            unread=one.unread,
        )
        for one in conversations
    ]


def talk(conversation: Conversation, said: Said, clock: Clock) -> Talk:
    """The page of one conversation."""
    reason = hindrance(conversation, at=clock.now)
    began = conversation.last_inbound_at
    is_timed = conversation.channel is Channel.WHATSAPP and reason is None and began is not None
    key = conversation.phone_key
    return Talk(
        id=conversation.id,
        name=conversation.name or phones.show(conversation.phone),
        phone=phones.show(conversation.phone),
        e164=conversation.phone,
        channel=channel_words(conversation.channel),
        page=neighbours.page_of(conversation.business_id, key),
        lines=sorted(_lines(said, clock), key=lambda line: line.moment),
        unread=conversation.unread,
        hindrance=say(reason.detail) if reason else "",
        until=clock.when(began + FREE_WINDOW) if is_timed and began else "",
        chat="" if isinstance(reason, WantsNone) else _chat(conversation),
    )


def channel_words(channel: Channel) -> str:
    """What a channel is called."""
    return "WhatsApp" if channel is Channel.WHATSAPP else str(_("SMS"))


def _chat(conversation: Conversation) -> str:
    """The way out of a closed window: the owner's own telephone."""
    return f"https://wa.me/{phones.whatsapp_digits(conversation.phone)}"


def _lines(said: Said, clock: Clock) -> Iterator[Line]:
    for one in said.theirs:
        yield Line(
            id=f"in-{one.id}",
            words=replies.words_of(one),
            when=clock.when(one.received_at),
            moment=one.received_at,
            note=_taken_for(one.kind),
        )
    for message in said.ours:
        at = message.sent_at or message.due_at
        if message.state is not MessageState.DROPPED and at <= clock.now:
            yield _ours(message, at, clock)


def _ours(message: Message, at: datetime, clock: Clock) -> Line:
    is_trouble = (
        message.state in (MessageState.FAILED, MessageState.UNKNOWN)
        or message.delivery is Delivery.UNDELIVERED
    )
    return Line(
        id=f"out-{message.id}",
        words=str(message.content.get("text", "")),
        when=clock.when(at),
        moment=at,
        note=_became(message),
        is_ours=True,
        is_trouble=is_trouble,
    )


def _taken_for(kind: InboundKind) -> str:
    return {
        InboundKind.STOP: str(_("Wants no more messages")),
        InboundKind.START: str(_("Wants messages again")),
        InboundKind.CONFIRM: str(_("Taken as a yes")),
        InboundKind.CANCEL: str(_("Taken as a no")),
    }.get(kind, "")


def _became(message: Message) -> str:
    if message.state is not MessageState.SENT:
        return {
            MessageState.QUEUED: str(_("On its way")),
            MessageState.SENDING: str(_("On its way")),
            MessageState.HELD: str(_("Not sent: no provider is set up")),
            MessageState.FAILED: str(_("Not sent: %(reason)s", reason=message.last_error)),
            MessageState.UNKNOWN: str(_("It is not known whether it left")),
        }.get(message.state, "")
    if message.delivery is Delivery.UNDELIVERED:
        return str(_("It did not arrive"))
    if message.delivery is Delivery.READ:
        return str(_("Read"))
    return str(_("Arrived") if message.delivery is Delivery.DELIVERED else _("Sent"))
