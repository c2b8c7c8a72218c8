"""The browsers that show notifications: whose, how they are reached, what they showed last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, func, select

from cardshop.accounts.models import Membership
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.notifications.domain.web_push import Subscription, hash_of
from cardshop.notifications.models import Message, PushSubscription


class NoSuchBrowser(NotFound):
    """This browser gets no notifications any more."""


def browsers_of(business_id: int, account_id: int) -> Sequence[PushSubscription]:
    """The browsers in which one person of the business is told things, the newest first."""
    mine = _mine(business_id, account_id)
    return db.session.scalars(
        select(PushSubscription).where(mine).order_by(PushSubscription.id.desc())
    ).all()


def browser(business_id: int, account_id: int, subscription_id: int) -> PushSubscription:
    """One of them. Raises NoSuchBrowser."""
    one = PushSubscription.id == subscription_id
    found = db.session.scalar(select(PushSubscription).where(one, _mine(business_id, account_id)))
    if found is None:
        raise NoSuchBrowser
    return found


def browser_at(business_id: int, endpoint: str) -> PushSubscription | None:
    """The browser at an address, if the business knows it."""
    return db.session.scalar(
        select(PushSubscription).where(
            PushSubscription.business_id == business_id,
            PushSubscription.endpoint_hash == hash_of(endpoint),
        )
    )


def browsers_at(endpoint: str) -> Sequence[PushSubscription]:
    """The same for every business: one person may have several."""
    same = PushSubscription.endpoint_hash == hash_of(endpoint)
    return db.session.scalars(select(PushSubscription).where(same)).all()


def how_many(business_id: int) -> int:
    """The browsers of a business."""
    mine = PushSubscription.business_id == business_id
    return db.session.scalar(select(func.count()).select_from(PushSubscription).where(mine)) or 0


def reached(subscription_id: int) -> Subscription | None:
    """How a browser is reached; nothing when it is gone, or its person has left the business."""
    found = db.session.execute(
        select(PushSubscription.endpoint, PushSubscription.p256dh, PushSubscription.auth).where(
            PushSubscription.id == subscription_id, belongs()
        )
    ).one_or_none()
    return None if found is None else Subscription(*found)


def last_messages(subscription_ids: Sequence[int]) -> Mapping[int, Message]:
    """The newest notification of each of these browsers."""
    newest = (
        select(func.max(Message.id))
        .where(Message.push_subscription_id.in_(subscription_ids))
        .group_by(Message.push_subscription_id)
    )
    found = db.session.scalars(select(Message).where(Message.id.in_(newest)))
    return {one.push_subscription_id: one for one in found if one.push_subscription_id}


def belongs() -> ColumnElement[bool]:
    """Whoever has left a business is not told of its customers any more."""
    return exists().where(
        and_(
            Membership.account_id == PushSubscription.account_id,
            Membership.business_id == PushSubscription.business_id,
        )
    )


def _mine(business_id: int, account_id: int) -> ColumnElement[bool]:
    return and_(
        PushSubscription.business_id == business_id, PushSubscription.account_id == account_id
    )
