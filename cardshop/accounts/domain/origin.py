"""What a browser's languages say about where a business is and how it writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from cardshop.lib import countries

_WELL_FORMED = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", re.ASCII)


def country_of(languages: Iterable[str]) -> str:
    """The country that a browser's languages (BCP 47, best first) point to; empty without any."""
    tags = [tag.replace("-", "_") for tag in languages]
    named = [part for tag in tags for part in tag.split("_")[1:] if len(part) == 2]
    likely = [str(get_global("likely_subtags").get(tag.split("_")[0], ""))[-2:] for tag in tags]
    known = countries.names("en")
    return next((code.upper() for code in [*named, *likely] if code.upper() in known), "")


def locale_for(country: str, languages: Iterable[str] = ()) -> str:
    """How a country's business writes: in a language of it that the owner reads, or its first."""
    official = get_official_languages(country, de_facto=True) or ("en",)
    read = [tag.replace("_", "-").split("-")[0] for tag in languages]
    language = next((each for each in read if each in official), official[0])
    return regional(language.replace("_", "-"), country)


def regional(language: str, country: str) -> str:
    """A language as a country writes it, such as `es-AR`; without it where CLDR has none."""
    tag = f"{language}-{country}"
    return tag if is_locale(tag) else language


@lru_cache(maxsize=512)
def is_locale(tag: str) -> bool:
    """True for a BCP 47 tag, written the usual way, that CLDR has data for."""
    try:
        return bool(_WELL_FORMED.fullmatch(tag) and Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False
