"""`/products`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from cardshop.catalogue.models import Product, Variant
from cardshop.db import db, transaction
from cardshop.media import operations as media
from tests.api.conftest import Program, pointers
from tests.cards.pictures import png
from tests.catalogue.shapes import CAKE
from tests.support import factories, shops
from tests.support.factories import NOW

KEYS = [
    *("id", "slug", "name", "description", "price", "compare_at_price", "currency", "sku"),
    *("status", "category_id", "stock", "image_ids", "tags", "options", "variants"),
    *("modifier_groups", "tax_rate", "preparation_minutes"),
]


def make(program: Program, **content: Any) -> dict[str, Any]:
    answer = program.post("/products", json={"name": "Milk bun", "price": 5000} | content)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    made: dict[str, Any] = answer.get_json()
    return made


def listed(program: Program, query: str) -> list[str]:
    answer = program.get(f"/products{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [product["name"] for product in answer.get_json()["items"]]


def test_a_name_and_a_price_are_enough(program: Program) -> None:
    bun = make(program)

    assert list(bun) == KEYS
    assert bun | {"slug": "milk-bun", "currency": "KES", "status": "draft", "stock": None} == bun
    assert bun | {"tax_rate": 0, "variants": [], "options": [], "category_id": None} == bun
    read = program.get(f"/products/{bun['id']}")
    assert read.get_json() == bun


def test_a_product_is_answered_as_it_was_sent(program: Program, owner: factories.Owner) -> None:
    with transaction():
        picture = media.store(business_id=owner.business.id, data=png(), at=NOW).id
    shelf = shops.category(owner.business).id
    more = {"category_id": shelf, "image_ids": [picture], "compare_at_price": 150000}
    more |= {"tax_rate": 7.7, "gtin": "4006381333931", "brand": "Own", "description": "*Nuts*"}

    answer = program.post("/products", json=CAKE | more)

    cake = answer.get_json()
    assert answer.headers["Location"] == f"http://localhost/api/v1/products/{cake['id']}"
    assert cake["variants"][0] == {
        "id": cake["variants"][0]["id"],
        "values": ["Small", "Cream"],
        "price": 120000,
        "sku": "CC-S",
        "stock": 3,
        "image_id": None,
    }
    assert cake["tags"] == ["featured", "vegan"]
    assert cake["options"] == CAKE["options"]
    assert cake | {k: v for k, v in more.items() if k not in ("gtin", "brand")} == cake


def test_only_what_is_sent_changes(program: Program) -> None:
    cake = make(program, **CAKE)
    path = f"/products/{cake['id']}"

    changed = program.patch(path, json={"status": "sold_out", "tags": ["new"]}).get_json()
    assert changed == cake | {"status": "sold_out", "tags": ["new"]}
    variants = cake["variants"][1:]
    changed = program.patch(path, json={"variants": variants}).get_json()
    assert changed["variants"] == variants
    assert program.patch(path, json={}).get_json() == changed
    assert program.patch(path, json={"compare_at_price": 9}).get_json()["compare_at_price"] == 9
    assert program.patch(path, json={"compare_at_price": None}).status_code == 200


def test_an_answer_sent_back_changes_nothing(program: Program) -> None:
    cake = make(program, **CAKE)
    sent = {name: value for name, value in cake.items() if name not in ("id", "currency")}

    answer = program.patch(f"/products/{cake['id']}", json=sent)

    assert answer.get_json() == cake
    assert db.session.get_one(Product, cake["id"]).version == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"price": 1.5}, ["/price"]),
        ({"price": None}, ["/price"]),
        ({"stock": -1}, ["/stock"]),
        ({"colour": "red"}, ["/colour"]),
        ({"category_id": 99}, ["/category_id"]),
        ({"image_ids": [99]}, ["/image_ids/0"]),
        ({"slug": "taken"}, ["/slug"]),
        ({"tax_rate": 7.777}, ["/tax_rate"]),
        ({"variants": [{"values": ["S"], "price": 1}]}, ["/variants/0/values"]),
        ({"options": [{"name": "Size", "values": []}]}, ["/options/0/values"]),
        ({"options": [{"name": "Size", "values": ["S"]}]}, ["/variants"]),
        ({"modifier_groups": [{"name": "x", "modifiers": []}]}, ["/modifier_groups/0/modifiers"]),
    ],
)
def test_a_fault_is_shown_where_it_is(
    program: Program, content: dict[str, Any], expected: list[str]
) -> None:
    make(program, slug="taken")
    bun = make(program)

    assert pointers(program.post("/products", json={"name": "x", "price": 1} | content)) == expected
    assert pointers(program.patch(f"/products/{bun['id']}", json=content)) == expected
    assert program.get(f"/products/{bun['id']}").get_json() == bun
    assert db.session.query(Product).count() == 2


def test_what_is_another_businesss_cannot_be_used(
    program: Program, stranger: Program, owner: factories.Owner
) -> None:
    cake = make(program, **CAKE)
    shelf = shops.category(owner.business).id
    variant = cake["variants"][0] | {"stock": 1}
    content = {"category_id": shelf, "options": CAKE["options"], "variants": [variant]}

    found = pointers(stranger.post("/products", json={"name": "x", "price": 1} | content))

    assert found == ["/category_id", "/variants/0/id"]


def test_another_business_sees_no_product(stranger: Program, program: Program) -> None:
    path = f"/products/{make(program)['id']}"

    assert stranger.get(path).status_code == 404
    assert stranger.patch(path, json={"name": "mine"}).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert listed(stranger, "") == []


def test_a_deleted_product_is_gone(program: Program) -> None:
    path = f"/products/{make(program, **CAKE)['id']}"

    assert program.delete(path, headers={"If-Match": '"old"'}).status_code == 412
    assert program.delete(path).status_code == 204
    assert program.delete(path).status_code == 404
    assert db.session.query(Variant).count() == 0


def test_a_repeated_creation_makes_one_product(program: Program) -> None:
    key = {"Idempotency-Key": "till-1"}
    first, second = (program.post("/products", json=CAKE, headers=key) for _ in range(2))

    assert first.get_json() == second.get_json()
    assert second.headers["Idempotent-Replayed"] == "true"
    other = program.post("/products", json=CAKE | {"price": 1}, headers=key)
    assert other.status_code == 422
    assert db.session.query(Product).count() == 1


def test_filters_and_pages(program: Program, owner: factories.Owner) -> None:
    shelf = shops.category(owner.business)
    below = shops.category(owner.business, "Rye", parent_id=shelf.id)
    make(program, name="Crème bun", category_id=below.id, tags=["new"], sku="A")
    make(program, name="Plain bun", category_id=shelf.id, status="active")
    make(program, **CAKE)

    assert listed(program, "?q=creme+BUN") == ["Crème bun"]
    assert listed(program, f"?category_id={shelf.id}") == ["Crème bun", "Plain bun"]
    assert listed(program, f"?category_id={shelf.id}&status=active") == ["Plain bun"]
    assert listed(program, "?tag=vegan") == ["Carrot cake"]
    assert listed(program, "?sku=CC-S") == ["Carrot cake"]
    page = program.get("/products?limit=2").get_json()
    assert listed(program, f"?limit=2&after={page['next']}") == ["Carrot cake"]
    for query in ("?status=gone", "?category_id=x", "?category_id=0", "?colour=red", "?q=%00"):
        assert program.get(f"/products{query}").status_code == 422


def test_a_sale_makes_the_tag_stale_and_so_does_what_is_not_shown(program: Program) -> None:
    path = f"/products/{make(program, stock=5)['id']}"
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"stock": 4},
        {"brand": "Own"},
        {"gtin": "4006381333931"},
    )
    tags = [program.patch(path, json=change).headers["ETag"] for change in changes]

    assert len(set(tags)) == 4
    assert program.get(path, headers={"If-None-Match": tags[-1]}).status_code == 304
    assert program.patch(path, json={}, headers={"If-Match": tags[0]}).status_code == 412


def test_of_two_changes_to_the_same_state_one_is_made(each_engine: Flask) -> None:
    program = Program(each_engine, factories.api_token(factories.owner()))
    path = f"/products/{make(program, **CAKE)['id']}"
    match = {"If-Match": program.get(path).headers["ETag"]}
    together = Barrier(4)

    def one(n: int) -> int:
        together.wait()
        return program.patch(path, json={"name": f"Cake {n}"}, headers=match).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [200, 412, 412, 412]


def test_a_reader_may_not_write(reader: Program, program: Program) -> None:
    bun = make(program)

    assert reader.get(f"/products/{bun['id']}").status_code == 200
    assert reader.post("/products", json=CAKE).status_code == 403
