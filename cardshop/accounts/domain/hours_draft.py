"""Opening hours while they are typed: rows are added, removed and copied before all makes sense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_reading import WEEKDAYS
from cardshop.lib.errors import FieldError, FieldErrors

# A draft has a day for each of WEEKDAYS and a list of `dates`. A day is
# {"is_open": bool, "ranges": [{"opens": "09:00", "closes": "17:00"}]}; a date has a "day" too.
Draft = dict[str, Any]

FIRST_RANGE = {"opens": "09:00", "closes": "17:00"}
# Where HOURS complains of a date that was not chosen; the draft says it in its own words.
_NO_DATE = "/overrides/"
_TIME = re.compile(r"([0-9]{1,2})[:.h]?([0-9]{2})", re.ASCII)


def draft_of(hours: Hours, *, since: date) -> Draft:
    """What the page shows; dates gone by are left out, and so forgotten with the next saving."""
    kept = hours.to_json()
    draft: Draft = {name: _day(kept["weekly"][name]) for name in WEEKDAYS}
    draft["dates"] = [
        {"day": day, **_day(spans)}
        for day, spans in kept["overrides"].items()
        if day >= since.isoformat()
    ]
    return draft


def hours_of(draft: Mapping[str, Any]) -> Hours:
    """The hours that were typed. Raises FieldErrors whose pointers lead to the draft's rows."""
    dates = [_plain(each.get("day")) for each in draft["dates"]]
    faults = [*_empty_days(draft), *_date_faults(dates)]
    try:
        found = Hours.parse(
            {
                "weekly": {name: _intervals(draft[name]) for name in WEEKDAYS},
                "overrides": {
                    day: _intervals(each) for day, each in zip(dates, draft["dates"], strict=True)
                },
            }
        )
    except FieldErrors as more:
        faults += [_placed(fault, dates) for fault in more.errors if fault.pointer != _NO_DATE]
    if faults:
        raise FieldErrors(faults)
    return found


def edited(draft: Draft, act: str) -> Draft:
    """The draft after a button: `add:mon`, `remove:dates-0:1`, `copy:mon`, `add-date`, `drop:0`."""
    verb, _, rest = act.partition(":")
    place, _, number = rest.partition(":")
    day = _at(draft, place)
    if verb == "add-date":
        draft["dates"].append({"day": "", "is_open": False, "ranges": []})
    elif verb == "drop":
        draft["dates"] = [each for n, each in enumerate(draft["dates"]) if str(n) != place]
    elif day is not None and verb in _VERBS:
        _VERBS[verb](draft, day, number)
    return draft


def _add(_draft: Draft, day: dict[str, Any], _number: str) -> None:
    day["ranges"].append(_next_range(day["ranges"]))
    day["is_open"] = True


def _remove(_draft: Draft, day: dict[str, Any], number: str) -> None:
    day["ranges"] = [each for n, each in enumerate(day["ranges"]) if str(n) != number]
    day["is_open"] = day["is_open"] and bool(day["ranges"])


def _copy(draft: Draft, day: dict[str, Any], _number: str) -> None:
    """To the other days that are open; to all of them where none is yet."""
    others = [draft[name] for name in WEEKDAYS if draft[name] is not day]
    for other in [each for each in others if each["is_open"]] or others:
        other["is_open"] = day["is_open"]
        other["ranges"] = [dict(each) for each in day["ranges"]]


_VERBS = {"add": _add, "remove": _remove, "copy": _copy}


def _at(draft: Draft, place: str) -> dict[str, Any] | None:
    """The day or the date (`dates-0`) that a button belongs to."""
    if place in WEEKDAYS:
        found: dict[str, Any] = draft[place]
        return found
    dates = {f"dates-{n}": each for n, each in enumerate(draft["dates"])}
    return dates.get(place)


def _next_range(ranges: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """A proposal for one more range: after a break of an hour, where the day has room for it."""
    if not ranges:
        return dict(FIRST_RANGE)
    read = _TIME.fullmatch(_clock(ranges[-1]["closes"]))
    hour = int(read[1]) if read else 24
    if hour > 19:
        return {"opens": "", "closes": ""}
    return {"opens": f"{hour + 1:02}:00", "closes": f"{hour + 4:02}:00"}


def _day(spans: Sequence[Sequence[str]]) -> dict[str, Any]:
    # A control for times has no 24:00; an end of 00:00 means the same.
    ranges = [{"opens": a, "closes": "00:00" if b == "24:00" else b} for a, b in spans]
    return {"is_open": bool(ranges), "ranges": ranges}


def _intervals(day: Mapping[str, Any]) -> list[list[str]]:
    ranges = day["ranges"] if day["is_open"] else []
    return [[_clock(each["opens"]), _clock(each["closes"])] for each in ranges]


def _clock(typed: str | None) -> str:
    """A time as people type it: any script's digits, `9:00`, `9.30`, `0900`."""
    plain = _plain(typed)
    read = _TIME.fullmatch(plain)
    return f"{int(read[1]):02}:{read[2]}" if read else plain


def _plain(typed: str | None) -> str:
    return "".join(
        str(unicodedata.digit(character, character)) for character in (typed or "").strip()
    )


def _empty_days(draft: Mapping[str, Any]) -> list[FieldError]:
    places = {name: draft[name] for name in WEEKDAYS}
    places |= {f"dates/{n}": each for n, each in enumerate(draft["dates"])}
    return [
        FieldError(f"/{place}/is_open", "Add opening times, or switch this day off.")
        for place, day in places.items()
        if day["is_open"] and not day["ranges"]
    ]


def _date_faults(dates: Sequence[str]) -> list[FieldError]:
    missing = [
        FieldError(f"/dates/{n}/day", "Choose a date.") for n, d in enumerate(dates) if not d
    ]
    return missing + [
        FieldError(f"/dates/{n}/day", "This date is listed already.")
        for n, day in enumerate(dates)
        if day and day in dates[:n]
    ]


def _placed(fault: FieldError, dates: Sequence[str]) -> FieldError:
    """A fault of HOURS where its row stands: `/weekly/mon/0/1` is `/mon/ranges/0/closes`."""
    part, name, *rest = [*fault.pointer.split("/")[1:], ""][: max(2, fault.pointer.count("/"))]
    day = name.replace("~1", "/").replace("~0", "~")
    if part == "weekly":
        place, own = name, "is_open"
    elif day in dates:
        place, own = f"dates/{dates.index(day)}", "day"
    else:
        return FieldError("/dates", fault.detail)
    if not rest:
        return FieldError(f"/{place}/{own}", fault.detail)
    column = "closes" if rest[1:] == ["1"] else "opens"
    return FieldError(f"/{place}/ranges/{rest[0]}/{column}", fault.detail)
