"""Delivery zones: listed, added, changed, moved, removed."""

from __future__ import annotations

from typing import Any

from cardshop.db import db
from cardshop.orders import queries
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.people import Browser


def typed(**changed: Any) -> dict[str, Any]:
    return {"name": "Yaya", "fee": "150", "free_above": "", "minimum": "", "minutes": ""} | changed


def names(owner: factories.Owner) -> list[str]:
    db.session.rollback()
    return [zone.name for zone in queries.zones(owner.business.id)]


def test_an_empty_page_shows_the_way(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/shop/zones")
    assert "No delivery zones yet" in page.text
    assert page.links()["Add a zone"] == "/app/shop/zones/new"


def test_a_zone_is_added_behind_the_others(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.zone(owner.business, "Kilimani")
    form = typed(free_above="3,000", minimum="500", minutes="20")
    page = owner_browser.post("/app/shop/zones/new", form)
    assert names(owner) == ["Kilimani", "Yaya"]
    added = queries.zones(owner.business.id)[1]
    assert (added.fee, added.free_above, added.minimum) == (15000, 300000, 50000)
    assert "20 minutes" in page.text
    assert "Delivery is switched off" in page.text


def test_an_empty_fee_is_free(owner_browser: Browser, owner: factories.Owner) -> None:
    page = owner_browser.post("/app/shop/zones/new", typed(fee=""))
    assert "Free delivery" in page.text
    assert queries.zones(owner.business.id)[0].free_above is None


def test_a_name_that_is_taken_is_refused(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.zone(owner.business, "Yaya")
    page = owner_browser.post("/app/shop/zones/new", typed())
    assert page.status == 422
    assert "Another zone has this name" in page.error_of("name")
    assert page.field("fee").get("value") == "150"


def test_faults_stand_at_their_fields(owner_browser: Browser) -> None:
    page = owner_browser.post(
        "/app/shop/zones/new", typed(name=" ", fee="x", free_above="1,2", minutes="1e9")
    )
    assert page.status == 422
    assert "Enter a name" in page.error_of("name")
    assert "Enter a price" in page.error_of("fee")
    assert page.error_of("free_above")
    assert "whole number" in page.error_of("minutes")


def test_a_zone_is_changed(owner_browser: Browser, owner: factories.Owner) -> None:
    zone = shops.zone(owner.business, "Yaya", fee=20000, free_above=300000, minutes=30)
    page = owner_browser.get(f"/app/shop/zones/{zone.id}")
    assert page.field("free_above").get("value") == "3000"
    owner_browser.post(f"/app/shop/zones/{zone.id}", typed(name="Yaya Centre", fee="99.50"))
    db.session.expire_all()
    changed = queries.zone_of(owner.business.id, zone.id)
    assert (changed.name, changed.fee, changed.free_above) == ("Yaya Centre", 9950, None)


def test_a_fault_while_changing_keeps_the_page(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    zone = shops.zone(owner.business, "Yaya")
    page = owner_browser.post(f"/app/shop/zones/{zone.id}", typed(minimum="?"))
    assert page.status == 422
    assert "Delivery zone" in page.title


def test_zones_move_and_stop_at_the_end(owner_browser: Browser, owner: factories.Owner) -> None:
    first, last = (shops.zone(owner.business, n, position=p) for p, n in enumerate("AB"))
    owner_browser.post(f"/app/shop/zones/{last.id}/place", {"direction": "up"})
    assert names(owner) == ["B", "A"]
    owner_browser.post(f"/app/shop/zones/{last.id}/place", {"direction": "up"})
    owner_browser.post(f"/app/shop/zones/{first.id}/place", {"direction": "sideways"})
    assert names(owner) == ["B", "A"]


def test_a_zone_is_deleted_after_asking(owner_browser: Browser, owner: factories.Owner) -> None:
    zone = shops.zone(owner.business, "Yaya")
    asked = owner_browser.get(f"/app/shop/zones/{zone.id}/removal")
    assert "Delete this zone?" in asked.title
    assert names(owner) == ["Yaya"]
    owner_browser.post(f"/app/shop/zones/{zone.id}/removal")
    assert names(owner) == []


def test_the_list_asks_as_much_for_many(owner_browser: Browser, owner: factories.Owner) -> None:
    for n in range(12):
        shops.zone(owner.business, f"Zone {n}", position=n)
    owner_browser.get("/app/shop/zones")
    with statements() as asked:
        page = owner_browser.get("/app/shop/zones")
    assert page.text.count("Zone ") == 12
    assert len(asked) <= 4
