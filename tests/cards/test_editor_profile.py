"""The first page of the editor: names, words, language, photo and cover."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.media.models import Picture
from tests.cards.pictures import PRETENDERS, png, upload
from tests.support import factories
from tests.support.people import Browser

WORDS = {
    "display_name": "نان طلایی 🥐",
    "headline": "Neighbourhood bakery · Kilimani",
    "organisation": "Golden Crumb Ltd",
    "job_title": "Baker",
    "bio": "Slow bread.\nپخته هر روز 👩🏽‍🍳",
    "locale": "fa",
}


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business)


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}"


def kept(card: Card) -> Card:
    db.session.refresh(card)
    return card


def picture(key: int | None) -> Picture:
    found = db.session.get(Picture, key)
    assert found is not None
    return found


def count_pictures() -> int:
    return db.session.query(Picture).count()


def test_words_of_any_script_come_back_exactly_as_typed(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(page_of(card), WORDS)

    assert "Saved." in page.text
    assert {name: getattr(kept(card), name) for name in WORDS} == WORDS
    assert page.field("display_name").get("value") == WORDS["display_name"]
    assert (page.field("bio").text or "").strip() == WORDS["bio"]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("display_name", "", "Enter the name"),
        ("display_name", "x" * 300, "Use at most 80 characters"),
        ("headline", "x" * 300, "Use at most 120 characters"),
        ("bio", "🥐" * 601, "Use at most 600 characters"),
        ("locale", "klingon", "Choose a language"),
        ("avatar_alt", "x" * 301, "Use at most 300 characters"),
        ("cover_x", "101", "Use 100 or less"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_stored(
    owner_browser: Browser, card: Card, name: str, typed: str, sentence: str
) -> None:
    factories_cover(owner_browser, card)

    page = owner_browser.post(page_of(card), WORDS | {name: typed})

    assert page.status == 422
    assert sentence in page.text
    if name not in ("locale", "cover_x"):
        assert sentence in page.error_of(name)
    assert (page.field("organisation").get("value")) == "Golden Crumb Ltd"
    assert kept(card).organisation == ""


def factories_cover(owner_browser: Browser, card: Card) -> None:
    """Give the card a cover through the form, leaving its words alone."""
    sent: dict[str, Any] = {"display_name": "Golden Crumb", "locale": "en-KE"}
    owner_browser.post(page_of(card), sent | {"cover": upload(png("blue"))})


def test_photo_and_cover_are_kept_with_their_descriptions(
    owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.post(
        page_of(card),
        WORDS
        | {
            "avatar": upload(png("red")),
            "avatar_alt": "Our sign",
            "cover": upload(png("blue", (90, 40))),
            "cover_alt": "نان",
            "cover_x": "10",
            "cover_y": "90",
        },
    )

    assert (kept(card).cover_x, card.cover_y) == (10, 90)
    assert picture(card.avatar_id).alt == "Our sign"
    assert picture(card.cover_id).alt == "نان"
    assert [img.get("alt") for img in page.all("img")][:2] == ["Current photo", "Current cover"]


def test_a_description_can_be_changed_later(owner_browser: Browser, card: Card) -> None:
    owner_browser.post(page_of(card), WORDS | {"avatar": upload(png())})

    page = owner_browser.post(page_of(card), WORDS | {"avatar_alt": "A wheat ear"})

    assert page.field("avatar_alt").get("value") == "A wheat ear"
    assert picture(kept(card).avatar_id).alt == "A wheat ear"


@pytest.mark.parametrize("name", ["avatar", "cover"])
def test_a_picture_is_taken_away_with_its_file_and_words_are_kept(
    owner_browser: Browser, card: Card, name: str
) -> None:
    owner_browser.post(page_of(card), WORDS | {name: upload(png())})
    assert count_pictures() == 1

    owner_browser.post(page_of(card), WORDS | {"headline": "New", "act": f"{name}:remove"})

    assert getattr(kept(card), f"{name}_id") is None
    assert card.headline == "New"
    assert count_pictures() == 0


@pytest.mark.parametrize("data", PRETENDERS.values(), ids=PRETENDERS.keys())
@pytest.mark.parametrize("name", ["avatar", "cover"])
def test_what_is_no_picture_is_refused_at_its_field_and_words_stay_typed(
    owner_browser: Browser, card: Card, name: str, data: bytes
) -> None:
    page = owner_browser.post(page_of(card), WORDS | {name: upload(data)})

    assert page.status == 422
    assert page.error_of(name)
    assert page.field("display_name").get("value") == WORDS["display_name"]
    assert kept(card).display_name == "Golden Crumb"
    assert count_pictures() == 0


def test_the_languages_say_which_are_translated(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(page_of(card))

    translated, others = page.all("optgroup")
    assert {"en", "es", "fa", "en-KE"} == {option.get("value") for option in translated}
    assert {"sw", "sw-KE", "ar", "de", "zh"} <= {option.get("value") for option in others}


def test_an_unpublished_card_says_so_and_views_its_preview(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    draft = factories.card(owner.business, published_at=None)

    page = owner_browser.get(page_of(draft))

    assert "Draft" in page.text
    assert page.links()["View"] == f"/{draft.slug}?draft={draft.preview_token}"
    assert page.links()["Preview"] == f"{page_of(draft)}?show=preview"


def test_two_people_change_different_parts_and_lose_nothing(
    owner_browser: Browser, card: Card
) -> None:
    owner_browser.get(page_of(card))
    owner_browser.post(f"{page_of(card)}/contact", {"phones-0-number": "+254711222333"})

    owner_browser.post(page_of(card), WORDS)

    assert kept(card).display_name == WORDS["display_name"]
    assert card.phones[0]["number"] == "+254711222333"
