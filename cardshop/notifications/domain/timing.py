"""When people may be disturbed, and when the business hears of its day, as the owner sets it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from cardshop.lib.errors import Invalid
from cardshop.lib.validation import Strict, asking

_WALL = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(:00)?")


class TimeUnreadable(Invalid):
    """Enter a time, like 21:00."""


def wall_time(typed: str) -> str:
    """A time on the wall as `HH:MM`, digits of any script. Raises TimeUnreadable."""
    latin = "".join(str(int(c)) if c.isdecimal() else c for c in typed.strip()[:10])
    found = _WALL.fullmatch(latin)
    if found is None:
        raise TimeUnreadable
    return f"{int(found[1]):02}:{found[2]}"


def minute_of(wall: str) -> int:
    """The minute of the day of an `HH:MM`."""
    hours, minutes = wall.split(":")
    return int(hours) * 60 + int(minutes)


def wall_of(minute: int) -> str:
    """The `HH:MM` of a minute of the day."""
    return f"{minute // 60:02}:{minute % 60:02}"


WallTime = Annotated[str, AfterValidator(asking(wall_time))]


class TimingChanges(Strict):
    """What may change of when a business's messages go out; what is not sent stays.

    Equal quiet hours are never quiet. `summary_at` is by the business's clock.
    """

    quiet_from: WallTime = "21:00"
    quiet_until: WallTime = "08:00"
    summary_at: WallTime = "20:00"
    follow_up_hours: Annotated[int, Field(ge=1, le=720)] = 24
    falls_back_to_sms: bool = True
    falls_back_to_email: bool = True
