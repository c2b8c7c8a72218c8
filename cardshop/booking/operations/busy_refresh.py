"""Busy calendars read again when they are due: claimed, fetched, kept; each step by itself."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, func, insert, or_, select

from cardshop.booking.domain.ical_busy import BusyTime
from cardshop.booking.domain.ical_event import uid_of
from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds
from cardshop.booking.models import Booking, BusyInterval, BusySource, Calendar, Service
from cardshop.booking.operations import busy_reading
from cardshop.booking.operations.busy_reading import Reading, Task
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.lib.errors import Invalid, Sentence
from cardshop.lib.text import printable
from cardshop.web import site

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=15)
FURTHEST_BACK_OFF = timedelta(hours=6)
# Longer than any reading takes, so that nobody reads what somebody else is reading.
LEASE = timedelta(minutes=2)
# So many at once: one that does not answer keeps nobody else waiting.
HANDS = 4
# Shown in the diary; nothing earlier can be booked any more.
PAST = timedelta(days=31)
# Worked out beyond what can be booked, so that "not modified" is enough for weeks.
_AHEAD = timedelta(days=30)
_MARGIN = timedelta(days=4)
_HORIZON = 60
_LONGEST_TITLE = 200

# What the file said, or why nothing could be read.
Outcome = Reading | Sentence


def refresh_due(is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Read every busy calendar that is due, until none is. Returns how many."""
    tried = 0
    while not is_stopping() and (tasks := _claimed()):
        read = functools.partial(_outcome, secret_key=site.settings().secret_key)
        with ThreadPoolExecutor(HANDS, thread_name_prefix="busy") as hands:
            outcomes = hands.map(read, tasks)
            for task, outcome in zip(tasks, outcomes, strict=True):
                _keep(task, outcome)
        tried += len(tasks)
    return tried


def _outcome(task: Task, *, secret_key: str) -> Outcome:
    try:
        return busy_reading.read(task, secret_key=secret_key)
    except Invalid as refusal:
        return refusal.detail
    except Exception:  # whatever a stranger's file does, the others are read
        log.exception("busy calendar %d could not be read", task.source_id)
        return Sentence.of("Something went wrong on our side. It is tried again by itself.")


def _claimed() -> list[Task]:
    """Some that are due, leased to us: whoever dies over them is waited for no longer than that."""
    if db.session.scalar(_due(clock.now()).limit(1)) is None:
        return []
    with transaction():
        at = clock.now()
        wanted = _due(at).order_by(BusySource.next_fetch_at, BusySource.id).limit(HANDS)
        keys = list(db.session.scalars(wanted.with_for_update(skip_locked=True)))
        rows = db.session.execute(
            select(BusySource, Calendar)
            .join(Calendar, Calendar.id == BusySource.calendar_id)
            .where(BusySource.id.in_(keys))
            .order_by(BusySource.id)
            .execution_options(populate_existing=True)
        ).all()
        return [_leased(source, calendar, at) for source, calendar in rows]


def _due(at: datetime) -> Select[int]:
    free = or_(BusySource.leased_until.is_(None), BusySource.leased_until < at)
    return select(BusySource.id).where(BusySource.next_fetch_at <= at, free)


def _leased(source: BusySource, calendar: Calendar, at: datetime) -> Task:
    if source.leased_until is not None:
        # Whoever read it last did not live to tell. If it was the file's fault, it must not come
        # at once again.
        _put_off(source, at)
    if source.last_tried_at is None or calendar.updated_at > source.last_tried_at:
        # Perhaps in another zone: what it says is to be worked out anew, even if it is the same.
        source.read_until = None
    source.leased_until, source.last_tried_at = at + LEASE, at
    needed = at + timedelta(days=_horizon(calendar.business_id)) + _MARGIN
    is_known = source.read_until is not None and source.read_until >= needed
    window = at - PAST, needed + _AHEAD
    return Task(
        source_id=source.id,
        kind=source.kind,
        url=source.url,
        credentials=source.credentials,
        etag=source.etag if is_known else "",
        last_modified=source.last_modified if is_known else "",
        zone=ZoneInfo(calendar.timezone),
        window=window,
        own_uids=_own_uids(calendar.business_id, window[0]),
        leased_until=at + LEASE,
    )


def _horizon(business_id: int) -> int:
    """Days ahead that can be booked at most."""
    furthest = select(func.max(Service.horizon_days)).where(Service.business_id == business_id)
    return max(db.session.scalar(furthest) or 0, _HORIZON)


def _own_uids(business_id: int, since: datetime) -> frozenset[str]:
    host = urlsplit(site.base_url()).hostname or "localhost"
    kept = select(Booking.ics_uid).where(
        Booking.business_id == business_id, Booking.starts_at > since - timedelta(days=1)
    )
    return frozenset(uid_of(identifier, host) for identifier in db.session.scalars(kept))


def _keep(task: Task, outcome: Outcome) -> None:
    """Write down what came of it, unless it was removed, or somebody else read it meanwhile."""
    with transaction():
        at = clock.now()
        source = db.session.get(BusySource, task.source_id, with_for_update=True)
        if source is None or source.leased_until != task.leased_until:
            return
        source.leased_until = None
        if isinstance(outcome, Sentence):
            _failed(source, outcome, at)
        else:
            _read(source, task, outcome, at)


def _failed(source: BusySource, why: Sentence, at: datetime) -> None:
    """The last known busy times stay; the next tries come later and later."""
    _put_off(source, at)
    _say(source, why)


def _put_off(source: BusySource, at: datetime) -> None:
    source.failures += 1
    wait = EVERY * 2 ** min(source.failures - 1, 10)
    source.next_fetch_at = at + min(wait, FURTHEST_BACK_OFF)


def _read(source: BusySource, task: Task, reading: Reading, at: datetime) -> None:
    source.last_fetched_at, source.next_fetch_at = at, at + EVERY
    if reading.busy is None:
        if source.failures:
            _say(source, Sentence.of(""))
        source.failures = 0
        return
    source.failures = 0
    source.etag, source.last_modified = reading.etag, reading.last_modified
    source.events, source.read_until = reading.events, task.window[1]
    _say(source, reading.warning)
    _replace(source.id, reading.busy.intervals)


def _say(source: BusySource, words: Sentence) -> None:
    source.last_error = words.template
    # Strangers' words, of which PostgreSQL keeps no NUL.
    told = {name: printable(str(value)) for name, value in words.values.items()}
    source.error_values = told


def _replace(source_id: int, intervals: Iterable[BusyTime]) -> None:
    """Write the busy times, if they are others than those that are kept."""
    spans = [
        (floor_seconds(span.start), ceil_seconds(span.end), span.title[:_LONGEST_TITLE])
        for span in intervals
    ]
    kept = db.session.execute(
        select(BusyInterval.busy_from, BusyInterval.busy_until, BusyInterval.summary)
        .where(BusyInterval.source_id == source_id)
        .order_by(BusyInterval.busy_from)
    )
    if spans == [(since, until, title) for since, until, title in kept]:
        return
    db.session.execute(delete(BusyInterval).where(BusyInterval.source_id == source_id))
    if spans:
        rows = [
            {"source_id": source_id, "busy_from": since, "busy_until": until, "summary": title}
            for since, until, title in spans
        ]
        db.session.execute(insert(BusyInterval), rows)
