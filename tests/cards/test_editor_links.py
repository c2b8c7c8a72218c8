"""The links page of the editor: paste, recognise, arrange."""

from __future__ import annotations

import pytest

from cardshop.cards.domain.network_table import NETWORKS
from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.web.icons import ICONS
from tests.support import factories
from tests.support.people import Browser

INSTAGRAM = {"network": "instagram", "url": "https://instagram.com/crumb", "label": ""}
ROW = {"links-0-network": "instagram", "links-0-url": INSTAGRAM["url"], "links-0-label": "نان 🥐"}


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business, links=[INSTAGRAM])


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}/links"


@pytest.mark.parametrize(
    ("pasted", "network", "found", "url"),
    [
        ("https://www.tiktok.com/@crumb?lang=en", "", "tiktok", "https://tiktok.com/@crumb"),
        ("crumb", "telegram", "telegram", "https://t.me/crumb"),
        ("goldencrumb.example", "", "website", "https://goldencrumb.example"),
    ],
)
def test_what_is_pasted_is_recognised_and_added_at_the_end(
    owner_browser: Browser, card: Card, pasted: str, network: str, found: str, url: str
) -> None:
    page = owner_browser.post(page_of(card), ROW | {"paste": pasted, "paste_network": network})

    assert page.status == 200
    db.session.refresh(card)
    assert card.links[0] == INSTAGRAM | {"label": "نان 🥐"}
    assert (card.links[1]["network"], card.links[1]["url"].rstrip("/")) == (found, url)
    assert page.field("paste").get("value") == ""


@pytest.mark.parametrize(
    ("pasted", "network"),
    [
        ("javascript:alert(1)", ""),
        ("data:text/html;base64,AAAA", ""),
        ("crumb", ""),
        ("facebook.com/crumb", "instagram"),
        ("x" * 5000, ""),
        ("crumb", "myspace"),
    ],
)
def test_what_cannot_be_a_link_is_refused_where_it_was_pasted(
    owner_browser: Browser, card: Card, pasted: str, network: str
) -> None:
    page = owner_browser.post(page_of(card), ROW | {"paste": pasted, "paste_network": network})

    assert page.status == 422
    assert page.error_of("paste")
    assert page.field("paste").get("value") == pasted
    assert page.field("links-0-label").get("value") == "نان 🥐"
    db.session.refresh(card)
    assert card.links == [INSTAGRAM]


def test_a_wrong_link_in_the_list_is_shown_open_with_its_fault(
    owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.post(page_of(card), ROW | {"links-0-url": "javascript:alert(1)"})

    assert page.status == 422
    assert page.error_of("links-0-url")
    assert any(details.get("open") is not None for details in page.all("details"))


def test_links_are_moved_and_removed_without_losing_what_was_typed(
    owner_browser: Browser, card: Card
) -> None:
    two = ROW | {"links-1-network": "x", "links-1-url": "https://x.com/crumb", "paste": "half"}

    moved = owner_browser.post(page_of(card), two | {"act": "links:up:1"})
    gone = owner_browser.post(page_of(card), two | {"act": "links:remove:0"})

    assert moved.field("links-0-url").get("value") == "https://x.com/crumb"
    assert moved.field("paste").get("value") == "half"
    assert "instagram" not in (gone.field("links-0-url").get("value") or "")
    db.session.refresh(card)
    assert card.links == [INSTAGRAM]


def test_every_network_can_be_chosen_and_has_an_icon(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(page_of(card))

    offered = {option.get("value") for option in page.field("paste_network")}
    assert set(NETWORKS) <= offered
    assert len(NETWORKS) >= 40
    assert {network.icon_name for network in NETWORKS.values()} <= set(ICONS)


def test_one_row_more_than_there_is_room_for_breaks_nothing(
    owner_browser: Browser, card: Card
) -> None:
    full = {f"links-{n}-url": f"instagram.com/crumb{n}" for n in range(61)}

    page = owner_browser.post(page_of(card), full | {"act": "links:add"})

    assert page.status == 200
    assert page.field("links-60-url").get("value") == "instagram.com/crumb60"


@pytest.mark.parametrize("number", ["²", "9" * 5000, "x", ""])
def test_a_row_without_a_number_is_no_row(owner_browser: Browser, card: Card, number: str) -> None:
    page = owner_browser.post(page_of(card), ROW | {f"links-{number}-url": "instagram.com/x"})

    assert page.status == 200
    assert [link["label"] for link in db.session.get_one(Card, card.id).links] == ["نان 🥐"]


def test_adding_nothing_asks_for_a_link(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(page_of(card), ROW | {"paste": "", "act": "add"})

    assert page.status == 422
    assert page.error_of("paste")
    db.session.refresh(card)
    assert card.links == [INSTAGRAM]
