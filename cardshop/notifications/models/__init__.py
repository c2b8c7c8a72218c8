"""What is stored of messages: the outbox, who is told what, conversations, addresses outside."""

from __future__ import annotations

from cardshop.notifications.models.conversations import (
    Conversation,
    InboundKind,
    InboundMessage,
    OptOut,
)
from cardshop.notifications.models.outbox import Channel, Delivery, Message, MessageState
from cardshop.notifications.models.outside import PushSubscription, Webhook
from cardshop.notifications.models.rules import (
    DailySummary,
    MessageText,
    MessagingSettings,
    NotificationRule,
    TemplateState,
    WhatsAppTemplate,
)

__all__ = [
    "Channel",
    "Conversation",
    "DailySummary",
    "Delivery",
    "InboundKind",
    "InboundMessage",
    "Message",
    "MessageState",
    "MessageText",
    "MessagingSettings",
    "NotificationRule",
    "OptOut",
    "PushSubscription",
    "TemplateState",
    "Webhook",
    "WhatsAppTemplate",
]
