"""Reading opening hours from JSON: strictly, and telling every fault with where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from cardshop.accounts.domain.spans import DAY, Span, merged
from cardshop.lib.errors import FieldError, FieldErrors, Sentence

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_SPANS, MOST_OVERRIDES = 12, 400

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Week = tuple[tuple[Span, ...], ...]
Overrides = dict[date, tuple[Span, ...]]


def read_hours(value: object) -> tuple[Week, Overrides]:
    """The seven days from Monday on, and the dates that differ. Raises FieldErrors."""
    reader = _Reader()
    parts = reader.members(value, "", ("weekly", "overrides"), required=("weekly",))
    days = reader.members(parts.get("weekly", {}), "/weekly", WEEKDAYS)
    week = tuple(reader.spans(days.get(name, []), f"/weekly/{name}") for name in WEEKDAYS)
    overrides = reader.overrides(parts.get("overrides", {}))
    if reader.faults:
        raise FieldErrors(reader.faults)
    return week, overrides


class _Reader:
    """Goes on after a fault, so that all of them are told at once."""

    def __init__(self) -> None:
        self.faults: list[FieldError] = []

    def members(
        self, value: object, pointer: str, known: Sequence[str], required: Sequence[str] = ()
    ) -> dict[str, object]:
        """The known members of an object; anything else in it is a fault."""
        if not isinstance(value, Mapping):
            self._fault(pointer, f"Give an object with {_listed(known)}.")
            return {}
        for name in value:
            if name not in known:
                detail = f"There is no such field. There is {_listed(known)}."
                self._fault(f"{pointer}/{_escaped(name)}", detail)
        for name in required:
            if name not in value:
                self._fault(f"{pointer}/{name}", "This is missing.")
        return {name: value[name] for name in known if name in value}

    def overrides(self, value: object) -> Overrides:
        """Hours by date."""
        if not isinstance(value, Mapping) or len(value) > MOST_OVERRIDES:
            self._fault("/overrides", f"Give an object of at most {MOST_OVERRIDES} dates.")
            return {}
        return {day: self.spans(value[name], at) for name, day, at in self._dates(value)}

    def spans(self, value: object, pointer: str) -> tuple[Span, ...]:
        """The hours of one day, sorted and joined; overlapping ones are a fault."""
        if not isinstance(value, list) or len(value) > MOST_SPANS:
            self._fault(pointer, f"Give a list of at most {MOST_SPANS} intervals.")
            return ()
        read = [(self._span(item, f"{pointer}/{n}"), n) for n, item in enumerate(value)]
        known = sorted((span, n) for span, n in read if span)
        for (earlier, _), (later, n) in pairwise(known):
            if later.start < earlier.end:
                start, end = earlier.words
                overlap = Sentence.of(
                    "These hours overlap %(start)s-%(end)s of the same day.", start=start, end=end
                )
                self._fault(f"{pointer}/{n}", overlap)
        return merged(span for span, _ in known)

    def _span(self, value: object, pointer: str) -> Span | None:
        if not isinstance(value, list) or len(value) != 2:
            self._fault(pointer, 'Give a start and an end, like ["09:00", "13:00"].')
            return None
        start = self._minute(value[0], f"{pointer}/0", latest=DAY - 1)
        end = self._minute(value[1], f"{pointer}/1", latest=DAY)
        if start is None or end is None:
            return None
        # An end that is not after its start is on the next day (domain rules, 8.1, rule 2).
        return Span(start, end if end > start else end + DAY)

    def _minute(self, value: object, pointer: str, *, latest: int) -> int | None:
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            self._fault(pointer, "Write a time as HH:MM, like 09:00.")
            return None
        minute = int(value[:2]) * 60 + int(value[3:])
        if minute > latest:
            self._fault(pointer, "24:00 can only be an end. Write 00:00 for a start.")
            return None
        return minute

    def _dates(self, value: Mapping[object, object]) -> Iterator[tuple[object, date, str]]:
        for name in value:
            pointer = f"/overrides/{_escaped(name)}"
            try:
                if not isinstance(name, str) or not _DATE.fullmatch(name):
                    raise ValueError
                yield name, date.fromisoformat(name), pointer
            except ValueError:
                self._fault(pointer, "Write a date as YYYY-MM-DD, like 2027-01-31.")

    def _fault(self, pointer: str, detail: str) -> None:
        self.faults.append(FieldError(pointer, detail))


def _escaped(name: object) -> str:
    """A name inside a JSON pointer (RFC 6901, section 3)."""
    return str(name).replace("~", "~0").replace("/", "~1")


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]))
