"""Which businesses want a summary of their day, and until when they have had one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.models import DailySummary, MessagingSettings, NotificationRule

DEFAULT_MINUTE = 1200


@dataclass(frozen=True, slots=True)
class Wish:
    """A business that is told of its day at a minute of it."""

    business: Business
    minute: int
    told_until: datetime | None


def wishes() -> list[Wish]:
    """All who have switched the summary on: nobody has it by default. One statement."""
    switched_on = select(NotificationRule.business_id).where(
        NotificationRule.event == Event.DAILY_SUMMARY.value,
        NotificationRule.person == Person.OWNER.value,
        NotificationRule.is_on,
    )
    minute = func.coalesce(MessagingSettings.summary_minute, DEFAULT_MINUTE)
    rows = db.session.execute(
        select(Business, minute, DailySummary.told_until)
        .select_from(Business)
        .outerjoin(MessagingSettings, MessagingSettings.business_id == Business.id)
        .outerjoin(DailySummary, DailySummary.business_id == Business.id)
        .where(Business.id.in_(switched_on))
        .order_by(Business.id)
    )
    return [Wish(*row) for row in rows]
