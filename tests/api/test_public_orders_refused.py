"""What customers' programs cannot order, and where it says so."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.db import db
from cardshop.orders.models import Order
from tests.api.conftest import pointers
from tests.api.ordering import Counter, body, line
from tests.support import factories, shops


@pytest.fixture
def counter(app: Flask, owner: factories.Owner) -> Counter:
    return Counter(app, owner)


def orders() -> int:
    db.session.rollback()
    return db.session.query(Order).count()


@pytest.mark.parametrize("quantity", [0, -1, 1.5, 10**9, "1", None])
def test_a_quantity_that_is_none_is_refused(
    counter: Counter, owner: factories.Owner, quantity: object
) -> None:
    bread = shops.product(owner.business)

    for answer in (counter.order(line(bread, quantity)), counter.quote(line(bread, quantity))):
        assert pointers(answer) == ["/lines/0/quantity"]


@pytest.mark.parametrize(
    ("fields", "status", "code", "pointer"),
    [
        ({"lines": [{"product_id": 2**31 - 1, "quantity": 1}]}, 409, "out_of_stock", "/lines/0"),
        ({"coupon": "THEIRS"}, 409, "price_changed", "/coupon"),
        ({"coupon": "OLD"}, 409, "price_changed", "/coupon"),
        ({"fulfilment": {"kind": "delivery", "zone_id": 9, "address": "x"}}, 409, "order_changed",
         "/fulfilment/zone_id"),
        ({"fulfilment": {"kind": "delivery", "zone_id": 1}}, 422, "field_errors",
         "/fulfilment/address"),
        ({"fulfilment": {"kind": "dine_in", "table": "4"}}, 422, "field_errors",
         "/fulfilment/kind"),
        ({"customer": {"name": "W", "phone": "12"}}, 422, "field_errors", "/customer/phone"),
        ({"total": 5}, 422, "field_errors", "/total"),
    ],
)  # fmt: skip
def test_what_cannot_be_ordered_says_where(
    counter: Counter,
    owner: factories.Owner,
    fields: dict[str, Any],
    status: int,
    code: str,
    pointer: str,
) -> None:
    shops.settings(owner.business)
    shops.zone(owner.business)
    shops.coupon(factories.owner().business, "THEIRS")
    shops.coupon(owner.business, "OLD", ends_at=factories.NOW)
    whole = body(line(shops.product(owner.business))) | fields

    told = counter.send("/orders", whole).get_json()

    assert (told["status"], told["code"]) == (status, code)
    assert [error["pointer"][: len(pointer)] for error in told["errors"]] == [pointer]
    assert orders() == 0


def test_a_card_that_is_not_on_show_takes_no_orders(app: Flask, owner: factories.Owner) -> None:
    counter, bread = Counter(app, owner), shops.product(owner.business)
    hidden = factories.card(owner.business, published_at=None).slug

    for slug in (hidden, "nobody", "x" * 300):
        counter.slug = slug
        assert counter.order(line(bread), key="a").status_code == 404
        assert counter.quote(line(bread)).status_code == 404
