"""The hours of a week and the dates that differ from it, as wall times without a zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cardshop.accounts.domain.hours_reading import WEEKDAYS, read_hours
from cardshop.accounts.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Hours:
    """What is open when. `weekly` has seven entries from Monday on, sorted, free of overlaps.

    `overrides` replaces the hours of single dates; an empty one closes the day. Nothing given
    means never open.
    """

    weekly: tuple[tuple[Span, ...], ...] = ((),) * 7
    overrides: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: object) -> Hours:
        """The shape HOURS of the API: `{"weekly": {"mon": [["09:00", "13:00"]]}, "overrides": {}}`.

        A weekday that is not named is closed, `overrides` may be left out. An end of 24:00, and
        an end not after its start, which is on the next day, are allowed. Intervals of a day that
        touch become one. Raises FieldErrors with a pointer to each fault; overlaps are faults.
        """
        return cls(*read_hours(value))

    def to_json(self) -> dict[str, dict[str, list[list[str]]]]:
        """The shape that `parse` reads, with every weekday named and the dates in order."""
        return {
            "weekly": dict(zip(WEEKDAYS, map(_words, self.weekly), strict=True)),
            "overrides": {
                day.isoformat(): _words(self.overrides[day]) for day in sorted(self.overrides)
            },
        }

    def on(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on a date (domain rules, 8.1, rule 1)."""
        override = self.overrides.get(day)
        return self.weekly[day.weekday()] if override is None else override


def _words(spans: Iterable[Span]) -> list[list[str]]:
    return [list(span.words) for span in spans]
