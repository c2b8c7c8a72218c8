"""Browsers that show notifications: they come, they get another address, they go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox
from cardshop.notifications.domain.web_push import MOST, Subscription
from cardshop.notifications.models import Channel, Message, MessageState, PushSubscription
from cardshop.notifications.outbox import Envelope
from cardshop.notifications.queries import browsers

TEST = "push.test"
# What a push service answers for an address that is not, or not any more.
GONE = frozenset({404, 410})
_TURNED_OFF = "Notifications were turned off there."


class TooManyBrowsers(Conflict):
    """Your business has notifications in 50 browsers. Remove one that you do not use any more."""


def subscribe(
    business_id: int, account_id: int, given: Subscription, *, device: str, at: datetime
) -> PushSubscription:
    """Tell things there from now on. A browser is one row; the last who signed in there has it."""
    row = browsers.browser_at(business_id, given.endpoint)
    if row is None:
        if browsers.how_many(business_id) >= MOST:
            raise TooManyBrowsers
        row = PushSubscription(
            business_id=business_id, account_id=account_id, created_at=at, failures=0
        )
        db.session.add(row)
    row.account_id, row.device = account_id, device[:200]
    _reach(row, given, at)
    return row


def renew(endpoint: str, given: Subscription, *, at: datetime) -> int:
    """A browser has got another address. Who knows the old one, which is a secret, may say so."""
    known = browsers.browsers_at(endpoint)
    for row in known:
        already = browsers.browser_at(row.business_id, given.endpoint)
        if already is not None and already is not row:
            forget(row)
        else:
            _reach(row, given, at)
    return len(known)


def forget(row: PushSubscription) -> None:
    """Tell nothing there any more, what waits included."""
    waiting = Message.state.in_([MessageState.QUEUED, MessageState.HELD])
    db.session.execute(
        update(Message)
        .where(Message.push_subscription_id == row.id, waiting)
        .values(state=MessageState.DROPPED, last_error=_TURNED_OFF)
    )
    db.session.delete(row)


def learn(message: Message) -> None:
    """Keep what a refusal for good says of the browser: it is gone, or something is wrong."""
    row = db.session.get(PushSubscription, message.push_subscription_id or 0)
    if row is None:
        return
    if message.error_code in GONE:
        forget(row)
    else:
        row.failures += 1


def send_test(
    business: Business, row: PushSubscription, words: str, *, path: str, at: datetime
) -> None:
    """Put a notification for one browser into the outbox."""
    outbox.put(
        Envelope(
            business_id=business.id,
            channel=Channel.PUSH,
            kind=TEST,
            recipient=f"push:{row.id}",
            content={"title": business.name, "body": words, "url": path},
            deduplication_key=f"{TEST}:{row.id}:{at.isoformat()}",
            person="owner",
            push_subscription_id=row.id,
        ),
        at,
    )


def _reach(row: PushSubscription, given: Subscription, at: datetime) -> None:
    row.endpoint, row.endpoint_hash = given.endpoint, given.endpoint_hash
    row.p256dh, row.auth = given.p256dh, given.auth
    row.failures, row.last_used_at = 0, at
