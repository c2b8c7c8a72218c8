"""The tabs of the rooms in which booking is set up: over all of it, and over one calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Section:
    """One tab."""

    href: str
    label: str
    is_current: bool


def setup_sections() -> list[Section]:
    """What can be booked, who gives it, and by which rules."""
    return _sections(
        {
            "services.listed": _("Services"),
            "calendars.listed": _("Calendars"),
            "services.rules": _("Rules"),
        }
    )


def calendar_sections(calendar_id: int) -> list[Section]:
    """The pages of one calendar."""
    return _sections(
        {
            "calendars.hours": _("Hours"),
            "calendars.days_off": _("Days off"),
            "calendars.elsewhere": _("Busy elsewhere"),
            "calendars.feeds": _("Subscribe"),
            "calendars.edit": _("Details"),
        },
        calendar_id=calendar_id,
    )


def _sections(labels: dict[str, str], **values: Any) -> list[Section]:
    # A form that is shown again was sent to the address of its page.
    hrefs = {url_for(endpoint, **values): label for endpoint, label in labels.items()}
    return [Section(href, label, request.path == href) for href, label in hrefs.items()]
