"""How long something takes, as people of a language say it in short: 45 min, 2 hrs 30 mins."""

from __future__ import annotations

from functools import lru_cache

from babel.units import format_unit

from cardshop.lib.dates import locale_of, localise_digits

# Up to here minutes are easier to compare: 60 min beside 45 min.
_IN_MINUTES = 120


@lru_cache(maxsize=1024)
def format_minutes(minutes: int, locale: str) -> str:
    """So many minutes in words of a BCP 47 language; from two hours on in hours and minutes."""
    if minutes < _IN_MINUTES:
        return _words(minutes, "minute", locale)
    hours, rest = divmod(minutes, 60)
    parts = [_words(hours, "hour", locale), _words(rest, "minute", locale) if rest else ""]
    return " ".join(filter(None, parts))


def _words(count: int, unit: str, locale: str) -> str:
    known = locale_of(locale)
    words = format_unit(count, f"duration-{unit}", "short", locale=known)
    return localise_digits(words, locale)
