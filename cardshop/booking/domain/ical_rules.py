"""What a repetition costs to work out, for a stranger's rule may be endless, or never be met.

The library that works rules out goes on until the year 9999 when a rule names a day that never
comes (30 February). The cost is told beforehand from the rule alone, in microseconds as measured.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from icalendar.prop import vRecur

# Seconds of one step of each frequency, and what a step costs that finds no day.
_STEPS = {
    "SECONDLY": (1, 2), "MINUTELY": (60, 2), "HOURLY": (3600, 2), "DAILY": (86_400, 2),
    "WEEKLY": (604_800, 4), "MONTHLY": (2_592_000, 6), "YEARLY": (31_536_000, 40),
}  # fmt: skip
_SERIES_COST, _START_COST, _SHOWN_COST = 400, 4, 80
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = re.compile(r"([+-]?\d{0,2})(?:MO|TU|WE|TH|FR|SA|SU)")
_FOREVER = 9999

Rule = Mapping[str, Sequence[object]]
# From and until when occurrences are asked for; aware.
Window = tuple[datetime, datetime]


def read_rule(value: str) -> vRecur:
    """An RRULE, which Exchange writes with blanks. ValueError when it is none or stands still."""
    rule: vRecur = vRecur.from_ical("".join(value.split()))
    if frequency(rule) not in _STEPS or not all(step > 0 for step in _numbers(rule, "INTERVAL")):
        raise ValueError(value)
    return rule


def frequency(rule: Rule) -> str:
    """FREQ in capitals, "" without one."""
    return str(next(iter(rule.get("FREQ", ())), "")).upper()


def cost(rule: Rule, start: datetime, window: Window) -> float:
    """Microseconds that working out the rule from `start` takes, roughly; infinite for some."""
    seconds, step_cost = _STEPS[frequency(rule)]
    period = seconds * _interval(rule)
    until_end = (window[1] - start).total_seconds() / period
    in_window = (window[1] - max(start, window[0])).total_seconds() / period
    if count := min(_numbers(rule, "COUNT"), default=0):
        until_end, in_window = min(until_end, count), min(in_window, count)
    each = _starts_a_step(rule)
    working = max(until_end, 0) * (step_cost + _START_COST * each) + (
        max(in_window, 0) * each * _SHOWN_COST
    )
    return _SERIES_COST + working + _searching(rule, start, period, step_cost)


def moved_near(rule: Rule, start: datetime, length: timedelta, window: Window) -> datetime:
    """A later start that gives the same occurrences in the window, to save the steps until there.

    By whole steps of the wall clock, and for weekly and shorter rules without COUNT only: months
    and years have few steps, and differ in length.
    """
    seconds, _ = _STEPS[frequency(rule)]
    if "COUNT" in rule or frequency(rule) in ("MONTHLY", "YEARLY"):
        return start
    period = timedelta(seconds=seconds * _interval(rule))
    ahead = window[0] - length - timedelta(days=9) - start
    return start + max(ahead // period, 0) * period


def is_always_met(rule: Rule) -> bool:
    """Whether there surely is a next occurrence within a few steps."""
    parts = {name for name in rule if name.startswith("BY")}
    how_often, interval = frequency(rule), _interval(rule)
    if how_often in ("SECONDLY", "MINUTELY", "HOURLY"):
        return not parts
    parts -= {"BYHOUR", "BYMINUTE", "BYSECOND"}
    if not parts <= {"BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}:
        return False
    if {"BYMONTHDAY", "BYDAY"} <= parts or not _is_day_met(rule, interval):
        return False
    if how_often == "DAILY" and "BYDAY" in parts and interval % 7 == 0:
        return False
    steady = {"BYDAY"} if how_often in ("DAILY", "WEEKLY") else {"BYDAY", "BYMONTHDAY", "BYSETPOS"}
    return interval == 1 or how_often == "YEARLY" or parts <= steady


def _searching(rule: Rule, start: datetime, period: float, step_cost: int) -> float:
    """What is spent looking for a day that may never come."""
    if is_always_met(rule):
        return 0
    if period < 86_400:
        return math.inf
    return (_FOREVER - start.year) * 31_536_000 / period * step_cost


def _is_day_met(rule: Rule, interval: int) -> bool:
    """Whether the days of the month, the counted weekdays and the positions all exist."""
    months = _numbers(rule, "BYMONTH") or range(1, 13)
    longest = max((_LONGEST_MONTHS[(month - 1) % 12] for month in months), default=28)
    days = _numbers(rule, "BYMONTHDAY")
    if days and min(map(abs, days)) > (longest if interval == 1 else 28):
        return False
    counted = [_DAY.fullmatch(str(day).upper()) for day in rule.get("BYDAY", ())]
    if any(day is None or abs(int(day[1] or 0)) > 4 for day in counted):
        return False
    positions = _numbers(rule, "BYSETPOS")
    if not positions:
        return True
    has_plain_days = bool(counted) and not any(day and day[1] for day in counted)
    return has_plain_days and min(map(abs, positions)) <= 4


def _starts_a_step(rule: Rule) -> int:
    """At most so many starts in one step."""
    clocks = math.prod(max(len(rule.get(name, ())), 1) for name in ("BYHOUR", "BYMINUTE"))
    days = {"WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}.get(frequency(rule), 1)
    named = max(len(rule.get("BYDAY", ())), 1) * max(len(rule.get("BYMONTHDAY", ())), 1)
    in_month = 5 if frequency(rule) in ("MONTHLY", "YEARLY") and "BYDAY" in rule else 1
    in_year = 12 if frequency(rule) == "YEARLY" and in_month > 1 else 1
    return clocks * max(len(rule.get("BYSECOND", ())), 1) * min(days, named * in_month * in_year)


def _interval(rule: Rule) -> int:
    return max(_numbers(rule, "INTERVAL"), default=1)


def _numbers(rule: Rule, name: str) -> list[int]:
    return [int(str(value)) for value in rule.get(name, ())]
