"""What people call a time zone: by the city that its name holds, in their language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates

from cardshop.lib.dates import locale_of


@lru_cache(maxsize=512)
def city(zone: str, locale: str) -> str:
    """The city of an IANA zone, such as `Nairobi`, `نایروبی` or `Buenos Aires`; else its name."""
    place = dates.get_timezone_location(ZoneInfo(zone), locale=locale_of(locale), return_city=True)
    return str(place).rpartition("/")[2]


def are_alike(one: str, other: str, at: datetime) -> bool:
    """Whether clocks in both zones show the same at this moment."""
    return at.astimezone(ZoneInfo(one)).utcoffset() == at.astimezone(ZoneInfo(other)).utcoffset()
