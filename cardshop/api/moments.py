"""Dates and instants after the question mark."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, TypeAdapter, ValidationError, WithJsonSchema

from cardshop.lib.days import looks_like_day, near, read_day
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Instant
from cardshop.lib.validation import asking

_INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)


class MomentUnreadable(Invalid):
    """This must be a date like 2027-03-28, or an instant like 2027-03-28T09:00:00Z."""


def read_moment(value: object) -> date | datetime:
    """A date or an aware instant. Raises MomentUnreadable and DayFarAway."""
    if looks_like_day(value):
        return read_day(value)
    try:
        instant = _INSTANT.validate_python(value, strict=True)
    except ValidationError as fault:
        raise MomentUnreadable from fault
    near(instant.astimezone(UTC).date())
    return instant


def begins(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """The instant itself, or the first one of a date in a zone."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), zone).astimezone(UTC)


def ends(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """The instant itself, or the first one after a date in a zone."""
    if isinstance(moment, datetime):
        return moment
    return begins(moment + timedelta(days=1), zone)


_DAY_SCHEMA: dict[str, Any] = {"type": "string", "format": "date"}
Day = Annotated[date, BeforeValidator(asking(read_day)), WithJsonSchema(_DAY_SCHEMA)]
Moment = Annotated[
    date | datetime,
    BeforeValidator(asking(read_moment)),
    WithJsonSchema({"anyOf": [_DAY_SCHEMA, {"type": "string", "format": "date-time"}]}),
]
