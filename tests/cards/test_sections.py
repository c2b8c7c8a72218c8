"""The parts of a card, moved and changed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardPatch
from cardshop.cards.domain.sections import MOST_SECTIONS
from cardshop.cards.models import Card, SectionKind
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from tests.support import factories
from tests.support.factories import NOW

THREE: dict[str, dict[str, Any]] = {
    "about": {"text": "Hi"},
    "faq": {"items": []},
    "text": {"text": "x"},
}


@pytest.fixture
def card(each_engine: Flask) -> Card:
    return factories.card(factories.owner().business, sections=THREE)


def order(card: Card) -> list[str]:
    return [section.kind.value for section in queries.sections_of(card.id)]


def test_a_section_is_added_at_the_end_and_complete(card: Card) -> None:
    with transaction():
        section = operations.add_section(card, SectionKind.GALLERY, at=NOW)
    assert order(card) == ["about", "faq", "text", "gallery"]
    assert section.settings == {"pictures": [], "layout": "grid"}
    assert card.version == 2


def test_there_is_room_for_forty(card: Card) -> None:
    with transaction():
        for _ in range(MOST_SECTIONS - 3):
            operations.add_section(card, SectionKind.TEXT, at=NOW)
    with pytest.raises(operations.TooManySections), transaction():
        operations.add_section(card, SectionKind.TEXT, at=NOW)


@pytest.mark.parametrize(
    ("to", "expected"),
    [(0, ["text", "about", "faq"]), (1, ["about", "text", "faq"]), (99, ["about", "faq", "text"])],
)
def test_a_section_is_put_anywhere(card: Card, to: int, expected: list[str]) -> None:
    with transaction():
        place = operations.move_section(card, queries.sections_of(card.id)[2], to=to, at=NOW)
    assert order(card) == expected
    assert place == min(to, 2)


def test_up_and_down_stop_at_the_ends(card: Card) -> None:
    with transaction():
        first = queries.sections_of(card.id)[0]
        assert operations.move_up(card, first, at=NOW) == 0
        assert operations.move_down(card, first, at=NOW) == 1
    assert order(card) == ["faq", "about", "text"]


def test_hidden_is_kept_and_shown_again(card: Card) -> None:
    section = queries.sections_of(card.id)[0]
    with transaction():
        operations.hide_section(card, section, at=NOW)
    assert not section.is_visible
    with transaction():
        operations.show_section(card, section, at=NOW)
    assert section.is_visible


def test_a_removed_section_closes_its_gap(card: Card) -> None:
    with transaction():
        operations.remove_section(card, queries.sections_of(card.id)[0], at=NOW)
    assert [s.position for s in queries.sections_of(card.id)] == [0, 1]


def test_settings_are_checked_and_completed(card: Card) -> None:
    section = queries.sections_of(card.id)[1]
    item = {"question": "Open on Sunday?", "answer": "Yes"}
    with transaction():
        operations.edit_section(card, section, at=NOW, title="Asked", settings={"items": [item]})
    assert (section.title, section.settings) == ("Asked", {"items": [item]})
    with pytest.raises(FieldErrors) as refused, transaction():
        operations.edit_section(card, section, at=NOW, settings={"items": [{"question": ""}]})
    assert [e.pointer for e in refused.value.errors] == ["/items/0/question", "/items/0/answer"]


def test_a_program_replaces_all_keeping_those_it_names(card: Card) -> None:
    about, faq, _text = queries.sections_of(card.id)
    wanted = [
        {"id": faq.id, "kind": "faq", "title": "Asked"},
        {"kind": "hours"},
        {"id": about.id, "kind": "about", "settings": {"text": "Hello"}, "visible": False},
    ]
    with transaction():
        operations.apply(card, parse(CardPatch, {"sections": wanted}), at=NOW)
    now = queries.sections_of(card.id)
    assert order(card) == ["faq", "hours", "about"]
    assert [now[0].id, now[2].id] == [faq.id, about.id]
    assert (now[2].settings, now[2].is_visible) == ({"text": "Hello"}, False)


def test_a_section_of_another_card_is_not_taken(card: Card) -> None:
    other = factories.card(factories.owner().business, sections={"about": {"text": "Mine"}})
    foreign = queries.sections_of(other.id)[0]
    with pytest.raises(NotFound):
        queries.section_of(card, foreign.id)
    wanted = [{"id": foreign.id, "kind": "about"}]
    with pytest.raises(FieldErrors) as refused, transaction():
        operations.apply(card, parse(CardPatch, {"sections": wanted}), at=NOW)
    assert refused.value.errors[0].pointer == "/sections/0/id"
