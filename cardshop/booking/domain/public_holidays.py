"""Public holidays by country, from the `holidays` package, which knows them without a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

# What "the coming year" of holidays is.
REACH = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date and what it is called there, or in the language that was asked for."""

    day: date
    name: str


@lru_cache(maxsize=64)
def holidays_ahead(country: str, language: str, since: date) -> tuple[Holiday, ...]:
    """The country's nationwide holidays of the coming year; none for a country it does not know.

    The library speaks some languages for some countries, elsewhere the country's own.
    """
    # Hundreds of countries: read only by the page that asks.
    import holidays

    kind = getattr(holidays, country, None) if country.isalpha() else None
    if kind is None:
        return ()
    until = since + REACH
    spoken = next((tag for tag in kind.supported_languages if tag.split("_")[0] == language), None)
    found = kind(years=range(since.year, until.year + 1), language=spoken)
    return tuple(Holiday(day, found[day]) for day in sorted(found) if since <= day <= until)
