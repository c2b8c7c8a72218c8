"""A price asked for: nothing is stored, and everything in the way is told at once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.orders import operations, queries
from cardshop.orders.domain.quote import Quote
from cardshop.orders.models import WhenClosed
from tests.orders.looking import statements
from tests.orders.ordering import line, place, quote_of
from tests.support import factories, shops


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def kinds(quote: Quote) -> list[str]:
    return [problem.kind for problem in quote.problems]


def test_quoting_takes_the_same_statements_for_one_line_and_for_sixty(business: Business) -> None:
    products = [shops.product(business, extras={"Nuts": 100}, stock=5) for _ in range(60)]
    shops.coupon(business)
    lines = [line(one) for one in products]
    db.session.refresh(business)
    counts = []
    for some in (lines[:1], lines):
        with statements() as seen:
            quote_of(business, *some, coupon="WELCOME10")
        counts.append(len(seen))

    assert counts == [8, 8]


def test_nothing_is_written_by_a_quote(business: Business) -> None:
    quote_of(business, line(shops.product(business, stock=1)))

    assert not db.session.dirty
    assert not db.session.new
    assert queries.settings_of(business.id).last_number == 1000


def test_the_total_that_was_shown_is_accepted(business: Business) -> None:
    bread = shops.product(business)
    shown = quote_of(business, line(bread)).totals.total

    assert place(business, line(bread), expected_total=shown).total == shown
    with pytest.raises(operations.PriceChanged) as raised:
        place(business, line(bread), expected_total=shown - 1)
    assert raised.value.quote.totals.total == shown


def test_everything_that_is_in_the_way_is_told_at_once(business: Business) -> None:
    shops.settings(business, minimum_order=100_000, offers_pickup=False)
    bread = shops.product(business, stock=1)

    quote = quote_of(
        business,
        line(bread, 2),
        {"product_id": 999_999, "quantity": 1},
        fulfilment={"kind": "pickup"},
        coupon="NOPE",
    )

    assert kinds(quote) == ["too_few", "gone", "fulfilment", "minimum", "coupon"]
    assert [problem.pointer for problem in quote.problems] == [
        "/lines/0/quantity",
        "/lines/1/product_id",
        "/fulfilment/kind",
        "/lines",
        "/coupon",
    ]
    assert quote.problems[3].detail == "Orders here start at Ksh\xa01,000."
    assert (len(quote.lines), quote.totals.total) == (1, 96000)


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"is_taking_orders": False}, ["closed"]),
        ({"when_closed": WhenClosed.REFUSE}, ["closed"]),
        ({"when_closed": WhenClosed.ALLOW}, []),
    ],
)
def test_a_closed_shop_takes_orders_or_not(
    business: Business, columns: dict[str, Any], wanted: list[str]
) -> None:
    shops.settings(business, **columns)

    quote = quote_of(business, line(shops.product(business)))

    assert kinds(quote) == wanted
    assert (quote.ready_at is None) == ("when_closed" in columns and bool(wanted))


def test_a_time_that_is_not_offered_is_refused(business: Business) -> None:
    for wanted in ("2026-11-24T10:00:00Z", "2026-11-30T04:07:00Z", "2027-03-01T04:00:00Z"):
        quote = quote_of(
            business,
            line(shops.product(business)),
            fulfilment={"kind": "pickup", "wanted_from": wanted},
        )
        assert kinds(quote) == ["window"]


def test_what_takes_longer_is_ready_later(business: Business) -> None:
    shops.settings(business)
    zone = shops.zone(business, minutes=20)
    cake = shops.product(business, preparation_minutes=240)

    picked = quote_of(business, line(cake))
    brought = quote_of(business, line(cake), fulfilment={"kind": "delivery", "zone_id": zone.id})

    assert picked.ready_at is not None
    assert brought.ready_at is not None
    assert picked.ready_at.isoformat() == "2026-11-30T07:00:00+00:00"
    assert (brought.ready_at - picked.ready_at).total_seconds() == 20 * 60


def test_the_zones_minimum_counts_for_its_deliveries(business: Business) -> None:
    shops.settings(business)
    zone = shops.zone(business, minimum=50000)
    bread = shops.product(business)

    assert kinds(quote_of(business, line(bread))) == []
    way = {"kind": "delivery", "zone_id": zone.id}
    assert kinds(quote_of(business, line(bread), fulfilment=way)) == ["minimum"]
    assert kinds(quote_of(business, line(bread, 2), fulfilment=way)) == []


def test_a_coupon_for_each_telephone_once(business: Business) -> None:
    shops.coupon(business, max_uses_per_phone=1)
    bread = shops.product(business)
    place(business, line(bread), coupon="WELCOME10")

    for phone, wanted in (("0711 000 111", ["coupon"]), ("0711 000 112", [])):
        who = {"name": "W", "phone": phone}
        assert kinds(quote_of(business, line(bread), customer=who, coupon="WELCOME10")) == wanted
