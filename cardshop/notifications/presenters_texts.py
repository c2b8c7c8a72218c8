"""The words of each event, own or built-in, as people would read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib import templates
from cardshop.lib.dates import format_date, format_time
from cardshop.lib.money import Currency
from cardshop.notifications.domain import segments
from cardshop.notifications.domain.events import DEFAULTS, EMAIL, Cell, Event, Person, offered
from cardshop.notifications.domain.segments import Measure
from cardshop.notifications.domain.texts import Words
from cardshop.notifications.messages import short
from cardshop.notifications.models import MessageText
from cardshop.notifications.presenters_events import EVENTS, PEOPLE
from cardshop.web.locales import LANGUAGES, parse, speaking
from cardshop.web.site import absolute

# As many characters as a real link has.
_SAMPLE_PATH = "/o/sample-of-an-orders-link"


@dataclass(frozen=True, slots=True)
class TextRow:
    """An event that has words for somebody; the short ones as they are now."""

    event: str
    person: str
    label: str
    who: str
    short: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A message as it would be read, and how long it is as an SMS. No subject: our own letter."""

    language: str
    short: str
    subject: str
    letter: str
    measure: Measure


def rows(language: str, own: Iterable[MessageText]) -> list[TextRow]:
    """Every event and person with words, in a language."""
    kept = {(text.event, text.person): text for text in own if text.language == language}
    with speaking(language):
        words = {cell: short.built_in(cell) for cell in DEFAULTS}
    return [
        TextRow(
            event.value,
            person.value,
            str(EVENTS[event]),
            str(PEOPLE[person]),
            _short(kept.get((event.value, person.value)), words[event, person]),
            (event.value, person.value) in kept,
        )
        for event, person in DEFAULTS
        if words[event, person]
    ]


def built_in(cell: Cell, language: str) -> str:
    """The short words that a business starts with."""
    with speaking(language):
        return short.built_in(cell)


def has_letter(cell: Cell) -> bool:
    """Whether this person may be told by e-mail."""
    return EMAIL in offered(cell)


def language_name(language: str) -> str:
    """A language under the name that it gives itself."""
    return LANGUAGES[language]


def look(cell: Cell, language: str, words: Words, *, business: Business, now: datetime) -> Look:
    """The message with these words, which were checked, of a sample event."""
    locale = business.locale if parse(business.locale).language == language else language
    with speaking(locale):
        values = _sample(business, cell, locale, now)
        template = words.short or short.built_in(cell)
    said = templates.filled(template, values)
    return Look(
        language=language,
        short=said,
        subject=templates.filled(words.subject, values),
        letter=templates.filled(words.letter, values),
        measure=segments.measure(said),
    )


def _short(own: MessageText | None, built: str) -> str:
    return own.short if own is not None and own.short else built


def _sample(business: Business, cell: Cell, locale: str, now: datetime) -> Mapping[str, str]:
    event, person = cell
    path = _SAMPLE_PATH if person is Person.CUSTOMER else "/app/orders/1042"
    return {
        "name": str(_("Amina K.")),
        "business": business.name,
        "number": "1042",
        "link": absolute(path),
        "reason": str(_("We are closed that day.")),
        **_goods(business, locale),
        **_times(ZoneInfo(business.timezone), locale, now),
        **_counts(business, event, locale, now),
    }


def _goods(business: Business, locale: str) -> dict[str, str]:
    currency = Currency(business.currency, business.currency_exponent)
    return {
        "total": currency.show(480 * 10**business.currency_exponent, locale),
        "items": str(_("2 × First product")),
        "product": str(_("First product")),
        "service": str(_("Haircut")),
        "with": str(_("Amina")),
        "place": business.name,
        "words": str(_("Can I come half an hour later?")),
    }


def _times(zone: ZoneInfo, locale: str, now: datetime) -> dict[str, str]:
    local = (now + timedelta(days=1)).astimezone(zone).replace(hour=10, minute=30)
    day, clock = format_date(local.date(), locale, "full"), format_time(local.time(), locale)
    until = format_time(local.replace(hour=11).time(), locale)
    when = str(_("%(day)s, %(time)s", day=day, time=clock))
    return {"time": when, "when": when, "until": until}


def _counts(business: Business, event: Event, locale: str, now: datetime) -> dict[str, str]:
    if event is Event.LOW_STOCK:
        return {"left": "2"}
    today = now.astimezone(ZoneInfo(business.timezone)).date()
    return {
        "day": format_date(today, locale, "full"),
        "orders": str(_("12 orders")),
        "bookings": str(_("7 bookings")),
    }
