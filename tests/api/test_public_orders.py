"""Customers' programs order, look, confirm and cancel."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask

from cardshop.db import db, transaction
from cardshop.extensions import limiter
from cardshop.orders.models import Order, OrderState
from tests.api.ordering import Counter, body, line
from tests.support import factories, shops
from tests.support.apps import build

ORDER = (
    "id number token state lines subtotal discount delivery_fee tax total currency customer"
    " fulfilment coupon note source_tag whatsapp_url status_url placed_at sent_at history"
)
LINE = "product_id name options modifiers unit_price quantity total note"


@pytest.fixture
def counter(app: Flask, owner: factories.Owner) -> Counter:
    return Counter(app, owner)


def orders() -> int:
    db.session.rollback()
    return db.session.query(Order).count()


def test_a_quote_prices_everything_and_stores_nothing(
    counter: Counter, owner: factories.Owner
) -> None:
    cake = shops.product(owner.business, "Cake", tax_basis_points=1600)
    shops.coupon(owner.business)

    answer = counter.quote(line(cake, 2), coupon="welcome10")

    assert answer.status_code == 200
    told = answer.get_json()
    assert set(told["lines"][0]) == set(LINE.split())
    assert (told["subtotal"], told["discount"], told["total"]) == (96000, 9600, 86400)
    assert (told["tax"], told["coupon"], told["problems"]) == (11917, "WELCOME10", [])
    assert orders() == 0


def test_a_quote_says_what_is_in_the_way(counter: Counter, owner: factories.Owner) -> None:
    bread = shops.product(owner.business, "Rye", stock=1)

    [problem] = counter.quote(line(bread, 3)).get_json()["problems"]

    assert problem == {
        "kind": "too_few",
        "pointer": "/lines/0/quantity",
        "detail": "Only 1 left of Rye.",
        "product_id": bread.id,
        "available": 1,
    }


def test_an_order_is_answered_with_all_of_it(counter: Counter, owner: factories.Owner) -> None:
    bread = shops.product(owner.business, "Rye")

    answer = counter.order(line(bread, 2), expected_total=96000, note="Ring twice")

    assert answer.status_code == 201
    told = answer.get_json()
    assert set(told) == set(ORDER.split())
    assert (told["number"], told["state"], told["total"]) == (1001, "placed", 96000)
    assert told["customer"] == {"name": "Wanjiru", "phone": "+254711000111", "email": ""}
    assert told["status_url"] == f"http://localhost/o/{told['token']}"
    assert told["whatsapp_url"].startswith("https://wa.me/254700000123?text=")
    assert "1001" in unquote(told["whatsapp_url"])
    assert [event["actor"] for event in told["history"]] == ["customer"]
    there = counter.client.get(answer.headers["Location"].removeprefix("http://localhost"))
    assert there.get_json() == told


def test_a_repeat_gets_the_first_answer(counter: Counter, owner: factories.Owner) -> None:
    bread = shops.product(owner.business, stock=5)
    first, again = (counter.order(line(bread), key="a") for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert counter.order(line(bread, 2), key="a").status_code == 422
    assert orders() == 1


def test_strangers_with_the_same_key_do_not_meet(
    app: Flask, counter: Counter, owner: factories.Owner
) -> None:
    another = factories.owner()
    bread, cake = shops.product(owner.business), shops.product(another.business)

    assert counter.order(line(bread), key="a").status_code == 201
    assert Counter(app, another).order(line(cake), key="a").status_code == 201


def test_without_a_key_the_same_body_is_another_order(
    counter: Counter, owner: factories.Owner
) -> None:
    bread = shops.product(owner.business)

    assert [counter.order(line(bread)).get_json()["number"] for _ in range(2)] == [1001, 1002]


def test_a_changed_price_is_told_with_the_new_one(counter: Counter, owner: factories.Owner) -> None:
    bread = shops.product(owner.business)

    answer = counter.order(line(bread), expected_total=40000)

    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")
    told = answer.get_json()
    assert (told["code"], told["title"]) == ("price_changed", "Price changed")
    assert told["type"].endswith("#price_changed")
    assert (told["quote"]["total"], told["errors"]) == (48000, [])
    assert orders() == 0


def test_what_is_sold_out_is_told_with_how_many_are_left(
    counter: Counter, owner: factories.Owner
) -> None:
    bread = shops.product(owner.business, stock=2)

    told = counter.order(line(bread, 3), key="a").get_json()

    assert (told["status"], told["code"]) == (409, "out_of_stock")
    assert [(e["pointer"], e["available"]) for e in told["errors"]] == [("/lines/0/quantity", 2)]
    # A refusal is no answer to keep: once there are more, the same request succeeds.
    with transaction():
        bread.stock = 3
    assert counter.order(line(bread, 3), key="a").status_code == 201


def test_the_customer_says_that_it_was_sent_and_cancels(
    counter: Counter, owner: factories.Owner
) -> None:
    token = counter.order(line(shops.product(owner.business))).get_json()["token"]

    sent = counter.at(token, "sent").get_json()
    assert sent["sent_at"]
    assert counter.at(token, "sent").get_json()["sent_at"] == sent["sent_at"]
    assert counter.at(token, "cancel").get_json()["state"] == "cancelled"
    assert counter.at(token, "cancel").status_code == 200
    assert counter.at(token, "sent").status_code == 409
    assert counter.at("nobody").status_code == 404
    assert counter.at("nobody", "cancel").status_code == 404


def test_it_is_too_late_to_cancel_once_the_shop_has_begun(
    counter: Counter, owner: factories.Owner
) -> None:
    order = shops.order(owner.business, state=OrderState.ACCEPTED)

    answer = counter.at(order.token, "cancel")

    assert (answer.status_code, answer.get_json()["code"]) == (409, "too_late_to_cancel")


def test_the_owners_address_is_nobodys_business(counter: Counter, owner: factories.Owner) -> None:
    order = shops.order(owner.business)
    with transaction():
        held = db.session.get_one(Order, order.id)
        db.session.refresh(held, ["events"])
        held.events[0].actor = owner.account.email

    answer = counter.at(order.token)

    assert answer.get_json()["history"][0]["actor"] == "business"
    assert owner.account.email not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_orders_are_bounded_for_each_address_and_business(app: Flask, tmp_path: Path) -> None:
    strict = build(str(db.engine.url), tmp_path, limit_public="2 per minute")
    owners = [factories.owner() for _ in range(2)]
    ours, theirs = (Counter(strict, owner) for owner in owners)
    ours_too = Counter(strict, owners[0])
    bread, cake = (shops.product(owner.business) for owner in owners)

    statuses = [one.order(line(bread)).status_code for one in (ours, ours_too, ours)]
    answer = ours_too.order(line(bread))

    assert statuses == [201, 201, 429]
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert ours.quote(line(bread)).status_code == 200
    assert theirs.order(line(cake)).status_code == 201
    away = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    assert ours.send("/orders", body(line(bread)), **away).status_code == 201
    limiter.init_app(app)
    limiter.reset()
