"""Owners' programs read orders and move them on."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask

from cardshop.orders.models import OrderState
from tests.api.conftest import Program, pointers
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.factories import NOW


def test_an_order_goes_its_way_step_by_step(program: Program, owner: factories.Owner) -> None:
    path = f"/orders/{shops.order(owner.business).id}"

    for state in ("accepted", "ready", "completed"):
        answer = program.patch(path, json={"state": state, "note": "ok"})
        assert (answer.status_code, answer.get_json()["state"]) == (200, state)

    told = program.get(path).get_json()
    assert [event["actor"] for event in told["history"]] == ["customer"] + [owner.account.email] * 3
    refused = program.patch(path, json={"state": "cancelled"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "step_impossible")


@pytest.mark.parametrize("state", ["placed", "expired", "ready ", None, 1])
def test_no_program_sends_an_order_back(
    program: Program, owner: factories.Owner, state: object
) -> None:
    path = f"/orders/{shops.order(owner.business).id}"

    answer = program.patch(path, json={"state": state, "note": "x"})

    assert pointers(answer) == ["/state"]
    assert len(program.get(path).get_json()["history"]) == 1


def test_orders_are_listed_with_filters(program: Program, owner: factories.Owner) -> None:
    shop = owner.business
    old = shops.order(shop, state=OrderState.COMPLETED, placed_at=NOW - timedelta(days=2)).id
    new = shops.order(shop, search_text="zoe +254722333444").id
    shops.order(factories.owner().business)

    def found(query: str = "") -> list[int]:
        return [order["id"] for order in program.get(f"/orders?{query}").get_json()["items"]]

    day = quote("2026-11-24T00:00:00+03:00")
    assert found() == [old, new]
    assert found("state=completed") == [old]
    assert found("q=ZOE") == [new]
    assert found(f"from={day}") == [new]
    assert found(f"to={day}") == [old]
    assert pointers(program.get("/orders?from=yesterday")) == ["/from"]
    assert pointers(program.get("/orders?state=lost")) == ["/state"]


def test_a_list_takes_the_same_statements_for_one_and_for_many(
    program: Program, owner: factories.Owner
) -> None:
    counts = []
    program.get("/orders")  # The token's first use is noted.
    for many in (1, 30):
        for _ in range(many):
            shops.order(owner.business)
        with statements() as asked:
            assert program.get("/orders?limit=100").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_step_is_taken_from_the_state_that_was_seen(
    program: Program, owner: factories.Owner
) -> None:
    path = f"/orders/{shops.order(owner.business).id}"
    seen = {"If-Match": program.get(path).headers["ETag"]}

    assert program.patch(path, json={"state": "accepted"}, headers=seen).status_code == 200
    assert program.patch(path, json={"state": "ready"}, headers=seen).status_code == 412


def test_readers_and_strangers_move_nothing(
    app: Flask, owner: factories.Owner, reader: Program, stranger: Program
) -> None:
    path = f"/orders/{shops.order(owner.business).id}"

    assert reader.get(path).status_code == 200
    assert reader.patch(path, json={"state": "accepted"}).status_code == 403
    assert stranger.get(path).status_code == 404
    assert stranger.patch(path, json={"state": "accepted"}).status_code == 404
    assert stranger.get("/orders").get_json()["items"] == []
