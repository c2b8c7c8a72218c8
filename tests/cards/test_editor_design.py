"""The design page of the editor."""

from __future__ import annotations

import pytest

from cardshop.cards.domain.themes import PRESETS
from cardshop.cards.models import Card
from cardshop.db import db
from tests.support import factories
from tests.support.people import Browser

CRUMB = PRESETS["crumb"].choices()
AS_SHOWN = CRUMB | {"preset_shown": "crumb", "swatch": "#b4531a"}


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business, theme=CRUMB)


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}/design"


def test_the_page_shows_the_look_and_says_that_it_can_be_read(
    owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.get(page_of(card))

    assert page.field("accent").get("value") == "#b4531a"
    assert "Readable? Yes, " in page.text
    assert len(page.all("input", name="preset")) == len(PRESETS)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_theme_can_be_chosen_without_scripts(
    owner_browser: Browser, card: Card, preset: str
) -> None:
    page = owner_browser.post(page_of(card), AS_SHOWN | {"preset": preset})

    assert "Design saved." in page.text
    db.session.refresh(card)
    assert card.theme == PRESETS[preset].choices()


def test_every_single_choice_is_kept(owner_browser: Browser, card: Card) -> None:
    chosen = {
        "accent": "#c8f031",
        "background": "plain",
        "surface": "flat",
        "font": "mono",
        "shape": "pill",
        "layout": "side",
        "scheme": "auto",
    }

    page = owner_browser.post(page_of(card), AS_SHOWN | chosen)

    db.session.refresh(card)
    assert card.theme == chosen | {"preset": "crumb"}
    assert "We made links a little darker so they can be read." in page.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accent", "red"),
        ("accent", "#b4531a}body{display:none"),
        ("font", "comic"),
        ("layout", "x"),
    ],
)
def test_what_is_no_choice_is_refused_and_nothing_is_stored(
    owner_browser: Browser, card: Card, name: str, value: str
) -> None:
    page = owner_browser.post(page_of(card), AS_SHOWN | {"shape": "pill", name: value})

    assert page.status == 422
    assert page.title.startswith("Error")
    assert page.all("input", name="shape", value="pill")[0].get("checked") is not None
    db.session.refresh(card)
    assert card.theme == CRUMB


def test_scripts_are_told_the_look_without_anything_being_kept(
    owner_browser: Browser, card: Card
) -> None:
    asked = AS_SHOWN | {"accent": "#0b7a75", "layout": "banner"}

    answer = owner_browser.client.post(f"{page_of(card)}/check", data=asked)

    assert answer.status_code == 200
    assert answer.json is not None
    assert "#0b7a75" in answer.json["css"]
    assert answer.json["layout"] == "banner"
    assert "Yes, " in answer.json["verdict"]
    db.session.refresh(card)
    assert card.theme == CRUMB


def test_scripts_are_told_what_is_wrong_with_a_colour(owner_browser: Browser, card: Card) -> None:
    answer = owner_browser.client.post(f"{page_of(card)}/check", data=AS_SHOWN | {"accent": "#12"})

    assert answer.status_code == 422
    assert answer.json == {"fault": "Enter a colour as six hex digits, like #b4531a."}
