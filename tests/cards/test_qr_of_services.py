"""Codes that open a service: made in the studio, scanned on a mirror."""

from __future__ import annotations

import pytest

from cardshop.booking.models import Service
from cardshop.cards.models import Card, QrTag, Target
from cardshop.db import db, transaction
from tests.support import factories, salons
from tests.support.people import Browser


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    return factories.card(owner.business, slug="salon", display_name="Amina")


@pytest.fixture
def haircut(owner: factories.Owner) -> Service:
    return salons.service(owner.business, "Haircut", slug="haircut")


def mirror(owner_browser: Browser, card: Card, service: Service) -> QrTag:
    """A code for a service, made in the studio."""
    sent = {"label": "Mirror", "card_id": card.id, "target": "service", "service_id": service.id}
    assert owner_browser.post("/app/qr/new", sent).status == 200
    return factories.tags_of(card.id)[1]


def test_a_code_is_made_for_a_service(owner_browser: Browser, card: Card, haircut: Service) -> None:
    tag = mirror(owner_browser, card, haircut)

    assert (tag.target, tag.service_id) == (Target.SERVICE, haircut.id)
    assert "Amina, Haircut" in owner_browser.get("/app/qr/").text
    page = owner_browser.get(f"/app/qr/{tag.id}")
    chosen = [option.get("value") for option in page.all("option") if "selected" in option.attrib]
    assert str(haircut.id) in chosen


def test_a_service_brings_the_form_its_own_name(
    owner_browser: Browser, card: Card, haircut: Service
) -> None:
    page = owner_browser.get(f"/app/qr/new?service={haircut.id}")

    assert page.all("input", name="target", value="service")[0].get("checked") is not None
    assert page.all("option", value=str(haircut.id))[0].get("selected") is not None


def test_without_services_none_can_be_chosen(owner_browser: Browser, card: Card) -> None:
    salons.service(factories.owner().business, "Massage")

    page = owner_browser.get("/app/qr/new?service=1")

    assert page.all("select", name="service_id") == []
    assert "Massage" not in page.text


def test_a_service_that_is_not_ours_is_refused_beside_its_field(
    owner_browser: Browser, card: Card, haircut: Service
) -> None:
    theirs = str(salons.service(factories.owner().business).id)
    for chosen in ("", "x", "0", "9" * 12, theirs):
        page = owner_browser.post(
            "/app/qr/new", {"card_id": card.id, "target": "service", "service_id": chosen}
        )

        assert page.status == 422, chosen
        assert page.error_of("service_id"), chosen
    assert len(factories.tags_of(card.id)) == 1


def test_a_scan_leads_to_the_service_as_long_as_it_can_be_booked(
    owner_browser: Browser, visitor: Browser, card: Card, haircut: Service
) -> None:
    code = mirror(owner_browser, card, haircut).code

    def leads_to() -> str:
        return visitor.raw("GET", f"/q/{code}").headers["Location"]

    assert leads_to() == "/salon/book/haircut"
    with transaction():
        db.session.get_one(Service, haircut.id).is_active = False
    assert leads_to() == "/salon/book"
    with transaction():
        db.session.delete(db.session.get_one(Service, haircut.id))
    assert leads_to() == "/salon/book"


def test_a_code_whose_service_is_gone_can_be_drawn_anew(
    owner_browser: Browser, card: Card, haircut: Service
) -> None:
    tag = mirror(owner_browser, card, haircut)
    with transaction():
        db.session.delete(db.session.get_one(Service, haircut.id))
    looks = {"shape": "dots", "colour": "#12407a", "paper": "a4"}
    sent = {"label": "Door", "card_id": card.id, "target": "service"} | looks

    assert "Amina, booking" in owner_browser.get("/app/qr/").text
    page = owner_browser.get(f"/app/qr/{tag.id}")
    assert page.all("input", name="target", value="service")[0].get("checked") is not None
    assert owner_browser.post(f"/app/qr/{tag.id}", sent).status == 200
    kept = factories.tags_of(card.id)[1]
    assert (kept.label, kept.target, kept.service_id) == ("Door", Target.SERVICE, None)
