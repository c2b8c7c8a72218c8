"""What selects offer, named in the language of the screen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_territory_currencies

from cardshop.accounts.domain.business import timezones
from cardshop.accounts.domain.origin import regional
from cardshop.lib import countries
from cardshop.web.locales import parse

Choices = list[tuple[str, str]]


@lru_cache(maxsize=16)
def country_choices(screen: str) -> Choices:
    """Countries by their names."""
    return [("", "–"), *countries.names(screen).items()]


@lru_cache(maxsize=16)
def currency_choices(screen: str, on: date) -> Choices:
    """The currencies that some country pays with, by their codes."""
    names = parse(screen).currencies
    used = {
        str(code)
        for country in get_global("territory_currencies")
        for code in get_territory_currencies(country, start_date=on)
    }
    return [("", "–"), *((code, f"{code} · {names.get(code, code)}") for code in sorted(used))]


@lru_cache(maxsize=64)
def locale_choices(screen: str, country: str) -> Choices:
    """Every language that CLDR has, as the country writes it."""
    names: Locale = parse(screen)
    known = [tag for tag in locale_identifiers() if "_" not in tag and tag in names.languages]
    named = sorted((str(names.languages[tag]), tag) for tag in known)
    return [("", "–"), *((regional(tag, country), name) for name, tag in named)]


@lru_cache(maxsize=1)
def timezone_choices() -> dict[str, Choices]:
    """IANA's zones by their regions, and UTC."""
    regions: dict[str, Choices] = defaultdict(list)
    for name in sorted(timezones()):
        region, _, place = name.partition("/")
        if place and region not in ("Etc", "SystemV", "posix", "right"):
            regions[region].append((name, place.replace("_", " ")))
    regions["UTC"] = [("UTC", "UTC")]
    return dict(regions)


def holding(choices: Choices, value: str | None) -> Choices:
    """The choices, with the value that is in use among them."""
    known = {each for each, _ in choices}
    return choices if not value or value in known else [*choices, (value, value)]
