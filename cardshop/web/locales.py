"""Languages of the screens: which there are, their direction, and the one that is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from babel import Locale, UnknownLocaleError, numbers
from flask import g, request
from flask_babel import force_locale, get_locale, get_translations
from flask_login import current_user

from cardshop.lib.dates import localise_digits

# Languages with a complete catalogue for the public pages, under the names they give themselves.
LANGUAGES = {"en": "English", "es": "Español", "fa": "فارسی"}
DEFAULT = "en"


def parse(tag: str) -> Locale:
    """The CLDR locale of a BCP 47 tag; English for one that CLDR does not know."""
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale(DEFAULT)


def direction(tag: str) -> str:
    """`rtl` or `ltr`, as CLDR gives it for the script."""
    return parse(tag).text_direction


def screen_language(tag: str) -> str:
    """The translated language for a tag, such as `es` for `es-AR`; English when there is none."""
    language = parse(tag).language
    return language if language in LANGUAGES else DEFAULT


def number(value: float, pattern: str | None = None) -> str:
    """A number as the page's language writes it, in its own digits."""
    locale = get_locale() or Locale(DEFAULT)
    plain = numbers.format_decimal(value, pattern, locale, numbering_system="default")
    return localise_digits(plain, str(locale).replace("_", "-"))


def written(values: Mapping[str, object]) -> dict[str, object]:
    """What fills the gaps of a sentence, whole numbers as the page's language writes them."""
    return {name: number(v) if type(v) is int else v for name, v in values.items()}


def counted(one: str, many: str, num: int) -> str:
    """The words for a number of things: `%(num)s` links."""
    words: str = get_translations().ungettext(one, many, num)
    return words % {"num": number(num)}


def choose() -> str:
    """Flask-Babel's selector: the page's forced language, the account's, the browser's, English.

    Public pages force the card's language before anything reads the session, so they never depend
    on the visitor.
    """
    forced = g.get("locale")
    if forced:
        return str(forced).replace("-", "_")
    if request and not g.get("anonymous") and current_user.is_authenticated:
        return str(current_user.locale).replace("-", "_")
    return request.accept_languages.best_match(list(LANGUAGES), DEFAULT) if request else DEFAULT


def with_commas(words: Iterable[str]) -> str:
    """One after another, with the comma of the script that is read."""
    locale = get_locale() or Locale(DEFAULT)
    return ("، " if locale.text_direction == "rtl" else ", ").join(words)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Everything inside is written in this language: a message to someone, a public page."""
    with force_locale(str(parse(tag))):
        yield
