"""A stretch of wall time that begins on some day, in minutes since that day's midnight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` (0-1439) to `end`, at most a day later; an end above 1440 is on the next day."""

    start: int
    end: int

    @property
    def is_all_day(self) -> bool:
        """Whether it fills one calendar day exactly."""
        return (self.start, self.end) == (0, DAY)

    @property
    def words(self) -> tuple[str, str]:
        """Start and end as HH:MM; midnight at the end is 24:00."""
        end = self.end if self.end <= DAY else self.end - DAY
        return _clock(self.start), _clock(end)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same hours, sorted, with spans that touch joined as long as they fit into one day."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].end == span.start and span.end - joined[-1].start <= DAY:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
