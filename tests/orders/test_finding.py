"""Orders and customers found again: by page, word, day and change."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.orders import queries
from cardshop.orders.models import OrderState
from cardshop.orders.queries import Wanted
from tests.orders.looking import statements
from tests.orders.ordering import line, place
from tests.support import factories, shops
from tests.support.factories import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def test_pages_of_orders_neither_skip_nor_repeat(business: Business) -> None:
    made = [shops.order(business).id for _ in range(5)]
    shops.order(factories.owner().business)
    found, after = [], 0
    while True:
        page = queries.listed(business.id, Wanted(limit=2, after=after))
        found += [order.id for order in page.items]
        after = page.next
        if not after:
            break

    assert found == made[::-1]


def test_orders_are_found_by_number_name_telephone_and_place(business: Business) -> None:
    shops.settings(business)
    way = {"kind": "delivery", "zone_id": shops.zone(business).id, "address": "Ring Road 14"}
    who = {"name": "Zoë Müller", "phone": "+254722333444", "email": "zoe@example.com"}
    bread = shops.product(business)
    wanted = place(business, line(bread), customer=who, fulfilment=way).id
    place(business, line(bread))

    for words in ("1001", "zoe muller", "722333", "ring road", "kilimani", "zoe@"):
        page = queries.listed(business.id, Wanted(search=words))
        assert [order.id for order in page.items] == [wanted], words
    assert queries.listed(business.id, Wanted(search="100%")).items == []


def test_orders_are_found_by_state_and_time(business: Business) -> None:
    old = shops.order(business, placed_at=NOW - DAY, state=OrderState.COMPLETED).id
    new = shops.order(business).id

    def found(wanted: Wanted) -> list[int]:
        return [order.id for order in queries.listed(business.id, wanted).items]

    assert found(Wanted(states=[OrderState.COMPLETED])) == [old]
    assert found(Wanted(since=NOW)) == [new]
    assert found(Wanted(until=NOW)) == [old]


def test_the_board_holds_all_that_is_open_and_what_ended_lately(business: Business) -> None:
    ended = OrderState.COMPLETED
    waiting = shops.order(business, placed_at=NOW - 5 * DAY, updated_at=NOW - 5 * DAY).id
    shops.order(business, state=ended, updated_at=NOW - 2 * HOUR)
    lately = shops.order(business, state=ended).id

    board = queries.board(business.id, since=NOW - HOUR)

    assert [order.id for order in board] == [waiting, lately]
    assert (queries.count_unsent(business.id), queries.count_by_state(business.id)) == (
        1,
        {OrderState.PLACED: 1, ended: 2},
    )


def test_changes_come_in_their_order_with_three_statements(business: Business) -> None:
    later = shops.order(business, updated_at=NOW + 2 * HOUR).id
    sooner = shops.order(business, updated_at=NOW + HOUR).id
    shops.order(business)
    key = business.id

    with statements() as asked:
        changed = queries.changes_since(key, NOW)

    assert [order.id for order in changed] == [sooner, later]
    assert len(asked) == 3
    assert [len(order.lines) for order in changed] == [1, 1]


def test_days_are_those_of_the_shop(business: Business) -> None:
    # Eleven at night on Sunday in London is two in the morning on Monday in Nairobi.
    night = NOW.replace(day=22, hour=23)
    shops.order(business, ("Rye", 100, 2), placed_at=night)
    shops.order(business, ("Rye", 100, 1), placed_at=night + HOUR)
    shops.order(business, placed_at=night, state=OrderState.CANCELLED)
    shops.order(business, placed_at=night, state=OrderState.EXPIRED)

    [day] = queries.day_totals(business.id, night - DAY, night + DAY)

    assert (day.day.isoformat(), day.orders, day.total) == ("2026-11-23", 2, 300)
    assert day.day == night.astimezone(ZoneInfo("Africa/Nairobi")).date()


def test_pages_of_customers_who_was_seen_last_first(business: Business) -> None:
    keys = [
        shops.customer(business, f"+25471100011{n}", last_seen_at=NOW - n // 2 * HOUR).id
        for n in range(5)
    ]
    shops.order(business, ("Rye", 100, 3), customer_id=keys[0])
    shops.order(business, customer_id=keys[0], state=OrderState.CANCELLED)
    db.session.rollback()
    found, after = [], 0
    while True:
        page = queries.customers(business.id, after=after, limit=2)
        found += page.items
        after = page.next
        if not after:
            break

    assert [patron.customer.id for patron in found] == [keys[n] for n in (1, 0, 3, 2, 4)]
    assert [(p.orders, p.total) for p in found[:2]] == [(0, 0), (1, 300)]
    assert queries.customers(business.id, "mwangi 0113").items[0].customer.id == keys[3]
    assert len(queries.orders_of_customer(business.id, keys[0]).items) == 2
