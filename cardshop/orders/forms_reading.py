"""Dates of a form beside its words, amounts and numbers, as instants in the business's zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts import typed_form
from cardshop.lib.errors import Invalid


class DateInvalid(Invalid):
    """Choose a date, like 2026-12-24."""


class Reading(typed_form.Reading):
    """Collects the values of a form, dates among them."""

    def begin(self, name: str, zone: ZoneInfo) -> None:
        """The first instant of a date in the zone."""
        self.read(name, lambda text: _midnight(_date(text), zone), None)

    def end(self, name: str, zone: ZoneInfo) -> None:
        """The instant after a last day."""
        self.read(name, lambda text: _midnight(_date(text) + timedelta(days=1), zone), None)


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as fault:
        raise DateInvalid from fault
    if not date(2000, 1, 1) <= day < date(2200, 1, 1):
        raise DateInvalid
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
