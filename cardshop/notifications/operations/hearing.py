"""Owners are told of words that no rule understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cardshop.accounts.models import Account, Business
from cardshop.lib import phones
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.messages import replies
from cardshop.notifications.models import Conversation, InboundMessage
from cardshop.notifications.notice import Notice, Voice
from cardshop.notifications.operations.telling import CUSTOMER, tell
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def tell_owners(
    business: Business, conversation: Conversation, message: InboundMessage, *, at: datetime
) -> None:
    """Push, webhook, and what else the business has chosen."""

    def values(_person: Person, _voice: Voice) -> Mapping[str, str]:
        return {
            "business": business.name,
            "name": conversation.name or phones.show(conversation.phone),
            "words": replies.words_of(message),
            "link": absolute(replies.page(conversation)),
        }

    def letter(account: Account | None) -> Letter | None:
        if account is None:
            return None
        return replies.letter(account, business, conversation, message)

    tell(
        Notice(
            event=Event.MESSAGE_RECEIVED,
            business_id=business.id,
            key=f"{Event.MESSAGE_RECEIVED.value}:{message.provider_id}",
            values=values,
            letter=letter,
            body=lambda: body_of(conversation, message),
            actor=CUSTOMER,
            path=replies.page(conversation),
        ),
        at=at,
    )


def body_of(conversation: Conversation, message: InboundMessage) -> dict[str, Any]:
    """The message as programs read it."""
    received = message.received_at.astimezone(UTC).isoformat(timespec="seconds")
    return {
        "id": message.id,
        "conversation_id": conversation.id,
        "channel": conversation.channel.value,
        "from": conversation.phone,
        "name": conversation.name,
        "text": message.body,
        "media": message.media,
        "received_at": received.replace("+00:00", "Z"),
    }
