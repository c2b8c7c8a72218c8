"""The editor's page of the section that shows services."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.cards import queries
from cardshop.cards.models import Card
from tests.support import factories, salons
from tests.support.factories import Owner
from tests.support.pages import elements
from tests.support.people import Browser


@pytest.fixture
def card(app: Flask, owner: Owner) -> Card:
    return factories.card(owner.business, sections={"services": {}})


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}/sections/{queries.sections_of(card.id)[0].id}"


def kept(card: Card) -> dict[str, object]:
    return dict(queries.sections_of(card.id)[0].settings)


def test_services_are_ticked(card: Card, owner: Owner, owner_browser: Browser) -> None:
    salons.service(owner.business, "Haircut")
    shave = salons.service(owner.business, "Shave")
    salons.service(factories.owner().business, "Of somebody else")
    page = owner_browser.get(page_of(card))
    boxes = [box for box in page.all("input") if box.get("name") == "service_ids"]
    assert len(boxes) == 2
    sent = {"service_ids": shave.id, "visible": "y", "act": "save"}
    assert owner_browser.post(page_of(card), sent).status == 200
    assert kept(card) == {"service_ids": [shave.id], "prices": False}
    again = owner_browser.get(page_of(card)).all("fieldset", id="service_ids")[0]
    ticked = [box.get("value") for box in elements(again, "input") if "checked" in box.attrib]
    assert ticked == [str(shave.id)]


def test_the_list_says_how_many(card: Card, owner_browser: Browser) -> None:
    assert "All services" in owner_browser.get(f"/app/cards/{card.id}/sections").text
    sent = {"service_ids": "7", "prices": "y", "visible": "y", "act": "save"}
    owner_browser.post(page_of(card), sent)
    assert "1 service" in owner_browser.get(f"/app/cards/{card.id}/sections").text


@pytest.mark.parametrize("typed", ["0", "many", "-1", "9" * 30, "٣", ""])
def test_a_key_that_is_none_ticks_nothing(card: Card, owner_browser: Browser, typed: str) -> None:
    sent = {"service_ids": typed, "prices": "y", "visible": "y", "act": "save"}
    page = owner_browser.post(page_of(card), sent)
    assert page.status in (200, 422)
    assert kept(card) in ({}, {"service_ids": [], "prices": True})


def test_the_editor_leads_to_the_services(card: Card, owner_browser: Browser) -> None:
    links = owner_browser.get(page_of(card)).links()
    assert links["Edit services"].startswith("/app/services")


def test_a_section_of_services_can_be_added(card: Card, owner_browser: Browser) -> None:
    page = owner_browser.post(f"/app/cards/{card.id}/sections", {"kind": "services"})
    assert page.status == 200
    assert [s.kind.value for s in queries.sections_of(card.id)] == ["services", "services"]
