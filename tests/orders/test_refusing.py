"""Bad input and faults: a clear answer, nothing half done, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue.models import ProductStatus
from cardshop.catalogue.operations import stock
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from cardshop.orders import operations, queries
from cardshop.orders.models import Customer, Order
from tests.orders.ordering import body, line, order_request, place, variant_of
from tests.support import factories, shops
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    made = factories.owner().business
    shops.settings(made)
    return made


def refused(business: Business, *lines: dict[str, Any], **fields: Any) -> list[tuple[str, str]]:
    """What is in the way; nothing may have been stored."""
    with pytest.raises(operations.OrderChanged) as raised:
        place(business, *lines, **fields)
    assert (db.session.query(Order).count(), db.session.query(Customer).count()) == (0, 0)
    assert queries.settings_of(business.id).last_number == 1000
    return [(problem.kind, problem.pointer) for problem in raised.value.quote.problems]


@pytest.mark.parametrize("quantity", [0, -1, 1.5, 10**9, 10**30, "2", None, True, [1]])
def test_a_quantity_that_is_none_is_refused_before_anything_is_read(quantity: object) -> None:
    with pytest.raises(FieldErrors) as raised:
        order_request({"product_id": 1, "quantity": quantity})

    assert [error.pointer for error in raised.value.errors] == ["/lines/0/quantity"]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"lines": []}, "/lines"),
        ({"lines": [{"product_id": 1, "quantity": 1}] * 61}, "/lines"),
        ({"lines": [{"product_id": 0, "quantity": 1}]}, "/lines/0/product_id"),
        ({"lines": [{"product_id": 2**31, "quantity": 1}]}, "/lines/0/product_id"),
        ({"lines": [{"product_id": 1, "quantity": 1, "price": 1}]}, "/lines/0/price"),
        ({"total": 1}, "/total"),
        ({"expected_total": -1}, "/expected_total"),
        ({"expected_total": 10**20}, "/expected_total"),
        ({"customer": {"name": " ", "phone": "+254711000111"}}, "/customer/name"),
        ({"customer": {"name": "W", "phone": "12"}}, "/customer/phone"),
        ({"customer": {"name": "W\0", "phone": "+254711000111"}}, "/customer/name"),
        ({"fulfilment": {"kind": "drone"}}, "/fulfilment/kind"),
        ({"note": "x" * 501}, "/note"),
        ({"fulfilment": {"kind": "pickup", "wanted_from": "now"}}, "/fulfilment/wanted_from"),
        ({"fulfilment": {"kind": "pickup", "wanted_from": 1}}, "/fulfilment/wanted_from"),
    ],
)
def test_a_tampered_request_is_refused_where_it_is_wrong(
    fields: dict[str, Any], pointer: str
) -> None:
    whole = body({"product_id": 1, "quantity": 1}) | fields
    with pytest.raises(FieldErrors) as raised:
        order_request(*whole.pop("lines"), **whole)

    assert [error.pointer for error in raised.value.errors] == [pointer]


def test_things_of_another_business_are_not_there(business: Business) -> None:
    other = factories.owner().business
    theirs, ours = shops.product(other, sizes={"S": 1}), shops.product(business, sizes={"S": 1})
    shops.coupon(other, "THEIRS")
    zone = shops.zone(other).id
    way = {"kind": "delivery", "zone_id": zone, "address": "Ring Road"}
    mine = line(ours, variant_id=variant_of(ours))

    assert refused(business, line(theirs, variant_id=variant_of(theirs))) == [
        ("gone", "/lines/0/product_id")
    ]
    assert refused(business, line(ours, variant_id=variant_of(theirs))) == [
        ("choose_variant", "/lines/0/variant_id")
    ]
    assert refused(business, mine, coupon="THEIRS") == [("coupon", "/coupon")]
    assert refused(business, mine, fulfilment=way) == [("zone", "/fulfilment/zone_id")]


@pytest.mark.parametrize("status", [s for s in ProductStatus if s is not ProductStatus.ACTIVE])
def test_what_left_the_shop_meanwhile_is_out_of_stock(
    business: Business, status: ProductStatus
) -> None:
    bread = shops.product(business, status=status)

    with pytest.raises(operations.OutOfStock):
        place(business, line(bread))
    assert refused(business, line(bread)) == [("sold_out", "/lines/0/product_id")]


def test_a_product_that_was_priced_anew_is_told(business: Business) -> None:
    bread = shops.product(business)
    with transaction():
        bread.price = 50000

    with pytest.raises(operations.PriceChanged) as raised:
        place(business, line(bread), expected_total=48000)

    assert raised.value.quote.totals.total == 50000
    assert raised.value.quote.problems == ()
    assert place(business, line(bread), expected_total=50000).number == 1001


def test_a_zone_that_was_removed_meanwhile_is_told(business: Business) -> None:
    zone, bread = shops.zone(business), shops.product(business)
    way = {"kind": "delivery", "zone_id": zone.id, "address": "Ring Road"}
    kept = place(business, line(bread), fulfilment=way).id
    with transaction():
        operations.delete_zone(queries.zone_of(business.id, zone.id, for_change=True))

    with pytest.raises(operations.OrderChanged):
        place(business, line(bread), fulfilment=way)
    order = queries.order_of(business.id, kept)
    assert (order.zone_id, order.zone_name, order.delivery_fee) == (None, "Kilimani", 20000)


@pytest.mark.parametrize(
    "columns",
    [
        {"ends_at": NOW},
        {"starts_at": NOW + timedelta(seconds=1)},
        {"max_uses": 1, "uses": 1},
        {"minimum": 48001},
    ],
)
def test_a_coupon_that_no_longer_counts_changes_the_price(
    business: Business, columns: dict[str, Any]
) -> None:
    shops.coupon(business, **columns)
    bread = shops.product(business)

    with pytest.raises(operations.PriceChanged):
        place(business, line(bread), coupon="WELCOME10")
    assert refused(business, line(bread), coupon="WELCOME10") == [("coupon", "/coupon")]


def test_stock_that_goes_between_the_price_and_the_sale_is_told(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    rye, oat = shops.product(business, "Rye", stock=5), shops.product(business, "Oat", stock=5)
    take: Callable[..., list[stock.RunningLow]] = stock.take

    def too_late(business_id: int, wanted: Any) -> list[stock.RunningLow]:
        oat.stock = 1
        db.session.flush()
        return take(business_id, wanted)

    monkeypatch.setattr(stock, "take", too_late)

    assert refused(business, line(rye, 2), line(oat, 2)) == [("too_few", "/lines/1/quantity")]
    db.session.refresh(rye)
    assert rye.stock == 5


def test_text_of_every_kind_is_kept_as_it_was_typed(business: Business) -> None:
    text = "=cmd|' /C calc'!A0 \u202eab 😀 \n مرحبا <b>"

    placed = place(
        business,
        line(shops.product(business), note=text[:200]),
        customer={"name": "=1+1 😀", "phone": "+254711000111"},
        note=text,
    )

    assert (placed.note, placed.customer_name) == (text, "=1+1 😀")
