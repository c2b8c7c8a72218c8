"""Files go after the commit that removed their rows: until then a page may still show them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from sqlalchemy import event, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cardshop.db import db
from cardshop.media import names
from cardshop.media.models import Picture
from cardshop.media.stores import of_app

log = logging.getLogger(__name__)

_WAITING = "media.files_to_remove"


def remove_files_later(digest: str, files: Iterable[str]) -> None:
    """Remove these files of one picture once this transaction is committed, if it ever is."""
    waiting = db.session().info.setdefault(_WAITING, {})
    waiting.setdefault(digest, set()).update(files)


@event.listens_for(db.session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    waiting = session.info.pop(_WAITING, {})
    try:
        _remove(waiting)
    except (OSError, SQLAlchemyError):
        # The change itself is made and must not look failed; the next sweep takes the files.
        log.exception("files of %d removed pictures are left for the next sweep", len(waiting))


@event.listens_for(db.session, "after_soft_rollback")
def _rolled_back(session: Session, ended: Any) -> None:
    if not ended.nested:
        session.info.pop(_WAITING, None)


def _remove(waiting: dict[str, set[str]]) -> None:
    if not waiting:
        return
    store = of_app.current()
    with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
        for digest in sorted(waiting):
            names.hold(connection, digest)
            # Meanwhile somebody may have uploaded the same picture again.
            if not connection.scalar(select(exists().where(Picture.digest == digest))):
                for file in sorted(waiting[digest]):
                    store.delete(file)
