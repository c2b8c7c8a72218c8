"""The page of one section, for each kind."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.cards.models import Section
from cardshop.db import db
from cardshop.media import operations as media
from cardshop.media.models import Picture
from tests.cards.pictures import PRETENDERS, png, upload
from tests.support import factories
from tests.support.people import Browser


def made(owner: factories.Owner, kind: str, **settings: Any) -> Section:
    place = {"kind": "work", "street": "Argwings Kodhek Road 41", "city": "Nairobi"}
    card = factories.card(owner.business, sections={kind: settings}, addresses=[place])
    return db.session.query(Section).filter_by(card_id=card.id).one()


def page_of(section: Section) -> str:
    return f"/app/cards/{section.card_id}/sections/{section.id}"


def kept(section: Section) -> dict[str, Any]:
    db.session.refresh(section)
    return section.settings


TYPED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("about", {"text": "**نان** 🥐\n- one"}, {"text": "**نان** 🥐\n- one"}),
    ("text", {"text": "<b>HTML</b>"}, {"text": "<b>HTML</b>"}),
    ("contact", {"show": ["emails", "phones"]}, {"show": ["emails", "phones"]}),
    ("contact", {}, {"show": []}),
    ("links", {}, {}),
    ("hours", {"note": "Closed on market days"}, {"note": "Closed on market days"}),
    (
        "map",
        {"address_index": "", "url": "maps.example/x", "label": "The way"},
        {"address_index": None, "url": "https://maps.example/x", "label": "The way"},
    ),
    ("map", {"address_index": "0"}, {"address_index": 0, "url": "", "label": ""}),
    ("video", {"url": "youtu.be/abc"}, {"url": "https://youtu.be/abc", "label": ""}),
    (
        "faq",
        {"items-0-question": "Do you deliver?", "items-0-answer": "Yes", "items-1-answer": " "},
        {"items": [{"question": "Do you deliver?", "answer": "Yes"}]},
    ),
    (
        "testimonials",
        {"items-3-quote": "Best bread.", "items-3-author": "Faith", "items-3-stars": "5"},
        {"items": [{"quote": "Best bread.", "author": "Faith", "source": "", "stars": 5}]},
    ),
]


@pytest.mark.parametrize(("kind", "typed", "settings"), TYPED)
def test_every_setting_can_be_saved_and_comes_back(
    owner_browser: Browser,
    owner: factories.Owner,
    kind: str,
    typed: dict[str, Any],
    settings: dict[str, Any],
) -> None:
    section = made(owner, kind)

    page = owner_browser.post(page_of(section), typed | {"title": "عنوان", "visible": "y"})

    assert page.status == 200
    assert "Saved." in page.text
    assert kept(section) == settings
    assert (section.title, section.is_visible) == ("عنوان", True)
    assert page.field("title").get("value") == "عنوان"


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        ("about", "title", "x" * 300),
        ("about", "text", "x" * 5001),
        ("hours", "note", "x" * 301),
        ("map", "url", "javascript:alert(1)"),
        ("video", "url", "data:text/html,x"),
        ("video", "label", "x" * 61),
        ("faq", "items-0-question", "x" * 201),
        ("testimonials", "items-0-stars", "6"),
        ("testimonials", "items-0-stars", "many"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_stored(
    owner_browser: Browser, owner: factories.Owner, kind: str, name: str, typed: str
) -> None:
    section = made(owner, kind)
    rows = {"items-0-answer": "Yes", "items-0-quote": "Best bread."}

    page = owner_browser.post(page_of(section), rows | {name: typed})

    assert page.status == 422
    assert page.error_of(name)
    assert kept(section) == {}
    assert section.title == ""


def test_a_question_without_an_answer_says_what_is_missing(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    section = made(owner, "faq")

    page = owner_browser.post(page_of(section), {"items-4-question": "Why?"})

    assert page.error_of("items-0-answer") == "Enter some words here."
    assert page.field("items-0-question").get("value") == "Why?"


def test_items_are_added_moved_and_removed_without_losing_what_was_typed(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    section = made(owner, "faq")
    two = {"items-0-question": "A?", "items-1-question": "B?", "title": "Asked often"}

    moved = owner_browser.post(page_of(section), two | {"act": "items:down:0"})
    added = owner_browser.post(page_of(section), two | {"act": "items:add"})
    removed = owner_browser.post(page_of(section), two | {"act": "items:remove:0"})

    assert moved.field("items-0-question").get("value") == "B?"
    assert added.field("items-2-question").get("value") == ""
    assert removed.field("items-0-question").get("value") == "B?"
    assert added.field("title").get("value") == "Asked often"
    assert kept(section) == {}


def test_the_switch_on_the_page_hides_the_section(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    section = made(owner, "about", text="Bread")

    owner_browser.post(page_of(section), {"text": "Bread"})

    db.session.refresh(section)
    assert not section.is_visible


def test_pictures_are_added_described_ordered_and_removed(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    section = made(owner, "gallery", pictures=[], layout="grid")
    files = [upload(png("red")), upload(png("blue"))]

    owner_browser.post(page_of(section), {"files": files, "layout": "strip"})
    red, blue = (entry["picture_id"] for entry in kept(section)["pictures"])
    rows = {"pictures-0-picture_id": blue, "pictures-0-alt": "نان 🥐", "pictures-1-picture_id": red}
    page = owner_browser.post(page_of(section), rows | {"layout": "strip"})

    assert kept(section)["pictures"][0] == {"picture_id": blue, "alt": "نان 🥐"}
    assert page.field("pictures-0-alt").get("value") == "نان 🥐"

    owner_browser.post(page_of(section), {"pictures-0-picture_id": red, "layout": "grid"})
    assert [p.id for p in db.session.query(Picture)] == [red]


@pytest.mark.parametrize("data", PRETENDERS.values(), ids=PRETENDERS.keys())
def test_one_bad_file_is_named_and_none_is_stored(
    owner_browser: Browser, owner: factories.Owner, data: bytes
) -> None:
    section = made(owner, "gallery")
    files = [upload(png()), upload(data, "wrong.png")]

    page = owner_browser.post(page_of(section), {"files": files, "title": "Our work"})

    assert page.status == 422
    assert page.error_of("files").startswith("wrong.png: ")
    assert page.field("title").get("value") == "Our work"
    assert kept(section) == {}
    assert db.session.query(Picture).count() == 0


def test_more_pictures_than_there_is_room_for_are_not_even_opened(
    owner_browser: Browser, owner: factories.Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = made(owner, "gallery")
    monkeypatch.setattr(media, "prepare", None)
    files = [upload(png(), f"{n}.png") for n in range(61)]

    page = owner_browser.post(page_of(section), {"files": files, "title": "Our work"})

    assert page.status == 422
    assert "at most 60" in page.error_of("files")
    assert page.field("title").get("value") == "Our work"


@pytest.mark.parametrize("key", ["stolen", "0", "99999", "9" * 30, "x"])
def test_a_picture_of_others_cannot_be_shown(
    owner_browser: Browser, owner: factories.Owner, key: str
) -> None:
    section = made(owner, "gallery")

    page = owner_browser.post(page_of(section), {"pictures-0-picture_id": key})

    assert page.status == 422
    assert kept(section) == {}
