"""`/qr-tags`."""

from __future__ import annotations

import pytest

from cardshop.cards.models import Card, QrTag
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.support import factories, salons, shops


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    """Amina's card, with its own tag."""
    return factories.card(owner.business, slug="golden-crumb")


def test_a_sticker_gets_a_code_of_its_own(program: Program, card: Card) -> None:
    answer = program.post(f"/cards/{card.id}/qr-tags", json={"label": "window poster"})

    tag = answer.get_json()
    assert answer.status_code == 201
    assert (tag["label"], tag["target"], tag["scans"]) == ("window poster", "card", 0)
    assert tag["url"] == f"http://localhost/q/{tag['code']}"
    listed = program.get(f"/cards/{card.id}/qr-tags").get_json()["items"]
    assert [entry["label"] for entry in listed] == ["", "window poster"]


def test_a_table_has_its_number(program: Program, card: Card) -> None:
    made = program.post(f"/cards/{card.id}/qr-tags", json={"target": "table", "table": "4"})
    tag = made.get_json()

    changed = program.patch(f"/qr-tags/{tag['id']}", json={"table": "5"}).get_json()

    assert (changed["target"], changed["table"], changed["code"]) == ("table", "5", tag["code"])


def test_a_product_s_sticker_opens_that_product(
    program: Program, owner: factories.Owner, card: Card
) -> None:
    bread = shops.product(owner.business)

    made = program.post(
        f"/cards/{card.id}/qr-tags", json={"target": "product", "product_id": bread.id}
    )

    assert (made.status_code, made.get_json()["product_id"]) == (201, bread.id)


def test_a_service_s_sticker_opens_that_service_until_it_leads_elsewhere(
    program: Program, owner: factories.Owner, card: Card
) -> None:
    haircut = salons.service(owner.business)
    made = program.post(
        f"/cards/{card.id}/qr-tags", json={"target": "service", "service_id": haircut.id}
    )
    tag = made.get_json()

    assert (made.status_code, tag["target"], tag["service_id"]) == (201, "service", haircut.id)
    path = f"/qr-tags/{tag['id']}"
    assert program.patch(path, json={"label": "Mirror"}).get_json()["service_id"] == haircut.id
    moved = program.patch(path, json={"target": "shop"}).get_json()
    assert (moved["target"], moved["service_id"]) == ("shop", None)


def test_a_sticker_names_its_table_or_a_product_or_service_of_ours(
    program: Program, card: Card
) -> None:
    elsewhere = factories.owner().business
    foreign, theirs = shops.product(elsewhere), salons.service(elsewhere)
    tags = f"/cards/{card.id}/qr-tags"

    assert pointers(program.post(tags, json={"target": "table"})) == ["/table"]
    assert pointers(program.post(tags, json={"target": "product"})) == ["/product_id"]
    answer = program.post(tags, json={"target": "product", "product_id": foreign.id})
    assert pointers(answer) == ["/product_id"]
    assert pointers(program.post(tags, json={"target": "service"})) == ["/service_id"]
    answer = program.post(tags, json={"target": "service", "service_id": theirs.id})
    assert pointers(answer) == ["/service_id"]
    assert db.session.query(QrTag).count() == 1


@pytest.mark.parametrize("target", ["table ", "", None, 1])
def test_other_targets_say_what_is_possible(program: Program, card: Card, target: object) -> None:
    answer = program.post(f"/cards/{card.id}/qr-tags", json={"target": target})

    assert pointers(answer) == ["/target"]
    assert "card, shop, product, service or table" in answer.get_json()["errors"][0]["detail"]
    assert db.session.query(QrTag).count() == 1


def test_a_deleted_tag_is_gone_and_the_card_keeps_its_own(program: Program, card: Card) -> None:
    own = program.get(f"/cards/{card.id}/qr-tags").get_json()["items"][0]
    tag = program.post(f"/cards/{card.id}/qr-tags", json={}).get_json()

    assert program.delete(f"/qr-tags/{tag['id']}").status_code == 204
    assert program.delete(f"/qr-tags/{tag['id']}").status_code == 404
    refused = program.delete(f"/qr-tags/{own['id']}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "tag_is_primary")


def test_another_business_sees_no_tag(stranger: Program, program: Program, card: Card) -> None:
    tag = program.post(f"/cards/{card.id}/qr-tags", json={}).get_json()["id"]

    assert stranger.get(f"/cards/{card.id}/qr-tags").status_code == 404
    assert stranger.post(f"/cards/{card.id}/qr-tags", json={}).status_code == 404
    assert stranger.patch(f"/qr-tags/{tag}", json={"label": "mine"}).status_code == 404
    assert stranger.delete(f"/qr-tags/{tag}").status_code == 404
