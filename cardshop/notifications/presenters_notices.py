"""Who is told what, as the owner switches it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from cardshop.notifications.domain.events import DEFAULTS, Cell, Event, Person, offered
from cardshop.notifications.presenters_events import CHANNELS, EVENTS, GROUPS, PEOPLE
from cardshop.web.locales import with_commas


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of this room."""

    href: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A channel of a cell; `value` is what the form sends."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The channels by which one person is told."""

    label: str
    switches: list[Switch]


@dataclass(frozen=True, slots=True)
class Row:
    """An event: its name, who is told now in a line, and the switches."""

    key: str
    label: str
    told: str
    sides: list[Side]


@dataclass(frozen=True, slots=True)
class Group:
    """Events that belong together."""

    label: str
    rows: list[Row]


def tabs() -> list[Tab]:
    """The pages of this room; the current one is that of the request."""
    here = (request.endpoint or "").removeprefix("notices.")
    parts = (
        ("matrix", _("Who is told"), ("matrix", "save_matrix")),
        ("all_texts", _("Words"), ("all_texts", "text", "save_text")),
        ("times", _("Times"), ("times", "save_times")),
    )
    return [Tab(url_for(f"notices.{name}"), label, here in own) for name, label, own in parts]


def groups(on: Collection[str]) -> list[Group]:
    """All events with their switches; `on` holds the values of those that are on."""
    return [
        Group(str(label), [_row(event, on) for event in _of(starts)]) for label, starts in GROUPS
    ]


def value_of(cell: Cell, channel: str) -> str:
    """A channel of a cell in one word."""
    event, person = cell
    return f"{event.value}:{person.value}:{channel}"


def chosen(values: Iterable[str]) -> dict[Cell, frozenset[str]]:
    """The channels of every cell out of what the form sent. What is no switch is not looked at."""
    sent = set(values)
    return {
        cell: frozenset(c for c in offered(cell) if value_of(cell, c) in sent) for cell in DEFAULTS
    }


def values(matrix: dict[Cell, frozenset[str]]) -> set[str]:
    """What the form would send for these channels."""
    return {value_of(cell, channel) for cell, on in matrix.items() for channel in on}


def _of(starts: tuple[str, ...]) -> list[Event]:
    return [event for event in Event if event.value.startswith(starts)]


def _row(event: Event, on: Collection[str]) -> Row:
    cells = [(event, person) for person in Person if (event, person) in DEFAULTS]
    sides = [Side(str(PEOPLE[cell[1]]), _switches(cell, on)) for cell in cells]
    return Row(event.value.replace(".", "-"), str(EVENTS[event]), _told(sides), sides)


def _switches(cell: Cell, on: Collection[str]) -> list[Switch]:
    made = ((value_of(cell, channel), CHANNELS[channel]) for channel in offered(cell))
    return [Switch(value, str(label), value in on) for value, label in made]


def _told(sides: Iterable[Side]) -> str:
    """Such as `The customer: Email, WhatsApp · You: Notification`."""
    lines = (
        (side.label, with_commas(switch.label for switch in side.switches if switch.is_on))
        for side in sides
    )
    told = " · ".join(_("%(who)s: %(how)s", who=who, how=how) for who, how in lines if how)
    return told or str(_("Nobody is told"))
