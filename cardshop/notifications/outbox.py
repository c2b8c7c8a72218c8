"""The front door of the outbox: what leaves is a row beside the change that causes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from cardshop.db import db
from cardshop.notifications import queue
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.web import site
from cardshop.web.outgoing import Letter

_NEWS = "cardshop.outbox.news"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_TRIED = (MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT, MessageState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A message to write down: see the columns of `models.Message`, which these become."""

    business_id: int | None
    channel: Channel
    kind: str
    recipient: str
    content: dict[str, Any]
    deduplication_key: str
    due_at: datetime | None = None
    is_secret: bool = False
    event: str = ""
    person: str = ""
    subject_kind: str = ""
    subject_id: int | None = None
    phone_key: str = ""
    late_after: datetime | None = None
    drop_after: datetime | None = None
    fallbacks: list[dict[str, Any]] = field(default_factory=list)
    segments: int = 0
    webhook_id: int | None = None
    push_subscription_id: int | None = None


def put(envelope: Envelope, at: datetime) -> int | None:
    """Add the message, in the caller's transaction. Returns its key.

    Nothing is added where its deduplication key is known: the same is told once.
    """
    session = db.session()
    session.flush()  # The business may be one of the rows of this transaction.
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    columns = {one.name: getattr(envelope, one.name) for one in fields(envelope)}
    due = envelope.due_at or at
    added = session.scalar(
        insert(Message)
        .values(**columns | {"due_at": due}, state=MessageState.QUEUED, created_at=at)
        .on_conflict_do_nothing(index_elements=["deduplication_key"])
        .returning(Message.id)
    )
    if added is not None and due <= at:
        session.info[_NEWS] = True
    return added


def enqueue(letter: Letter, at: datetime) -> None:
    """Add a letter, in the caller's transaction, unless its deduplication key is known."""
    put(
        Envelope(
            business_id=letter.business_id,
            channel=Channel.EMAIL,
            kind=letter.kind,
            recipient=letter.recipient,
            content=letter.content,
            is_secret=letter.is_secret,
            deduplication_key=letter.deduplication_key,
        ),
        at,
    )


def drop(subject_kind: str, subject_id: int, *, events: Collection[str] = ()) -> int:
    """Let go of what still waits to be said about something that has changed. Returns how many.

    Of the given events only, if there are any. What is in the air may land, but is not sent again,
    and what has left or failed is not said again by another way.
    Programs are told of every event all the same: webhooks stay.
    """
    about = [
        Message.subject_kind == subject_kind,
        Message.subject_id == subject_id,
        Message.channel != Channel.WEBHOOK,
    ]
    if events:
        about.append(Message.event.in_(list(events)))
    waiting = Message.state.in_([MessageState.QUEUED, MessageState.HELD])
    for stale, values in (
        (Message.state.in_(_TRIED), {"drop_after": _LONG_AGO}),
        (waiting, {"state": MessageState.DROPPED}),
    ):
        changes = update(Message).where(*about, stale).values(**values).returning(Message.id)
        gone = db.session.execute(changes.execution_options(synchronize_session=False)).all()
    return len(gone)


@event.listens_for(db.session, "after_commit")
def _tell_the_worker(session: Session) -> None:
    if session.info.pop(_NEWS, False):
        queue.of(site.settings()).ring()


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_NEWS, None)
