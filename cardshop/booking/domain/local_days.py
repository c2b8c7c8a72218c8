"""The days of a zone as epoch seconds, and the hours on them: rules 1 and 2 of domain rules 8.1."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.opening import instants
from cardshop.accounts.domain.spans import DAY
from cardshop.booking.domain.intervals import Interval, floor_seconds, merged, rounded_up

# Beyond these a zone may have no instant for a date's midnight.
FIRST_DAY, LAST_DAY = date(1970, 1, 3).toordinal(), date(9000, 1, 1).toordinal()

_DAY_SECONDS = DAY * 60


class LocalDays:
    """The dates `first` to `last` (ordinals, inclusive) of a zone.

    Most days are plain: from one midnight to the next, 24 hours. On those arithmetic is enough; on
    the others the zone is asked for each wall time.
    """

    def __init__(self, zone: ZoneInfo, first: int, last: int) -> None:
        self.zone = zone
        self._first = first
        # Two more, for hours that end in the night after, and to know that night's length.
        midnights = [midnight(zone, ordinal) for ordinal in range(first, last + 3)]
        self._midnights = [early for early, _late in midnights]
        self._last = last
        self._is_plain = [
            early == late and next_early == next_late == early + _DAY_SECONDS
            for (early, late), (next_early, next_late) in pairwise(midnights)
        ]

    @property
    def ordinals(self) -> range:
        """These dates."""
        return range(self._first, self._last + 1)

    def openings(self, hours: Hours) -> list[Interval]:
        """The hours that begin on these dates, as merged instants.

        A wall time that a forward change skips moves forward by what was skipped; a repeated one
        means its first occurrence as a start and its last as an end. A date that the zone left out
        has no hours, nor has an interval that a change swallowed.
        """
        found: list[Interval] = []
        for index in range(self._last - self._first + 1):
            start = self._midnights[index]
            if start >= self._midnights[index + 1]:
                continue
            day = date.fromordinal(self._first + index)
            for span in hours.on(day):
                if self._is_plain[index] and (span.end <= DAY or self._is_plain[index + 1]):
                    found.append((start + span.start * 60, start + span.end * 60))
                else:
                    opens, closes = map(floor_seconds, instants(day, span, self.zone))
                    found.append((opens, closes))
        return merged(span for span in found if span[0] < span[1])

    def day(self, seconds: int) -> int:
        """The ordinal of the local date of an instant, whether or not it is one of these."""
        index = self._plain_day(seconds)
        return local_day(self.zone, seconds) if index is None else self._first + index

    def clock_multiple(self, seconds: int, unit: int) -> int:
        """The first instant from `seconds` on whose local clock shows a multiple of `unit` seconds.

        `unit` divides an hour.
        """
        index = self._plain_day(seconds)
        if index is not None:
            reached = rounded_up(seconds, unit, self._midnights[index])
            if reached < self._midnights[index + 1]:
                return reached
        return _clock_multiple(self.zone, seconds, unit)

    def _plain_day(self, seconds: int) -> int | None:
        index = bisect_right(self._midnights, seconds) - 1
        within = 0 <= index < len(self._is_plain)
        return index if within and self._is_plain[index] else None


@lru_cache(maxsize=8192)
def midnight(zone: ZoneInfo, ordinal: int) -> Interval:
    """The first and the last instant at which a date's clock shows, or would show, 00:00.

    They differ where a change repeats it. Where one skips it, both are the instant of the change.
    """
    wall = datetime.combine(date.fromordinal(ordinal), time.min, zone)
    early, late = floor_seconds(wall), floor_seconds(wall.replace(fold=1))
    # In a gap the first reading is the later instant, and the one that rule 2 means.
    return early, max(early, late)


def local_day(zone: ZoneInfo, seconds: int) -> int:
    """The ordinal of the local date of an instant."""
    return datetime.fromtimestamp(seconds, zone).toordinal()


def bounded(ordinal: int) -> int:
    """The ordinal of a date, or of the first or last one that every zone has."""
    return min(max(ordinal, FIRST_DAY), LAST_DAY)


def _clock_multiple(zone: ZoneInfo, seconds: int, unit: int) -> int:
    """By asking the zone: a change may lie between the instant and the multiple."""
    while missing := -_clock(zone, seconds) % unit:
        reached = seconds + missing
        if _offset(zone, reached) == _offset(zone, seconds):
            return reached
        seconds = _change(zone, seconds, reached)
    return seconds


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The instant of the one change of clocks after `before` and not after `after`."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _clock(zone: ZoneInfo, seconds: int) -> int:
    return seconds + _offset(zone, seconds)


def _offset(zone: ZoneInfo, seconds: int) -> int:
    local = datetime.fromtimestamp(seconds, zone)
    return floor_seconds(local.replace(tzinfo=UTC)) - seconds
