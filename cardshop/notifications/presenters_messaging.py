"""How a business sends by telephone, as its owner reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from cardshop.notifications.domain.events import (
    DEFAULTS,
    PLACEHOLDERS,
    WHATSAPP,
    Cell,
    Event,
    Person,
)
from cardshop.notifications.domain.template_words import Registered, name_of, to_register
from cardshop.notifications.messages import short
from cardshop.notifications.models import (
    Message,
    MessageState,
    MessageText,
    TemplateState,
    WhatsAppTemplate,
)
from cardshop.notifications.presenters_events import EVENTS, PEOPLE
from cardshop.web.locales import LANGUAGES, speaking, with_commas
from cardshop.web.site import absolute

Template = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of this room."""

    href: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A language of an event, and whether its template is there. The badge is a class."""

    tag: str
    name: str
    href: str
    state: str
    badge: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event that goes by WhatsApp to somebody, with its languages."""

    label: str
    who: str
    languages: list[Language]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Test:
    """What became of the last test."""

    sentence: str
    kind: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is typed at Twilio to register a template."""

    name: str
    language: str
    words: Registered
    meanings: list[tuple[int, str]]


def tabs() -> list[Tab]:
    """The pages of this room; the current one is that of the request."""
    here = (request.endpoint or "").removeprefix("messaging.")
    parts = (
        ("account", _("Account"), ("account", "save_account", "test")),
        ("limits", _("Limits"), ("limits", "save_limits")),
        ("templates", _("Templates"), ("templates", "template", "save_template")),
    )
    return [Tab(url_for(f"messaging.{name}"), label, here in own) for name, label, own in parts]


def rows(on: Mapping[Cell, frozenset[str]], kept: Iterable[WhatsAppTemplate]) -> list[Row]:
    """Every event that goes by WhatsApp, in the order of the events."""
    states = {(one.event, one.person, one.language): one.state for one in kept}
    cells = [cell for cell in DEFAULTS if WHATSAPP in on.get(cell, ()) and short.built_in(cell)]
    return [_row(cell, states) for cell in cells]


def cell_of(event: str, person: str, language: str) -> Cell | None:
    """The cell of an address, if there are words for it."""
    try:
        cell = Event(event), Person(person)
    except ValueError:
        return None
    with speaking(language):
        has_words = cell in DEFAULTS and bool(short.built_in(cell))
    return cell if has_words and language in LANGUAGES else None


def recipe(cell: Cell, language: str, own: MessageText | None) -> Recipe:
    """The words to register, in the language that they are registered for."""
    event, person = cell
    with speaking(language):
        words = (own.short if own else "") or short.built_in(cell)
        text = to_register(words, opening=_("Hello."), closing=_("Thank you."))
    names = [f"{{{name}}}" for name in text.variables]
    return Recipe(
        name_of(event.value, person.value),
        language,
        text,
        list(enumerate(names, start=1)),
    )


def known(cell: Cell) -> tuple[str, ...]:
    """What may stand in the words of this event."""
    return PLACEHOLDERS[cell[0]]


def title(cell: Cell) -> str:
    """The event and the person in the owner's words."""
    event, person = cell
    return f"{EVENTS[event]} · {PEOPLE[person]}"


def addresses() -> list[tuple[str, str]]:
    """What is entered at Twilio so that answers come here."""
    return [(_("A message comes in"), absolute("/webhooks/twilio/inbound"))]


def country_names(codes: Iterable[str]) -> str:
    """Countries in the words of the page."""
    names = (get_locale() or Locale("en")).territories
    return with_commas(str(names.get(code, code)) for code in codes)


def tested(message: Message | None) -> Test | None:
    """How the last test went."""
    if message is None:
        return None
    if message.state is MessageState.SENT:
        return Test(_("Your last test has been sent."), "ok")
    if message.state is MessageState.HELD:
        return Test(_("Your last test is held: there is no account to send it by."), "warn")
    if message.last_error:
        return Test(_("Your last test was not sent: %(why)s", why=_(message.last_error)), "warn")
    return Test(_("Your last test is on its way. Look again in a moment."), "info")


def _row(cell: Cell, states: Mapping[Template, TemplateState]) -> Row:
    event, person = cell
    found = [_language(cell, tag, states) for tag in LANGUAGES]
    is_complete = all(states.get((event.value, person.value, tag)) for tag in LANGUAGES)
    return Row(str(EVENTS[event]), str(PEOPLE[person]), found, is_complete)


def _language(cell: Cell, tag: str, states: Mapping[Template, TemplateState]) -> Language:
    event, person = cell[0].value, cell[1].value
    state = states.get((event, person, tag))
    words, badge = {
        None: (_("missing"), ""),
        TemplateState.SUBMITTED: (_("submitted"), "s-new"),
        TemplateState.APPROVED: (_("approved"), "s-ok"),
        TemplateState.REJECTED: (_("rejected"), "s-bad"),
    }[state]
    href = url_for("messaging.template", event=event, person=person, language=tag)
    return Language(tag, LANGUAGES[tag], href, words, badge)
