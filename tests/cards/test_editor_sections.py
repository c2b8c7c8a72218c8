"""The list of sections in the editor: order, switches, adding and removing."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.cards import presenters_sections, queries
from cardshop.cards.models import Card, Section, SectionKind
from cardshop.db import db
from tests.support import factories
from tests.support.pages import name_of
from tests.support.people import Browser


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(
        owner.business,
        sections={"about": {"text": "**Bread**"}, "faq": {"items": []}, "links": {}},
    )


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}/sections"


def order(card: Card) -> list[str]:
    db.session.expire_all()
    return [section.kind.value for section in queries.sections_of(card.id)]


def section(card: Card, kind: str) -> Section:
    db.session.expire_all()
    return next(s for s in queries.sections_of(card.id) if s.kind is SectionKind(kind))


def test_the_list_shows_what_is_in_each_section(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(page_of(card))

    rows = [" ".join("".join(li.itertext()).split()) for li in page.all("li", class_="srt")]
    assert rows == ["About Bread", "Questions and answers Empty", "Links Empty"]


def test_words_are_shown_without_their_markdown(owner: factories.Owner, app: Flask) -> None:
    text = "## Bread\n\n- **Sourdough** KSh 480\n- [Rolls](https://crumb.example/rolls), box of 3"
    made = factories.card(owner.business, sections={"text": {"text": text}})
    [item] = presenters_sections.listed(queries.sections_of(made.id), made)
    assert item.holds == "Bread · Sourdough KSh 480 · Rolls, box of 3"


def test_the_arrows_move_a_section_and_say_where_it_went(
    owner_browser: Browser, card: Card
) -> None:
    faq = section(card, "faq").id

    page = owner_browser.post(f"{page_of(card)}/{faq}/place", {"place": "1"})

    assert order(card) == ["faq", "about", "links"]
    assert "Questions and answers moved to place 1 of 3." in page.text


@pytest.mark.parametrize("place", ["0", "-3", "99999", "x", ""])
def test_a_place_that_is_not_there_moves_to_an_end(
    owner_browser: Browser, card: Card, place: str
) -> None:
    page = owner_browser.post(f"{page_of(card)}/{section(card, 'faq').id}/place", {"place": place})

    assert page.status == 200
    assert sorted(order(card)) == ["about", "faq", "links"]


def test_the_first_cannot_go_up_nor_the_last_down(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(page_of(card))

    stuck = [name_of(b) for b in page.all("button") if b.get("disabled") is not None]
    assert stuck == ["Move About up", "Move Links down"]


def test_the_switch_hides_a_section_and_keeps_what_is_in_it(
    owner_browser: Browser, card: Card
) -> None:
    address = f"{page_of(card)}/{section(card, 'about').id}/visibility"

    hidden = owner_browser.post(address, {"visible": "0"})
    assert not section(card, "about").is_visible
    shown = owner_browser.post(address, {"visible": "1"})

    assert "About is hidden." in hidden.text
    assert "About is on the card." in shown.text
    assert section(card, "about").settings == {"text": "**Bread**"}


@pytest.mark.parametrize("kind", [kind.value for kind in SectionKind])
def test_every_kind_can_be_added_and_opens(owner_browser: Browser, card: Card, kind: str) -> None:
    page = owner_browser.post(page_of(card), {"kind": kind})

    assert page.status == 200
    assert page.field("title").get("value") == ""
    assert order(card)[-1] == kind


def test_a_kind_that_is_not_there_is_not_found(owner_browser: Browser, card: Card) -> None:
    assert owner_browser.post(page_of(card), {"kind": "shop"}).status == 404


def test_removing_asks_first(owner_browser: Browser, card: Card) -> None:
    address = f"{page_of(card)}/{section(card, 'faq').id}/removal"

    asked = owner_browser.get(address)
    assert "hide it with its switch instead" in asked.text
    assert len(order(card)) == 3

    page = owner_browser.post(address)
    assert "Questions and answers removed." in page.text
    assert order(card) == ["about", "links"]


@pytest.mark.parametrize("ending", ["", "/place", "/visibility", "/removal"])
def test_a_section_of_another_card_is_not_found(
    owner_browser: Browser, owner: factories.Owner, card: Card, ending: str
) -> None:
    other = factories.card(owner.business)

    page = owner_browser.post(f"{page_of(other)}/{section(card, 'faq').id}{ending}")

    assert page.status == 404
