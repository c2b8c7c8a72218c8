"""The editor shows nothing of a card to those whose card it is not."""

from __future__ import annotations

import pytest

from cardshop.cards.models import Card, Section
from cardshop.db import db
from tests.support import factories
from tests.support.people import Browser

PARTS = ["", "/contact", "/links", "/sections", "/design", "/design/check"]
OF_A_SECTION = ["", "/place", "/visibility", "/removal"]


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business, sections={"about": {"text": "Bread"}})


def addresses(card: Card) -> list[str]:
    section = db.session.query(Section).filter_by(card_id=card.id).one()
    inside = [f"/sections/{section.id}{ending}" for ending in OF_A_SECTION]
    return [f"/app/cards/{card.id}{part}" for part in PARTS + inside]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_finds_nothing_there(stranger_browser: Browser, card: Card, method: str) -> None:
    answers = {
        address: stranger_browser.client.open(address, method=method).status_code
        for address in addresses(card)
    }

    assert set(answers.values()) <= {404, 405}, answers
    assert list(answers.values()).count(404) >= 7


def test_a_stranger_changes_nothing(stranger_browser: Browser, card: Card) -> None:
    for address in addresses(card):
        stranger_browser.client.post(
            address, data={"display_name": "Mine", "preset": "blade", "kind": "faq"}
        )

    db.session.refresh(card)
    assert (card.display_name, card.version) == ("Golden Crumb", 1)
    assert db.session.query(Section).count() == 1


def test_a_visitor_is_asked_to_sign_in(visitor: Browser, card: Card) -> None:
    answer = visitor.client.get(f"/app/cards/{card.id}/design")

    assert answer.status_code == 303
    assert "/account/sign-in" in answer.location
