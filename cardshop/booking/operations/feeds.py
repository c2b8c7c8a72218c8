"""Addresses to subscribe to: made, renewed, taken away, and who fetched them. Nothing commits."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import update

from cardshop.booking import queries
from cardshop.booking.models import CalendarFeed, FeedPrivacy
from cardshop.booking.queries.feeds import feeds_of
from cardshop.db import db
from cardshop.lib import ids

# Calendars ask again and again; one note a minute is enough.
NOTED = timedelta(minutes=1)
_LONGEST_NAME = 80


def feed_of(business_id: int, calendar_id: int | None, *, at: datetime) -> CalendarFeed:
    """The feed of a calendar, or without one that of all; made when it is missing.

    Raises NoSuchCalendar for one of another business.
    """
    queries.held_settings(business_id)
    if calendar_id is not None:
        queries.calendar_of(business_id, calendar_id)
    feed = feeds_of(business_id).get(calendar_id)
    if feed is None:
        feed = CalendarFeed(
            business_id=business_id,
            calendar_id=calendar_id,
            token=ids.new_token(),
            privacy=FeedPrivacy.ALL,
            created_at=at,
        )
        db.session.add(feed)
        db.session.flush()
    return feed


def renew(feed: CalendarFeed, *, at: datetime) -> None:
    """Give it another address. Whoever has the old one finds nothing there from now on."""
    feed.token, feed.created_at = ids.new_token(), at
    feed.last_fetched_at, feed.last_fetched_by = None, ""


def choose_privacy(feed: CalendarFeed, privacy: FeedPrivacy) -> None:
    """Choose what it shows of the customers."""
    feed.privacy = privacy


def remove(feed: CalendarFeed) -> None:
    """Close the address for good."""
    db.session.delete(feed)


def is_to_be_noted(feed: CalendarFeed, *, at: datetime) -> bool:
    """Whether the last note of a fetch is old enough for another."""
    return feed.last_fetched_at is None or feed.last_fetched_at < at - NOTED


def note_fetched(feed_id: int, *, agent: str, at: datetime) -> None:
    """Remember when it was last fetched and by which program; once a minute at most."""
    before = CalendarFeed.last_fetched_at
    db.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.id == feed_id, before.is_(None) | (before < at - NOTED))
        .values(last_fetched_at=at, last_fetched_by=program_called(agent))
        .execution_options(synchronize_session=False)
    )


def program_called(agent: str) -> str:
    """What a program calls itself first, as an owner may recognise it: no versions, no remarks."""
    name = re.split(r"[/(;]", agent.strip(), maxsplit=1)[0].strip()
    if name == "Mozilla" and (found := re.search(r"compatible;\s*([^;)/]+)", agent)):
        name = found[1].strip()
    return "".join(char for char in name if char.isprintable())[:_LONGEST_NAME]
