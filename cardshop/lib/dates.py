"""Dates, times and weekdays as people of a language write them, in their calendar and digits."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import Literal

import jdatetime
from babel import Locale, UnknownLocaleError, dates
from babel.core import get_global

# full: with the weekday. long, medium, short: as CLDR has them. day: with the weekday, no year.
# whole: the same with every name in full, such as `Monday 30 November`.
DateStyle = Literal["full", "long", "medium", "short", "day", "whole"]
# A year in a pattern, with the mark or word that ties it to the rest, at its end or beginning.
_YEAR = re.compile(
    r"[\s,،]*(?:'[^']*'\s*)*G? ?y+\s*(?:'[^']*'\.?)*\.?$|^y+(?:\s*'[^']*'\.?|년|年)?[\s,.]*"
)

# The digit zero of each numbering system that some language uses by default (CLDR).
_ZEROS = {
    "arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966, "mymr": 0x1040,
    "tibt": 0x0F20, "nkoo": 0x07C0, "olck": 0x1C50, "mtei": 0xABF0, "adlm": 0x1E950,
    "cakm": 0x11136, "hmnp": 0x1E140,
}  # fmt: skip
_IRAN = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_AFGHANISTAN = (
    "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله",
    "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت",
)  # fmt: skip


@lru_cache(maxsize=256)
def locale_of(tag: str) -> Locale:
    """The CLDR locale of a BCP 47 tag with its likely territory; English for an unknown one.

    The territory decides the first weekday and the digits: Babel knows neither for a bare `fa`.
    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    likely = get_global("likely_subtags").get(str(locale))
    if locale.territory or not likely:
        return locale
    try:
        return Locale.parse(f"{locale}_{likely.rsplit('_', 1)[1]}")
    except UnknownLocaleError:
        return locale


def format_date(day: date, locale: str, style: DateStyle = "medium") -> str:
    """A date in the language's calendar (Jalali in Persian) and digits."""
    known = locale_of(locale)
    if known.language == "fa":
        return localise_digits(_jalali(day, known, style), locale)
    pattern = _pattern(known, style)
    return localise_digits(dates.format_date(day, pattern, locale=known), locale)


def format_month(day: date, locale: str, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """The month of a date with its year, in the language's calendar and digits."""
    known = locale_of(locale)
    if known.language == "fa":
        year, month, _ = _solar(day)
        return localise_digits(f"{_solar_months(known)[month - 1]} {year}", locale)
    skeleton, usual = ("yMMMM", "MMMM y") if width == "wide" else ("yMMM", "MMM y")
    pattern = str(known.datetime_skeletons.get(skeleton, usual)).replace("L", "M")
    return localise_digits(dates.format_date(day, pattern, locale=known), locale)


def format_number_of(day: date, locale: str) -> str:
    """The number of a date in its month, in the language's calendar and digits."""
    number = _solar(day)[2] if locale_of(locale).language == "fa" else day.day
    return localise_digits(str(number), locale)


def format_time(clock: time, locale: str) -> str:
    """A wall time to the minute, with 12 or 24 hours as the language has it."""
    plain = clock.replace(tzinfo=None)
    return localise_digits(dates.format_time(plain, "short", locale=locale_of(locale)), locale)


def format_weekday(
    weekday: int, locale: str, width: Literal["wide", "abbreviated", "narrow"] = "wide"
) -> str:
    """The name of a weekday; 0 is Monday."""
    # Babel 2.18 may answer a "stand-alone" name in the language that was asked before.
    return str(dates.get_day_names(width, "format", locale_of(locale))[weekday])


def first_weekday(locale: str) -> int:
    """The day that a week starts with, 0 for Monday: Saturday in Iran, Sunday in Israel."""
    return locale_of(locale).first_week_day


def localise_digits(text: str, locale: str) -> str:
    """The text with its digits 0-9 as the language writes them; most keep them."""
    zero = _ZEROS.get(locale_of(locale).default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + digit: zero + digit for digit in range(10)})


def _pattern(locale: Locale, style: DateStyle) -> str:
    if style == "whole":
        pattern = _whole_pattern(locale)
    elif style == "day":
        pattern = str(locale.datetime_skeletons.get("MMMEd", "E d MMM"))
    else:
        pattern = dates.get_date_format(style, locale).pattern
    # Names inside a date are its "format" names; the others are not reliable (see above).
    return pattern.replace("c", "E").replace("L", "M")


def _whole_pattern(locale: Locale) -> str:
    given = locale.datetime_skeletons.get("MMMMEEEEd")
    return str(given) if given else _YEAR.sub("", dates.get_date_format("full", locale).pattern)


def _jalali(day: date, locale: Locale, style: DateStyle) -> str:
    year, month, number = _solar(day)
    if style == "short":
        return f"{year}/{month:02}/{number:02}"
    words = f"{number} {_solar_months(locale)[month - 1]}"
    if style in ("full", "day", "whole"):
        words = f"{format_weekday(day.weekday(), str(locale).replace('_', '-'))} {words}"
    return words if style in ("day", "whole") else f"{words} {year}"


def _solar_months(locale: Locale) -> tuple[str, ...]:
    return _AFGHANISTAN if locale.territory == "AF" else _IRAN


def _solar(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Solar Hijri calendar."""
    found = jdatetime.date.fromgregorian(date=day)
    return found.year, found.month, found.day
