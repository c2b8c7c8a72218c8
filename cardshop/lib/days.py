"""Dates as programs write them."""

from __future__ import annotations

import re
from datetime import date

from cardshop.lib.errors import Invalid

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DayUnreadable(Invalid):
    """This must be a date like 2027-03-28."""


class DayFarAway(Invalid):
    """Use a date from 1970 to 2199."""


def looks_like_day(value: object) -> bool:
    """Whether somebody meant a date."""
    return isinstance(value, str) and bool(_DATE.fullmatch(value))


def read_day(value: object) -> date:
    """A date such as `2027-03-28`. Raises DayUnreadable and DayFarAway."""
    if not isinstance(value, str) or not looks_like_day(value):
        raise DayUnreadable
    try:
        day = date.fromisoformat(value)
    except ValueError as fault:
        raise DayUnreadable from fault
    return near(day)


def near(day: date) -> date:
    """The date itself. Raises DayFarAway."""
    if EARLIEST <= day <= LATEST:
        return day
    raise DayFarAway
