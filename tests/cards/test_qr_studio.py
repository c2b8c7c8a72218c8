"""The QR studio: codes of a business, their looks, and what phones can read."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.accounts.models import Business
from cardshop.cards import queries
from cardshop.cards.models import Card, QrTag
from cardshop.cards.operations import set_avatar, studio
from cardshop.db import db, transaction
from cardshop.media import operations as media
from tests.media.domain import samples
from tests.support import factories
from tests.support.people import Browser


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business, display_name="Golden Crumb")


@pytest.fixture
def tag(card: Card) -> QrTag:
    return factories.primary_tag(card.id)


def typed(tag: QrTag, **changed: Any) -> dict[str, Any]:
    """The studio's form as a browser sends it."""
    return {
        "label": "Counter poster",
        "card_id": str(tag.card_id),
        "shape": "rounded",
        "colour": "#7d3510",
        "foreground": "#000000",
        "background": "#ffffff",
        "big": "Order fresh bread",
        "small": "",
        "paper": "a4",
    } | changed


def with_photo(card: Card) -> None:
    with transaction():
        kept = queries.card_of(card.business_id, card.id)
        photo = media.store(business_id=card.business_id, data=samples.picture(), at=factories.NOW)
        set_avatar(kept, photo.id, at=factories.NOW)


def kept(tag: QrTag) -> QrTag:
    db.session.rollback()
    return db.session.get_one(QrTag, tag.id)


def test_every_code_is_listed_with_its_scans(owner_browser: Browser, tag: QrTag) -> None:
    with transaction():
        db.session.get_one(QrTag, tag.id).scans = 312

    page = owner_browser.get("/app/qr/")

    assert "The code on your card" in page.text
    assert "312 scans" in page.text
    assert page.links()["New code"] == "/app/qr/new"


def test_without_a_card_there_is_nothing_to_open(owner_browser: Browser) -> None:
    assert "Every card brings its own code" in owner_browser.get("/app/qr/").text
    assert owner_browser.raw("GET", "/app/qr/new").location == "/app/cards/first"


def test_a_new_code_gets_its_own_name(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post("/app/qr/new", {"label": "Window sticker", "card_id": card.id})

    assert page.title.startswith("Window sticker")
    assert [t.label for t in factories.tags_of(card.id)] == ["", "Window sticker"]


def test_a_name_that_is_too_long_stays_in_its_field(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post("/app/qr/new", {"label": "x" * 61, "card_id": card.id})

    assert page.status == 422
    assert page.field("label").get("value") == "x" * 61
    assert "at most 60" in page.error_of("label")


def test_a_code_that_scans_well_is_kept(owner_browser: Browser, tag: QrTag) -> None:
    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag))

    assert "Code saved." in page.text
    assert "Scans well. Contrast 8.7 to 1, quiet edge of 4 squares, repair level M." in page.text
    assert kept(tag).style["foreground"] == "#7d3510"
    assert kept(tag).label == "Counter poster"


def test_the_pages_that_show_the_code_are_made_again(
    owner: factories.Owner, owner_browser: Browser, tag: QrTag
) -> None:
    before = owner.business.content_version
    owner_browser.post(f"/app/qr/{tag.id}", typed(tag))
    db.session.rollback()

    assert db.session.get_one(Business, owner.business.id).content_version > before


@pytest.mark.parametrize(
    ("colours", "sentence"),
    [
        (("#cccccc", "#ffffff"), "contrast is 1.6 to 1 and must be at least 4 to 1"),
        (("#ffffff", "#000000"), "Swap the two colours"),
        (("brown", "#ffffff"), "#"),
    ],
)
def test_colours_that_phones_cannot_tell_apart_are_refused_at_the_field(
    owner_browser: Browser, tag: QrTag, colours: tuple[str, str], sentence: str
) -> None:
    own = {"colour": "own", "foreground": colours[0], "background": colours[1]}
    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag, **own))

    assert page.status == 422
    assert sentence in page.error_of("foreground")
    assert page.field("foreground").get("value") == colours[0]
    assert kept(tag).style == {}


def test_a_code_that_no_decoder_reads_is_refused(
    owner_browser: Browser, tag: QrTag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardshop.cards.domain.qr_check._read", lambda _image: None)

    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag))

    assert page.status == 422
    assert "could not be read" in page.text
    assert kept(tag).style == {}


def test_the_cards_photo_stands_in_the_middle(
    owner_browser: Browser, card: Card, tag: QrTag
) -> None:
    assert "Give your card a photo" in owner_browser.get(f"/app/qr/{tag.id}").text
    with_photo(card)

    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag, logo="y"))

    assert "repair level H" in page.text
    assert "data:image/png;base64" in page.html


def test_scripts_are_told_what_a_choice_would_look_like(owner_browser: Browser, tag: QrTag) -> None:
    answer = owner_browser.raw("POST", f"/app/qr/{tag.id}/check", data=typed(tag))
    bad = owner_browser.raw(
        "POST", f"/app/qr/{tag.id}/check", data=typed(tag, colour="own", foreground="#eeeeee")
    )
    broken = owner_browser.raw("POST", f"/app/qr/{tag.id}/check", data=typed(tag, shape="x"))

    assert "Scans well." in answer.get_json()["verdict"]
    assert answer.get_json()["svg"].startswith("<svg")
    assert (bad.get_json()["svg"], "Does not scan." in bad.get_json()["verdict"]) == ("", True)
    assert broken.status_code == 422
    assert kept(tag).style == {}


def test_a_printed_code_can_open_another_card(
    owner: factories.Owner, owner_browser: Browser, card: Card
) -> None:
    other = factories.card(owner.business, display_name="Market stall")
    owner_browser.post("/app/qr/new", {"label": "Van", "card_id": card.id})
    van = factories.tags_of(card.id)[1]

    owner_browser.post(f"/app/qr/{van.id}", typed(van, card_id=other.id))

    assert kept(van).card_id == other.id


def test_the_cards_own_code_stays_with_it(
    owner: factories.Owner, owner_browser: Browser, tag: QrTag
) -> None:
    other = factories.card(owner.business)
    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag, card_id=other.id))

    assert (page.status, kept(tag).card_id) == (409, tag.card_id)
    assert studio.TagStays().detail in page.text


def test_no_code_can_open_a_card_of_others(owner_browser: Browser, tag: QrTag) -> None:
    theirs = factories.card(factories.owner().business)
    page = owner_browser.post(f"/app/qr/{tag.id}", typed(tag, card_id=theirs.id))

    assert page.status == 422


def test_a_code_is_deleted_after_being_asked(owner_browser: Browser, card: Card) -> None:
    owner_browser.post("/app/qr/new", {"label": "Van", "card_id": card.id})
    van = factories.tags_of(card.id)[1]
    assert "leads nowhere" in owner_browser.get(f"/app/qr/{van.id}/removal").text

    page = owner_browser.post(f"/app/qr/{van.id}/removal")

    assert "Code deleted." in page.text
    assert len(factories.tags_of(card.id)) == 1


def test_the_cards_own_code_cannot_be_deleted(owner_browser: Browser, tag: QrTag) -> None:
    assert "cannot be deleted" in owner_browser.get(f"/app/qr/{tag.id}/removal").text
    assert owner_browser.post(f"/app/qr/{tag.id}/removal").status == 409
    assert kept(tag).is_primary


@pytest.mark.parametrize("path", ["", "/removal", "/poster", "/svg", "/png", "/pdf"])
def test_another_business_sees_no_code(stranger_browser: Browser, tag: QrTag, path: str) -> None:
    assert stranger_browser.raw("GET", f"/app/qr/{tag.id}{path}").status_code == 404
