"""Time that the owner keeps free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from cardshop.booking.models import BlockedTime, Calendar
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY


class NoSuchBlockedTime(NotFound):
    """There is no such blocked time."""


def blocked_in_range(
    business_id: int, since: datetime, until: datetime, calendar_ids: Collection[int] | None = None
) -> list[BlockedTime]:
    """The blocked times that meet a stretch of time, in order. One statement."""
    wanted = (
        select(BlockedTime)
        .join(Calendar, Calendar.id == BlockedTime.calendar_id)
        .where(
            Calendar.business_id == business_id,
            BlockedTime.starts_at < until,
            BlockedTime.ends_at > since,
        )
        .order_by(BlockedTime.starts_at, BlockedTime.id)
    )
    if calendar_ids is not None:
        wanted = wanted.where(BlockedTime.calendar_id.in_(list(calendar_ids)))
    return list(db.session.scalars(wanted))


def blocked_time_of(business_id: int, blocked_time_id: int) -> BlockedTime:
    """One blocked time of the business. Raises NoSuchBlockedTime."""
    if not 0 < blocked_time_id <= LARGEST_KEY:
        raise NoSuchBlockedTime
    found = db.session.scalar(
        select(BlockedTime)
        .join(Calendar, Calendar.id == BlockedTime.calendar_id)
        .where(Calendar.business_id == business_id, BlockedTime.id == blocked_time_id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchBlockedTime
    return found
