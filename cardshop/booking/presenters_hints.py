"""What stands in the way of being booked, each with where it is put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.models import BookingSettings, Calendar


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence and the page that helps."""

    sentence: str
    href: str
    words: str


def hints(
    business: Business, calendars: Sequence[Calendar], settings: BookingSettings, card: str
) -> Iterator[Hint]:
    """All that keeps customers from booking. `card` is the address of a published card."""
    if not settings.is_taking_bookings:
        sentence = _("Booking is switched off. Customers see your services but no times.")
        yield Hint(sentence, url_for("services.rules"), _("Switch it on"))
    yield from filter(None, (_hours_hint(calendar, business) for calendar in calendars))
    if not card:
        sentence = _("Customers book on your card, and none is published.")
        yield Hint(sentence, url_for("cards.listed"), _("To your cards"))


def _hours_hint(calendar: Calendar, business: Business) -> Hint | None:
    if not calendar.is_active or has_hours(calendar.hours or business.opening_hours):
        return None
    if calendar.hours is None:
        sentence = _("Your business has no opening hours yet, so no times are offered.")
        return Hint(sentence, url_for("business.hours"), _("Set opening hours"))
    sentence = _("%(name)s has no hours, so no times are offered there.", name=calendar.name)
    return Hint(sentence, url_for("calendars.hours", calendar_id=calendar.id), _("Set hours"))


def has_hours(hours: dict[str, Any]) -> bool:
    """Whether HOURS are ever open."""
    return any(hours.get("weekly", {}).values()) or any(hours.get("overrides", {}).values())
