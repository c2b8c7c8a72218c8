"""The front door of the outbox: what leaves is a row beside the change that causes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from cardshop.db import db
from cardshop.notifications import queue
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.web import site
from cardshop.web.outgoing import Letter

_NEWS = "cardshop.outbox.news"


def enqueue(letter: Letter, at: datetime) -> None:
    """Add the letter, in the caller's transaction, unless its deduplication key is known."""
    session = db.session()
    session.flush()  # The business may be one of the rows of this transaction.
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = session.scalar(
        insert(Message)
        .values(
            business_id=letter.business_id,
            channel=Channel.EMAIL,
            kind=letter.kind,
            recipient=letter.recipient,
            content=letter.content,
            is_secret=letter.is_secret,
            deduplication_key=letter.deduplication_key,
            state=MessageState.QUEUED,
            due_at=at,
            created_at=at,
        )
        .on_conflict_do_nothing(index_elements=["deduplication_key"])
        .returning(Message.id)
    )
    if added is not None:
        session.info[_NEWS] = True


@event.listens_for(db.session, "after_commit")
def _tell_the_worker(session: Session) -> None:
    if session.info.pop(_NEWS, False):
        queue.of(site.settings()).ring()


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_NEWS, None)
