"""What is proposed for a business from its country, and what of it an owner changed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cardshop.accounts.domain.origin import locale_for
from cardshop.lib import countries

FIELDS = ("currency", "timezone", "locale")


def proposed(country: str, languages: Iterable[str], *, on: date) -> dict[str, str]:
    """Currency, time zone and locale of a business there; nothing for an unknown country."""
    try:
        customs = countries.propose(country, on=on)
    except KeyError:
        return {}
    return {
        "currency": customs.currency,
        "timezone": customs.timezone,
        "locale": locale_for(country, languages),
    }


def refitted(
    typed: Mapping[str, str], *, before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, str]:
    """The values after the country changed: what was chosen by hand stays, the rest follows."""
    return {
        name: after.get(name, "") if typed.get(name, "") in ("", before.get(name)) else typed[name]
        for name in FIELDS
    }
