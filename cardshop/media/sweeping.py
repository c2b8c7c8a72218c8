"""Picking up what uploads leave behind: pictures that nothing came to use, files without a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import select

from cardshop.db import db
from cardshop.media import names
from cardshop.media.models import Picture, PictureUse
from cardshop.media.operations import remove_unused
from cardshop.media.removal import remove_files_later
from cardshop.media.stores import Store, of_app

# Time enough for an owner to use a picture that was uploaded, and for a slow upload to end.
GRACE = timedelta(days=1)
_BATCH = 500
# The worker asks every minute; walking through a large folder is work for once an hour.
_MINUTE = 17


def sweep_hourly(*, at: datetime) -> None:
    """The sweep in one minute of every hour, for a worker that asks in each."""
    if at.minute == _MINUTE:
        sweep(at=at)


def sweep(*, at: datetime) -> None:
    """Remove pictures that nothing used for a day, and files of a day ago that belong to no row."""
    before = at - GRACE
    unused = select(Picture.id).where(
        Picture.created_at < before, Picture.id.not_in(select(PictureUse.picture_id))
    )
    remove_unused(db.session.scalars(unused.limit(_BATCH)).all())
    store = of_app.current()
    store.forget_unfinished(before)
    _remove_strays(store, before)


def _remove_strays(store: Store, before: datetime) -> None:
    files = defaultdict(set)
    for name in store.names(before):
        digest = names.digest_of(name)
        if digest:
            files[digest].add(name)
    for batch in _batches(files):
        known = set(db.session.scalars(select(Picture.digest).where(Picture.digest.in_(batch))))
        for digest in batch - known:
            remove_files_later(digest, files[digest])


def _batches(digests: Iterable[str]) -> Iterator[set[str]]:
    left = iter(digests)
    while batch := set(islice(left, _BATCH)):
        yield batch
