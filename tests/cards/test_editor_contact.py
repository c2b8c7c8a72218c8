"""The contact page of the editor: lists that keep what was typed."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.cards.models import Card
from cardshop.db import db
from tests.support import factories
from tests.support.people import Browser


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(
        owner.business,
        phones=[
            {"kind": "mobile", "number": "+254700000123"},
            {"kind": "work", "number": "+254711222333"},
        ],
    )


def address(card: Card) -> str:
    return f"/app/cards/{card.id}/contact"


def kept(card: Card) -> Card:
    db.session.refresh(card)
    return card


def test_the_page_shows_what_is_on_the_card(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(address(card))

    assert page.field("phones-0-number").get("value") == "+254 700 000123"
    assert page.field("emails-0-address").get("value") == ""


def test_everything_is_saved_at_once(owner_browser: Browser, card: Card) -> None:
    typed = {
        "phones-0-kind": "work",
        "phones-0-number": "0711 222 333",
        "emails-0-kind": "home",
        "emails-0-address": "amina@goldencrumb.example",
        "websites-0-url": "goldencrumb.example/menu",
        "websites-0-label": "منو 🥐",
        "addresses-0-kind": "work",
        "addresses-0-street": "Argwings Kodhek Road 41",
        "addresses-0-city": "Nairobi",
        "addresses-0-latitude": "-1,2921",
        "addresses-0-longitude": "36.8219",
    }

    page = owner_browser.post(address(card), typed | {"act": "save"})

    assert page.status == 200
    assert "Saved." in page.text
    now = kept(card)
    assert now.phones == [{"kind": "work", "number": "+254711222333"}]
    assert now.websites == [{"label": "منو 🥐", "url": "https://goldencrumb.example/menu"}]
    assert now.addresses[0]["latitude"] == -1.2921
