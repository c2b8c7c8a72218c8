"""What selects offer, named in the language of the screen."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_territory_currencies

from cardshop.accounts.domain.origin import regional
from cardshop.lib import countries
from cardshop.web.locales import parse

# Value to words, as a SelectField takes them; groups of them by their names.
Choices = dict[str, str]
NOTHING = {"": "–"}


@lru_cache(maxsize=16)
def country_choices(screen: str) -> Choices:
    """Countries by their names."""
    return NOTHING | countries.names(screen)


@lru_cache(maxsize=16)
def currency_choices(screen: str, on: date) -> Choices:
    """The currencies that some country pays with, by their codes."""
    names = parse(screen).currencies
    used = {
        str(code)
        for country in get_global("territory_currencies")
        for code in get_territory_currencies(country, start_date=on)
    }
    return NOTHING | {code: f"{code} · {names.get(code, code)}" for code in sorted(used)}


@lru_cache(maxsize=64)
def locale_choices(screen: str, country: str) -> Choices:
    """Every language that CLDR has, as the country writes it."""
    names = parse(screen).languages
    known = [tag for tag in locale_identifiers() if "_" not in tag and tag in names]
    named = sorted((str(names[tag]), tag) for tag in known)
    return NOTHING | {regional(tag, country): name for name, tag in named}


def holding(choices: Choices, value: str | None) -> Choices:
    """The choices, with the value that is in use or was typed among them."""
    return choices if not value or value in choices else {**choices, value: value}
