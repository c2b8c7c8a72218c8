"""A feed's file, and the tag by which its reader learns that it is still the same."""

from __future__ import annotations

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.booking.domain.ical_event import Privacy, in_feed, shown
from cardshop.booking.domain.ical_writer import Feed, feed_file
from cardshop.booking.messages.event import event_of
from cardshop.booking.models import FeedPrivacy
from cardshop.booking.queries.feeds import Subscribed, bookings_in, state_of
from cardshop.web import site
from cardshop.web.locales import speaking

# Raised when the same bookings are written in another way.
_FORMAT = 1
_SHOWN: dict[FeedPrivacy, Privacy] = {
    FeedPrivacy.ALL: "all",
    FeedPrivacy.NAME: "name",
    FeedPrivacy.BUSY: "busy",
}


def etag_of(found: Subscribed, *, at: datetime) -> str:
    """A tag that changes with anything that the file says; known without writing it."""
    feed, calendar = found.feed, found.calendar
    told = (
        _FORMAT,
        site.base_url(),
        feed.id,
        feed.privacy.value,
        found.business.content_version,
        calendar.version if calendar else 0,
        *state_of(feed, at=at),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def file_of(found: Subscribed, *, at: datetime) -> bytes:
    """The iCalendar file, in the language of the business. Two statements at most."""
    business, calendar = found.business, found.calendar
    events = in_feed((event_of(b, business) for b in bookings_in(found.feed, at=at)), now=at)
    with speaking(business.locale):
        busy = str(_("Busy"))
    head = Feed(
        name=f"{calendar.name} – {business.name}" if calendar else business.name,
        zone=ZoneInfo(calendar.timezone if calendar else business.timezone),
        colour=calendar.color if calendar else "",
    )
    privacy = _SHOWN[found.feed.privacy]
    return feed_file(head, [shown(event, privacy, busy=busy) for event in events])
