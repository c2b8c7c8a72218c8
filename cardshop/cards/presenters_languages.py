"""The languages that a card can be written in, for a list to choose from."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

from cardshop.web import locales

Choices = list[tuple[str, str]]


def language_choices(screen: str, *, country: str, present: str) -> dict[str, Choices]:
    """(tag, name) of every language of CLDR, in two groups: translated ones and the others.

    Names are in the `screen` language. The business's country adds its own varieties, such as
    Spanish (Argentina); the card's `present` tag is always among them.
    """
    tags = _languages() | _of_country(country) | {present}
    names = sorted(((tag, _named(tag, screen)) for tag in tags), key=lambda pair: pair[1])
    translated = [pair for pair in names if _is_translated(pair[0])]
    return {
        "translated": translated,
        "others": [pair for pair in names if not _is_translated(pair[0])],
    }


def _is_translated(tag: str) -> bool:
    return locales.parse(tag).language in locales.LANGUAGES


def _named(tag: str, screen: str) -> str:
    name = locales.parse(tag).get_display_name(locales.parse(screen)) or tag
    own = locales.LANGUAGES.get(tag)
    return f"{name} · {own}" if own and own.casefold() != name.casefold() else name


@cache
def _languages() -> frozenset[str]:
    return frozenset(tag for tag in locale_identifiers() if "_" not in tag and tag != "root")


@cache
def _of_country(country: str) -> frozenset[str]:
    parsed = (Locale.parse(tag) for tag in locale_identifiers() if tag.endswith(f"_{country}"))
    return frozenset(str(locale).replace("_", "-") for locale in parsed)
