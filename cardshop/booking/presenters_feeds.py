"""Feeds as their owner sees them: addresses for each program, what they show, who fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking.domain.ical_links import google_subscription_link, webcal_link
from cardshop.booking.models import Calendar, CalendarFeed
from cardshop.web import site


@dataclass(frozen=True, slots=True)
class FeedBox:
    """The feed of a calendar, or of all (`whole`). Without an address there is none yet."""

    title: str
    whole: bool
    id: int = 0
    address: str = ""
    webcal: str = ""
    google: str = ""
    privacy: str = "all"
    last_fetched_at: datetime | None = None
    last_fetched_by: str = ""


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """The page of a calendar."""

    calendar: Calendar
    boxes: list[FeedBox]
    # Nobody out there reaches a site without a public address.
    is_local: bool


def feeds_page(
    calendar: Calendar, feeds: Mapping[int | None, CalendarFeed], *, has_others: bool
) -> FeedsPage:
    """The feed of the calendar, and that of all calendars where there are several."""
    boxes = [_box(calendar.name, feeds.get(calendar.id))]
    if has_others or None in feeds:
        boxes.append(_box("", feeds.get(None)))
    return FeedsPage(calendar, boxes, not site.settings().is_https)


def feed_address(feed: CalendarFeed) -> str:
    """Where the world finds it."""
    return site.absolute(f"/feeds/{feed.token}.ics")


def privacies() -> list[tuple[str, str, str]]:
    """What a feed may show: its value, the words, and what they mean."""
    return [
        ("all", _("Everything"), _("Name, phone, answers and notes. For your own eyes.")),
        ("name", _("Name only"), _("The service and the customer's name.")),
        ("busy", _("Busy only"), _("Nothing but the time. To share with others.")),
    ]


def _box(name: str, feed: CalendarFeed | None) -> FeedBox:
    title = _("Bookings of %(name)s", name=name) if name else _("All calendars together")
    if feed is None:
        return FeedBox(title, whole=not name)
    address = feed_address(feed)
    return FeedBox(
        title=title,
        whole=not name,
        id=feed.id,
        address=address,
        webcal=webcal_link(address),
        google=google_subscription_link(address),
        privacy=feed.privacy.value,
        last_fetched_at=feed.last_fetched_at,
        last_fetched_by=feed.last_fetched_by,
    )
