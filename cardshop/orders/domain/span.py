"""A stretch of days that somebody asks for, first and last day included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cardshop.lib.errors import Invalid

USUAL = timedelta(days=29)
LONGEST = timedelta(days=366)


class DayUnreadable(Invalid):
    """Enter a date, like 2026-11-24."""


class SpanTooLong(Invalid):
    """Choose at most a year at a time."""


class SpanReversed(Invalid):
    """The last day is before the first one."""


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last one."""

    first: date
    last: date


def day(typed: str) -> date | None:
    """The date of `2026-11-24`; nothing was typed, nothing is meant. Raises DayUnreadable."""
    if not typed.strip():
        return None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed.strip()):
        raise DayUnreadable
    try:
        found = date.fromisoformat(typed.strip())
    except ValueError as fault:
        raise DayUnreadable from fault
    # Some zones have no instant for the first and the last days that a date can name.
    if not 1970 <= found.year <= 9000:
        raise DayUnreadable
    return found


def span(first: date | None, last: date | None, *, today: date) -> Span:
    """The days that are meant: without a last one until today, without a first one thirty days.

    Raises SpanReversed, SpanTooLong.
    """
    last = last or max(today, first or today)
    first = first or last - USUAL
    if first > last:
        raise SpanReversed
    if last - first > LONGEST:
        raise SpanTooLong
    return Span(first, last)
