"""The parts of a card: added, changed, hidden, moved, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cardshop.cards import queries
from cardshop.cards.domain.sections import (
    MOST_SECTIONS,
    SectionContent,
    SectionTitle,
    pictures_in,
    read_settings,
)
from cardshop.cards.models import Card, Section, SectionKind
from cardshop.cards.operations.changed import changed, check_pictures, pictures_changed
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse


class TooManySections(Invalid):
    """A card has room for 40 sections. Remove one first."""


class SectionUnknown(Invalid):
    """This card has no such section of this kind."""


def add_section(card: Card, kind: SectionKind, *, at: datetime) -> Section:
    """A new section at the end. Raises TooManySections."""
    there = queries.sections_of(card.id)
    if len(there) >= MOST_SECTIONS:
        raise TooManySections
    section = Section(
        card_id=card.id,
        kind=kind,
        position=len(there),
        settings=read_settings(kind.value, {}),
    )
    db.session.add(section)
    _settle([*there, section])
    changed(card, at=at)
    db.session.flush()
    return section


def edit_section(
    card: Card,
    section: Section,
    *,
    at: datetime,
    title: str | None = None,
    settings: Mapping[str, Any] | None = None,
) -> None:
    """Change a section's title, its settings (as a whole), or both.

    Raises FieldErrors, whose pointers begin in the settings, or at `/title`.
    """
    if title is not None:
        section.title = parse(SectionTitle, {"title": title}).title
    if settings is not None:
        kept = read_settings(section.kind.value, dict(settings))
        check_pictures(card.business_id, _pointers("", kept))
        section.settings = kept
    pictures_changed(card, at=at)


def show_section(card: Card, section: Section, *, at: datetime) -> None:
    """Let the section be seen again."""
    section.is_visible = True
    changed(card, at=at)


def hide_section(card: Card, section: Section, *, at: datetime) -> None:
    """Keep the section, but show it to nobody."""
    section.is_visible = False
    changed(card, at=at)


def move_section(card: Card, section: Section, *, to: int, at: datetime) -> int:
    """Put the section at a place counted from 0; beyond the ends is the end. Returns its place."""
    others = [other for other in queries.sections_of(card.id) if other.id != section.id]
    place = max(0, min(to, len(others)))
    _settle([*others[:place], section, *others[place:]])
    changed(card, at=at)
    return place


def move_up(card: Card, section: Section, *, at: datetime) -> int:
    """One place nearer to the top. Returns its place."""
    return move_section(card, section, to=section.position - 1, at=at)


def move_down(card: Card, section: Section, *, at: datetime) -> int:
    """One place nearer to the end. Returns its place."""
    return move_section(card, section, to=section.position + 1, at=at)


def remove_section(card: Card, section: Section, *, at: datetime) -> None:
    """Take the section and what is written in it away."""
    db.session.delete(section)
    db.session.flush()
    _settle(queries.sections_of(card.id))
    pictures_changed(card, at=at)


def replace_sections(card: Card, wanted: Sequence[SectionContent], *, at: datetime) -> None:
    """Make the card's sections these, in this order; those not named by their id are removed.

    Raises FieldErrors for an id that the card does not have, or a picture of others.
    """
    there = {section.id: section for section in queries.sections_of(card.id)}
    _check_known(wanted, there)
    check_pictures(card.business_id, _all_pointers(wanted))
    kept = [_placed(card, content, there) for content in wanted]
    for section in there.values():
        if section not in kept:
            db.session.delete(section)
    _settle(kept)
    pictures_changed(card, at=at)


def _settle(sections: Sequence[Section]) -> None:
    for position, section in enumerate(sections):
        section.position = position


def _check_known(wanted: Sequence[SectionContent], there: Mapping[int, Section]) -> None:
    faults = [
        FieldError(f"/sections/{place}/id", SectionUnknown().detail)
        for place, content in enumerate(wanted)
        if content.id is not None
        and (content.id not in there or there[content.id].kind.value != content.kind)
    ]
    if faults:
        raise FieldErrors(faults)


def _placed(card: Card, content: SectionContent, there: Mapping[int, Section]) -> Section:
    section = there.get(content.id) if content.id is not None else None
    if section is None:
        section = Section(card_id=card.id, kind=SectionKind(content.kind), position=0)
        db.session.add(section)
    section.title = content.title
    section.is_visible = content.visible
    section.settings = read_settings(content.kind, content.settings)
    return section


def _all_pointers(wanted: Sequence[SectionContent]) -> list[tuple[str, int | None]]:
    return [
        pair
        for place, content in enumerate(wanted)
        for pair in _pointers(f"/sections/{place}/settings", content.settings)
    ]


def _pointers(where: str, settings: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    return [
        (f"{where}/pictures/{place}/picture_id", key)
        for place, key in enumerate(pictures_in(settings))
    ]
