"""`/cards`."""

from __future__ import annotations

from cardshop.cards.models import Card, SlugClaim
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.support import factories

WHOLE = {
    "slug": "golden-crumb",
    "published": True,
    "display_name": "Golden Crumb",
    "headline": "Bread and pastry",
    "phones": [{"kind": "mobile", "number": "0700 000123"}],
    "emails": [{"kind": "work", "address": "hello@golden.example"}],
    "websites": [{"label": "Menu", "url": "https://golden.example/menu"}],
    "addresses": [{"kind": "work", "street": "12 Ring Road", "city": "Nairobi"}],
    "links": [{"url": "https://instagram.com/goldencrumb"}],
    "sections": [
        {"kind": "about", "title": "Our bread", "settings": {"text": "Baked *daily*."}},
        {"kind": "faq", "settings": {"items": [{"question": "Vegan?", "answer": "Mostly."}]}},
    ],
}


def test_a_card_is_made_whole_in_one_request(program: Program) -> None:
    answer = program.post("/cards", json=WHOLE)

    card = answer.get_json()
    assert answer.status_code == 201
    assert card["phones"] == [{"kind": "mobile", "number": "+254700000123"}]
    assert [section["kind"] for section in card["sections"]] == ["about", "faq"]
    assert card["links"][0]["network"] == "instagram"
    assert card["url"] == "http://localhost/golden-crumb"
    assert answer.headers["Location"] == f"http://localhost/api/v1/cards/{card['id']}"
    assert program.get(f"/cards/{card['id']}").get_json() == card


def test_only_the_name_is_needed(program: Program) -> None:
    card = program.post("/cards", json={"display_name": "Amina Otieno"}).get_json()

    assert (card["slug"], card["published"]) == ("amina-otieno", False)


def test_a_card_without_a_name_is_refused_and_nothing_is_stored(program: Program) -> None:
    assert pointers(program.post("/cards", json={"slug": "nameless"})) == ["/display_name"]
    assert db.session.query(Card).count() == 0
    assert db.session.query(SlugClaim).count() == 0


def test_publishing_and_renaming_are_changes(program: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business, published_at=None, slug="old-name")

    answer = program.patch(f"/cards/{card.id}", json={"published": True, "slug": "new-name"})

    assert answer.get_json()["published"] is True
    assert answer.get_json()["slug"] == "new-name"
    moved = program.get("/public/cards/old-name")
    assert moved.status_code == 301
    assert moved.headers["Location"].endswith("/api/v1/public/cards/new-name")


def test_a_section_keeps_its_id_and_one_left_out_goes(
    program: Program, owner: factories.Owner
) -> None:
    sections = {"about": {"text": "Bread"}, "links": {}}
    card = factories.card(owner.business, sections=sections)
    about = program.get(f"/cards/{card.id}").get_json()["sections"][0]

    sent = [{"kind": "faq"}, about | {"title": "Who we are"}]
    answer = program.patch(f"/cards/{card.id}", json={"sections": sent})

    kept = answer.get_json()["sections"]
    assert [section["kind"] for section in kept] == ["faq", "about"]
    assert kept[1]["id"] == about["id"]
    assert kept[1]["title"] == "Who we are"


def test_an_address_of_another_business_is_a_conflict(program: Program) -> None:
    other = factories.owner(name="Another shop")
    factories.card(other.business, slug="taken")

    answer = program.post("/cards", json={"display_name": "Mine", "slug": "taken"})

    assert answer.status_code == 409
    assert answer.get_json()["code"] == "slug_taken"
    assert answer.get_json()["type"] == "http://localhost/api/docs#slug_taken"
    assert db.session.query(Card).count() == 1


def test_each_fault_is_pointed_at(program: Program) -> None:
    sent = WHOLE | {
        "slug": "API",
        "phones": [{"kind": "mobile", "number": "nobody"}],
        "links": [{"url": "javascript:alert(1)"}],
        "avatar_id": "5",
        "sections": [{"kind": "about", "settings": {"words": "x"}}],
    }

    found = pointers(program.post("/cards", json=sent))

    assert set(found) == {
        "/slug",
        "/phones/0/number",
        "/links/0/url",
        "/avatar_id",
        "/sections/0/settings/words",
    }


def test_a_picture_of_another_business_is_refused_at_its_place(program: Program) -> None:
    answer = program.post("/cards", json={"display_name": "Mine", "avatar_id": 12345})

    assert pointers(answer) == ["/avatar_id"]


def test_a_deleted_card_is_gone(program: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business)

    assert program.delete(f"/cards/{card.id}").status_code == 204
    assert program.get(f"/cards/{card.id}").status_code == 404


def test_another_business_sees_no_card(stranger: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business)

    for method in ("GET", "PATCH", "DELETE"):
        assert stranger.send(method, f"/cards/{card.id}", json={}).status_code == 404
    assert stranger.get("/cards").get_json() == {"items": [], "next": None}
