"""What is asked before a message leaves by telephone: the limits, the window, the template."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications.domain.allowance import (
    DAY,
    OTHER_SMS_COST,
    SMS_COSTS,
    WHATSAPP_COST,
    Limits,
    Used,
)
from cardshop.notifications.models import (
    Channel,
    Conversation,
    Message,
    MessageState,
    MessagingSettings,
    TemplateState,
    WhatsAppTemplate,
)
from cardshop.notifications.queries.rules import messaging_of

_BY_TELEPHONE = (Channel.WHATSAPP, Channel.SMS)


def limits_of(business_id: int) -> Limits:
    """The limits of a business; without countries of its choice, its own one."""
    row = messaging_of(business_id)
    business = db.session.get_one(Business, business_id)
    countries = row.allowed_countries or [business.country]
    return Limits(row.daily_limit, row.daily_cost_limit, row.recipient_limit, countries)


def used_by(business_id: int, phone_key: str, at: datetime, *, before: int = 0) -> Used:
    """What the business has sent by telephone within a day.

    What is in the air counts for those that come after it: `before` is the message that asks, and
    of two that ask at once the older one may go.
    """
    return _sum(phone_key, _left(business_id, at)) + _sum(
        phone_key, _in_the_air(business_id, before)
    )


def last_inbound(business_id: int, phone_key: str) -> datetime | None:
    """When somebody last wrote to the business by WhatsApp."""
    return db.session.scalar(
        select(Conversation.last_inbound_at).where(
            Conversation.business_id == business_id,
            Conversation.phone_key == phone_key,
            Conversation.channel == Channel.WHATSAPP,
        )
    )


def template_for(business_id: int, cell: tuple[str, str], language: str) -> WhatsAppTemplate | None:
    """The template that may stand for the words of an event in a language."""
    found = any_template(business_id, cell, language)
    return found if found is not None and found.state is TemplateState.APPROVED else None


def any_template(business_id: int, cell: tuple[str, str], language: str) -> WhatsAppTemplate | None:
    """The template that was entered, whatever has become of it."""
    event, person = cell
    return db.session.scalar(
        select(WhatsAppTemplate).where(
            WhatsAppTemplate.business_id == business_id,
            WhatsAppTemplate.event == event,
            WhatsAppTemplate.person == person,
            WhatsAppTemplate.language == language,
        )
    )


def last_of_kind(business_id: int, kind: str) -> Message | None:
    """The newest message of a kind."""
    mine = (Message.business_id == business_id, Message.kind == kind)
    return db.session.scalar(select(Message).where(*mine).order_by(Message.id.desc()).limit(1))


def templates_of(business_id: int) -> list[WhatsAppTemplate]:
    """All templates that a business has entered."""
    mine = WhatsAppTemplate.business_id == business_id
    return list(db.session.scalars(select(WhatsAppTemplate).where(mine)))


def messaging_row(business_id: int) -> MessagingSettings:
    """The settings of a business as a row of this session, made if there is none."""
    row = messaging_of(business_id)
    if row not in db.session:
        db.session.add(row)
    return row


def _left(business_id: int, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Message.business_id == business_id,
        Message.sent_at > at - DAY,
        Message.channel.in_(_BY_TELEPHONE),
    )


def _in_the_air(business_id: int, before: int) -> tuple[ColumnElement[bool], ...]:
    sending = and_(Message.state == MessageState.SENDING, Message.id < before)
    unknown = and_(Message.state == MessageState.UNKNOWN, Message.id != before)
    return (
        Message.business_id == business_id,
        Message.channel.in_(_BY_TELEPHONE),
        Message.sent_at.is_(None),
        or_(sending, unknown),
    )


def _sum(phone_key: str, those: tuple[ColumnElement[bool], ...]) -> Used:
    to_one = func.coalesce(func.sum(case((Message.phone_key == phone_key, 1), else_=0)), 0)
    cost = func.coalesce(func.sum(_cost()), 0)
    whole, spent, theirs = db.session.execute(
        select(func.count(), cost, to_one).where(*those)
    ).one()
    return Used(whole, int(spent), int(theirs))


def _cost() -> ColumnElement[int]:
    each = case(
        *((Message.recipient.startswith(code), cost) for code, cost in SMS_COSTS.items()),
        else_=OTHER_SMS_COST,
    )
    parts = case((Message.segments > 1, Message.segments), else_=1)
    return case((Message.channel == Channel.SMS, each * parts), else_=WHATSAPP_COST)
