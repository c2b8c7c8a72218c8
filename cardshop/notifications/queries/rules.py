"""Who is told what: the matrix, the settings, the own words, and whom it reaches."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from cardshop.accounts.models import Account, Membership, Role
from cardshop.db import db
from cardshop.notifications.domain.events import DEFAULTS, Cell, Event, Person
from cardshop.notifications.models import (
    MessageText,
    MessagingSettings,
    NotificationRule,
    OptOut,
    PushSubscription,
    Webhook,
)
from cardshop.notifications.queries.browsers import belongs


def matrix(business_id: int, event: Event | None = None) -> dict[Cell, frozenset[str]]:
    """The channels of each cell: the defaults, with what the business has set. One statement."""
    wanted = select(NotificationRule).where(NotificationRule.business_id == business_id)
    if event is not None:
        wanted = wanted.where(NotificationRule.event == event.value)
    found = {cell: set(on) for cell, on in DEFAULTS.items() if event in (None, cell[0])}
    for rule in db.session.scalars(wanted):
        cell = (Event(rule.event), Person(rule.person))
        if cell in found:
            (found[cell].add if rule.is_on else found[cell].discard)(rule.channel.value)
    return {cell: frozenset(on) for cell, on in found.items()}


def messaging_of(business_id: int) -> MessagingSettings:
    """How the business sends. Without a row, the defaults, which are not written."""
    return db.session.get(MessagingSettings, business_id) or MessagingSettings(
        business_id=business_id,
        account_sid="",
        auth_token=None,
        whatsapp_from="",
        sms_from="",
        uses_shared=True,
        falls_back_to_sms=True,
        falls_back_to_email=True,
        allowed_countries=[],
        daily_limit=500,
        daily_cost_limit=2000,
        recipient_limit=10,
        quiet_from="21:00",
        quiet_until="08:00",
        summary_minute=1200,
        follow_up_minutes=1440,
    )


def text_of(business_id: int, cell: Cell, language: str) -> MessageText | None:
    """The business's own words for an event in a language, if it has any."""
    event, person = cell
    return db.session.get(MessageText, (business_id, event.value, person.value, language))


def texts_of(business_id: int) -> list[MessageText]:
    """All of the business's own words."""
    mine = MessageText.business_id == business_id
    return list(db.session.scalars(select(MessageText).where(mine)))


def wants_messages(business_id: int, phone_key: str) -> bool:
    """Whether a number has not opted out."""
    return db.session.get(OptOut, (business_id, phone_key)) is None


def told_accounts(business_id: int) -> list[Account]:
    """The owners and managers of the business who have proved their address."""
    return list(
        db.session.scalars(
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Membership.business_id == business_id,
                Membership.role.in_([Role.OWNER, Role.MANAGER]),
                Account.email_verified_at.is_not(None),
            )
            .order_by(Account.id)
        )
    )


def push_subscriptions(business_id: int) -> list[PushSubscription]:
    """The browsers of the business's people that show notifications."""
    return list(
        db.session.scalars(
            select(PushSubscription)
            .where(PushSubscription.business_id == business_id, belongs())
            .order_by(PushSubscription.id)
        )
    )


def webhooks_for(business_id: int, event: Event) -> Collection[Webhook]:
    """The business's addresses that want to hear of an event and are not switched off."""
    found = db.session.scalars(
        select(Webhook).where(Webhook.business_id == business_id, Webhook.disabled_at.is_(None))
    )
    return [hook for hook in found if not hook.events or event.value in hook.events]
