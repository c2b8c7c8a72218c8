"""`/categories`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Program, pointers
from tests.support import factories, shops


def make(program: Program, name: str, **content: Any) -> dict[str, Any]:
    answer = program.post("/categories", json={"name": name} | content)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    made: dict[str, Any] = answer.get_json()
    return made


def listed(program: Program) -> dict[str, tuple[int | None, int]]:
    """Parent and position by name."""
    items = program.get("/categories").get_json()["items"]
    return {item["name"]: (item["parent_id"], item["position"]) for item in items}


def test_a_name_is_enough(program: Program) -> None:
    answer = program.post("/categories", json={"name": "Bread"})

    bread = answer.get_json()
    assert bread == {"id": bread["id"], "name": "Bread", "parent_id": None, "position": 0}
    assert answer.headers["Location"] == f"http://localhost/api/v1/categories/{bread['id']}"
    assert program.get(f"/categories/{bread['id']}").get_json() == bread


def test_categories_are_nested_and_sorted(program: Program) -> None:
    bread, cakes = make(program, "Bread")["id"], make(program, "Cakes")["id"]
    make(program, "Rye", parent_id=bread)

    program.patch(f"/categories/{cakes}", json={"position": 0})

    assert listed(program) == {"Bread": (None, 1), "Cakes": (None, 0), "Rye": (bread, 0)}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"name": ""}, ["/name"]),
        ({"name": "x" * 81}, ["/name"]),
        ({"name": None}, ["/name"]),
        ({"position": -1}, ["/position"]),
        ({"parent_id": 99}, ["/parent_id"]),
        ({"parent_id": "1"}, ["/parent_id"]),
        ({"rank": 1}, ["/rank"]),
    ],
)
def test_a_fault_is_shown_where_it_is(
    program: Program, content: dict[str, Any], expected: list[str]
) -> None:
    key = make(program, "Bread")["id"]

    assert pointers(program.post("/categories", json={"name": "x"} | content)) == expected
    assert pointers(program.patch(f"/categories/{key}", json=content)) == expected


def test_no_third_floor(program: Program) -> None:
    bread = make(program, "Bread")["id"]
    rye = make(program, "Rye", parent_id=bread)["id"]

    assert pointers(program.post("/categories", json={"name": "x", "parent_id": rye}))
    assert pointers(program.patch(f"/categories/{bread}", json={"parent_id": bread}))


def test_a_deleted_category_leaves_its_products(program: Program, owner: factories.Owner) -> None:
    bread = make(program, "Bread")["id"]
    loaf = shops.product(owner.business, category_id=bread).id

    assert program.delete(f"/categories/{bread}", headers={"If-Match": '"x"'}).status_code == 412
    assert program.delete(f"/categories/{bread}").status_code == 204
    assert program.delete(f"/categories/{bread}").status_code == 404
    assert program.get(f"/products/{loaf}").get_json()["category_id"] is None


def test_another_business_sees_no_category(stranger: Program, program: Program) -> None:
    path = f"/categories/{make(program, 'Bread')['id']}"

    assert stranger.get(path).status_code == 404
    assert stranger.patch(path, json={"name": "mine"}).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert listed(stranger) == {}


def test_a_repeated_creation_makes_one_category(program: Program) -> None:
    key = {"Idempotency-Key": "till-1"}
    for _ in range(2):
        program.post("/categories", json={"name": "Bread"}, headers=key)

    assert listed(program) == {"Bread": (None, 0)}


def test_a_change_is_made_to_what_was_seen(program: Program) -> None:
    made = program.post("/categories", json={"name": "Bread"})
    path, match = f"/categories/{made.get_json()['id']}", {"If-Match": made.headers["ETag"]}

    assert program.patch(path, json={"name": "Loaves"}, headers=match).status_code == 200
    assert program.patch(path, json={"name": "Buns"}, headers=match).status_code == 412
