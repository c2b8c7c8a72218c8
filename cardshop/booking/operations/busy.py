"""Calendars elsewhere that say when ours are busy: added, removed, read again. Nothing commits."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cardshop.booking import queries
from cardshop.booking.domain.busy_content import BusySourceContent
from cardshop.booking.models import BusyKind, BusySource, Calendar
from cardshop.booking.operations.sealing import seal
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid

MOST_SOURCES = 10
# Whoever asks again and again makes us a nuisance to a stranger's server.
PAUSE = timedelta(seconds=30)


class TooManySources(Invalid):
    """There is room for 10 busy calendars. Remove one that you no longer need."""


class SourceKnown(Invalid):
    """This calendar is read already."""


class OwnFeed(Invalid):
    """This is an address of your own bookings here. They keep their time anyway."""


def add(
    calendar: Calendar,
    content: BusySourceContent,
    *,
    secret_key: str,
    base_url: str,
    at: datetime,
) -> BusySource:
    """A busy calendar that the worker reads next. Raises FieldErrors at `/url`."""
    queries.held_settings(calendar.business_id)
    if refusal := _refusal(calendar, content, base_url):
        raise FieldErrors([FieldError("/url", refusal.detail)])
    is_signed = content.kind == "caldav"
    source = BusySource(
        calendar_id=calendar.id,
        kind=BusyKind(content.kind),
        url=content.url,
        credentials=seal((content.user, content.password), secret_key=secret_key)
        if is_signed
        else None,
        next_fetch_at=at,
        created_at=at,
    )
    db.session.add(source)
    db.session.flush()
    return source


def remove(source: BusySource) -> None:
    """Forget it, its busy times and its password."""
    db.session.delete(source)


def ask_again(source: BusySource, *, at: datetime) -> None:
    """Let the worker read it next; who asks twice in half a minute waits for the rest of it."""
    soon = source.last_tried_at + PAUSE if source.last_tried_at else at
    source.next_fetch_at = min(source.next_fetch_at, max(at, soon))


def _refusal(calendar: Calendar, content: BusySourceContent, base_url: str) -> Invalid | None:
    known = queries.sources(calendar.business_id, calendar.id)
    if len(known) >= MOST_SOURCES:
        return TooManySources()
    if any(source.url == content.url for source in known):
        return SourceKnown()
    ours, given = urlsplit(base_url), urlsplit(content.url)
    is_own = given.hostname == ours.hostname and given.path.startswith("/feeds/")
    return OwnFeed() if is_own else None
