"""Links that put a booking or a feed into Google's, Apple's and Microsoft's calendars."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from cardshop.booking.domain.ical_event import BookingEvent

# Browsers and mail programs cut addresses that are much longer than 2,000 characters.
LONGEST_LINK = 2_000

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
_OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"


def google_link(event: BookingEvent) -> str:
    """The page of Google Calendar that adds the booking."""
    dates = "/".join(f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in _times(event))
    fields = {"action": "TEMPLATE", "text": event.title, "dates": dates, "location": event.place}
    return _link(_GOOGLE, fields, "details", event)


def outlook_link(event: BookingEvent, *, work: bool = False) -> str:
    """The page of Outlook on the web that adds the booking; `work` for accounts of an office.

    Who is not signed in lands on Outlook's first page: always offer the file beside it.
    """
    start, end = (f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for at in _times(event))
    fields = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event.title,
        "startdt": start,
        "enddt": end,
        "location": event.place,
    }
    return _link(_OFFICE if work else _OUTLOOK, fields, "body", event)


def webcal_link(feed_url: str) -> str:
    """The address by which Apple's and most desktop calendars offer to subscribe."""
    return re.sub(r"^https?:", "webcal:", feed_url)


def google_subscription_link(feed_url: str) -> str:
    """The page of Google Calendar that subscribes to a feed; Google asks for news once a day."""
    return f"https://calendar.google.com/calendar/r?cid={quote(webcal_link(feed_url), safe='')}"


def _times(event: BookingEvent) -> tuple[datetime, datetime]:
    return event.starts_at, event.ends_at


def _link(base: str, fields: dict[str, str], words: str, event: BookingEvent) -> str:
    """The details as far as there is room; the link always, for it tells the rest."""
    details = event.details.strip()
    while True:
        told = "\n\n".join(filter(None, (details, event.link)))
        filled = {name: value for name, value in {**fields, words: told}.items() if value}
        link = f"{base}?{urlencode(filled, quote_via=quote, errors='replace')}"
        if len(link) <= LONGEST_LINK or not details:
            return link
        details = details[: len(details) * 3 // 4].rstrip()
