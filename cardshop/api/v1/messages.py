"""`/messages`: the outbox."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field
from sqlalchemy import select

from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.v1.shape import Instant, Shape
from cardshop.booking.presenters_json import instant
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.web.guards import program

GROUP = "Messages"
ChannelName = Literal["email", "whatsapp", "sms", "webhook", "push"]
StateName = Literal["queued", "sending", "sent", "held", "failed", "unknown", "dropped"]
DeliveryName = Literal["accepted", "sent", "delivered", "read", "undelivered"]


class Messages(Page):
    """Which messages; every filter that is given must be met."""

    state: StateName | None = Field(None, description="In this state.")
    channel: ChannelName | None = Field(None, description="By this channel.")


class MessageShape(Shape):
    """Something that leaves, or has left, for one person by one channel."""

    id: int
    channel: ChannelName
    to: str
    kind: str
    state: StateName
    delivery: DeliveryName | None
    attempts: int
    last_error: str | None
    may_be_double: bool
    created_at: Instant
    sent_at: Instant | None


@api.get("/messages")
@program
@Operation(
    summary="List the messages",
    about="What customers and you are told, oldest first. What a message says is not answered.",
    group=GROUP,
    query=Messages,
    answer=MessageShape,
    listed=True,
)
def list_messages(call: Call) -> Answer:
    """The business's outbox."""
    asked: Messages = call.query
    wanted = select(Message).where(Message.business_id == call.business_id)
    if asked.state:
        wanted = wanted.where(Message.state == MessageState(asked.state))
    if asked.channel:
        wanted = wanted.where(Message.channel == Channel(asked.channel))
    return Answer(page_of(wanted, Message.id, asked, _told))


def _told(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel": message.channel.value,
        "to": message.recipient,
        "kind": message.kind,
        "state": message.state.value,
        "delivery": message.delivery.value if message.delivery else None,
        "attempts": message.attempts,
        "last_error": message.last_error or None,
        "may_be_double": message.may_be_double,
        "created_at": instant(message.created_at),
        "sent_at": instant(message.sent_at) if message.sent_at else None,
    }
