"""An order placed: what is kept, who is told, what a repeat does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications.models import Message
from cardshop.orders import queries
from cardshop.orders.models import Coupon, CouponKind, Fulfilment, OrderState
from tests.orders.ordering import PHONE, extra_of, line, place, variant_of
from tests.support import factories, shops
from tests.support.factories import NOW

DELIVERY = {"kind": "delivery", "address": "Ring Road 14", "landmark": "Blue gate"}


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def test_every_line_is_a_snapshot_at_the_shops_prices(business: Business) -> None:
    cake = shops.product(
        business, "Cake", sizes={"Large": 150000}, extras={"Candle": 5000}, sku="CAKE"
    )
    picked = {"variant_id": variant_of(cake), "modifier_ids": [extra_of(cake)]}

    placed = place(business, line(cake, 2, note="Happy 40", **picked), note="Ring twice")

    [kept] = placed.lines
    assert (kept.name, kept.sku, kept.note) == ("Cake", "CAKE", "Happy 40")
    assert kept.options == [{"name": "Size", "value": "Large"}]
    assert kept.modifiers == [{"group": "Extras", "name": "Candle", "price": 5000}]
    assert (kept.unit_price, kept.total, placed.total) == (155000, 310000, 310000)
    assert (placed.note, placed.currency, placed.locale) == ("Ring twice", "KES", "en-KE")


def test_an_order_begins_placed_and_may_expire_in_a_day(business: Business) -> None:
    placed = place(business, line(shops.product(business)))

    assert (placed.number, placed.state, placed.sent_at) == (1001, OrderState.PLACED, None)
    assert placed.expires_at == NOW + timedelta(hours=24)
    assert [(e.state, e.at, e.actor) for e in placed.events] == [
        (OrderState.PLACED, NOW, "customer")
    ]
    assert len(placed.token) >= 22


def test_each_business_counts_for_itself(business: Business) -> None:
    other = factories.owner().business
    bread, cake = shops.product(business), shops.product(other)

    placed = [place(business, line(bread)), place(other, line(cake)), place(business, line(bread))]

    assert [order.number for order in placed] == [1001, 1001, 1002]


def test_a_delivery_costs_its_fee_and_keeps_its_place(business: Business) -> None:
    shops.settings(business)
    zone = shops.zone(business, free_above=100_000)
    bread = shops.product(business)
    way = DELIVERY | {"zone_id": zone.id, "table": "4"}

    one = place(business, line(bread), fulfilment=way)
    many = place(business, line(bread, 3), fulfilment=way)

    assert (one.delivery_fee, one.total) == (20000, 68000)
    assert (many.delivery_fee, many.total) == (0, 144_000)
    assert (one.zone_name, one.address, one.landmark) == ("Kilimani", "Ring Road 14", "Blue gate")
    assert (one.fulfilment, one.table_name) == (Fulfilment.DELIVERY, "")


def test_a_table_is_kept_for_dine_in_only(business: Business) -> None:
    shops.settings(business, offers_dine_in=True)
    bread = shops.product(business)

    seated = place(business, line(bread), fulfilment={"kind": "dine_in", "table": "4"})
    away = place(business, line(bread), fulfilment={"kind": "pickup", "table": "4"})

    assert (seated.table_name, away.table_name) == ("4", "")


@pytest.mark.parametrize(
    ("kind", "value", "discount", "fee"),
    [("percent", 10, 4800, 20000), ("amount", 60000, 48000, 20000), ("free_delivery", 0, 0, 0)],
)
def test_a_coupon_makes_it_cheaper_and_is_counted(
    business: Business, kind: str, value: int, discount: int, fee: int
) -> None:
    shops.settings(business)
    way = DELIVERY | {"zone_id": shops.zone(business).id}
    shops.coupon(business, kind=CouponKind(kind), value=value)

    placed = place(business, line(shops.product(business)), fulfilment=way, coupon=" welcome10")

    assert (placed.discount, placed.delivery_fee) == (discount, fee)
    assert placed.coupon_code == "WELCOME10"
    assert db.session.scalar(select(Coupon.uses)) == 1


def test_tax_is_inside_or_added_as_the_business_says(each_engine: Flask) -> None:
    totals = []
    for included in (True, False):
        business = factories.owner(prices_include_tax=included).business
        placed = place(business, line(shops.product(business, tax_basis_points=1600)))
        totals.append((placed.subtotal, placed.tax, placed.total))

    assert totals == [(48000, 6621, 48000), (48000, 7680, 55680)]


def test_stock_is_taken_and_the_shop_is_told_when_it_is_gone(business: Business) -> None:
    bread, version = shops.product(business, stock=3), business.content_version
    place(business, line(bread, 2))
    db.session.refresh(business)
    assert business.content_version == version

    placed = place(business, line(bread, 1))

    db.session.refresh(bread)
    db.session.refresh(business)
    assert (bread.stock, placed.lines[0].took_stock) == (0, True)
    assert business.content_version == version + 1


def test_a_repeat_with_the_same_key_is_the_first_order(business: Business) -> None:
    bread = shops.product(business, stock=5)

    first = place(business, line(bread), key="k").id
    again = place(business, line(bread, 3), key="k")

    assert (again.id, again.lines[0].quantity) == (first, 1)
    db.session.refresh(bread)
    assert bread.stock == 4
    other = factories.owner().business
    assert place(other, line(shops.product(other)), key="k").id != first


def test_owners_who_proved_their_address_are_written_to(business: Business) -> None:
    placed = place(business, line(shops.product(business, "Rye <b>", price=48050), 2))

    [letter] = db.session.scalars(select(Message)).all()
    assert (letter.kind, letter.business_id) == ("new-order", business.id)
    assert letter.content["subject"] == "New order 1001: Ksh\xa0961"
    assert "2 × Rye <b>" in letter.content["text"]
    assert f"/app/orders/{placed.id}" in letter.content["text"]


def test_the_sticker_that_brought_it_is_remembered(business: Business) -> None:
    tag = factories.primary_tag(factories.card(business).id)
    theirs = factories.primary_tag(factories.card(factories.owner().business).id)
    bread = shops.product(business)

    assert place(business, line(bread), tag_code=tag.code).source_tag_id == tag.id
    assert place(business, line(bread), tag_code=theirs.code).source_tag_id is None
    assert place(business, line(bread), tag_code="00000000").source_tag_id is None


def test_a_window_is_kept_when_it_is_offered(business: Business) -> None:
    bread = shops.product(business)
    # Monday at seven in Nairobi; the shop opens at six.
    monday = "2026-11-30T04:00:00Z"

    placed = place(business, line(bread), fulfilment={"kind": "pickup", "wanted_from": monday})

    assert placed.wanted_from is not None
    assert placed.wanted_until == placed.wanted_from + timedelta(minutes=30)
    assert placed.ready_at.isoformat() == "2026-11-30T03:30:00+00:00"


def test_a_window_ends_when_the_shop_closes(each_engine: Flask) -> None:
    hours = {"weekly": {"mon": [["06:00", "06:20"]], "tue": [["06:00", "19:00"]]}, "overrides": {}}
    business = factories.owner(opening_hours=hours).business
    shops.settings(business, preparation_minutes=0, window_minutes=60)
    way = {"kind": "pickup", "wanted_from": "2026-11-30T03:00:00Z"}

    placed = place(business, line(shops.product(business)), fulfilment=way)

    assert placed.wanted_until is not None
    assert placed.wanted_until.isoformat() == "2026-11-30T03:20:00+00:00"


def test_customers_are_one_however_their_number_is_typed(each_engine: Flask) -> None:
    business = factories.owner(country="AR").business
    bread = shops.product(business)
    spellings = ("+54 9 11 2345-6789", "+54 11 2345 6789", "+5491123456789")
    for name, phone in zip(("Ana", "Ana Gil", "A. Gil"), spellings, strict=True):
        place(business, line(bread), customer={"name": name, "phone": phone})

    [patron] = queries.customers(business.id).items
    assert (patron.customer.name, patron.customer.phone) == ("A. Gil", "+5491123456789")
    assert (patron.orders, patron.total, patron.last) == (3, 144_000, NOW)


def test_a_national_number_is_of_the_business_country(business: Business) -> None:
    placed = place(
        business, line(shops.product(business)), customer={"name": "W", "phone": "0711 000 111"}
    )

    assert placed.customer_phone == PHONE
