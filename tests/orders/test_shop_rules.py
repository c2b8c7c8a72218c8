"""Settings, zones and coupons kept by the owner."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from cardshop.orders import operations, queries
from cardshop.orders.domain.shop import (
    CouponChanges,
    CouponContent,
    CustomerNotes,
    SettingsChanges,
    ZoneChanges,
    ZoneContent,
)
from cardshop.orders.models import Coupon, DeliveryZone, ShopSettings, WhenClosed
from tests.support import factories, shops
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def settle(business: Business, **fields: Any) -> None:
    with transaction():
        operations.edit_settings(business.id, parse(SettingsChanges, fields))


def make_zone(business: Business, **fields: Any) -> DeliveryZone:
    with transaction():
        content = parse(ZoneContent, fields)
        return operations.create_zone(business_id=business.id, content=content)


def change_zone(zone: DeliveryZone, **fields: Any) -> None:
    with transaction():
        held = queries.zone_of(zone.business_id, zone.id, for_change=True)
        operations.edit_zone(held, parse(ZoneChanges, fields))


def change_coupon(coupon: Coupon, **fields: Any) -> Coupon:
    with transaction():
        held = queries.coupon_of(coupon.business_id, coupon.id, for_change=True)
        operations.edit_coupon(held, parse(CouponChanges, fields))
    return held


def faults(raised: pytest.ExceptionInfo[FieldErrors]) -> list[str]:
    return [error.pointer for error in raised.value.errors]


def test_without_a_row_a_shop_takes_orders_as_everybody_does(business: Business) -> None:
    kept = queries.settings_of(business.id)

    assert (kept.is_taking_orders, kept.offers_pickup, kept.offers_delivery) == (True, True, False)
    assert db.session.query(ShopSettings).count() == 0
    columns = set(ShopSettings.__table__.columns.keys())
    assert columns <= set(vars(kept))


def test_what_is_not_said_of_the_settings_stays(business: Business) -> None:
    version = business.content_version
    settle(business, offers_delivery=True, when_closed="refuse", payment_note="Cash")
    settle(business, minimum_order=500)

    kept = queries.settings_of(business.id)
    assert (kept.offers_delivery, kept.when_closed) == (True, WhenClosed.REFUSE)
    assert (kept.payment_note, kept.minimum_order, kept.last_number) == ("Cash", 500, 1000)
    db.session.refresh(business)
    assert business.content_version == version + 2


def test_saying_the_same_settings_again_keeps_the_pages(business: Business) -> None:
    settle(business, minimum_order=500)
    db.session.refresh(business)
    version = business.content_version

    settle(business, minimum_order=500)

    db.session.refresh(business)
    assert business.content_version == version


def test_zones_stand_in_the_owners_order(business: Business) -> None:
    for name in ("Kilimani", "Westlands", "Karen"):
        make_zone(business, name=name, fee=20000)
    karen = queries.zones(business.id)[2]
    with transaction():
        held = queries.zone_of(business.id, karen.id, for_change=True)
        operations.move_zone(held, "up")
        operations.move_zone(held, "up")
        operations.move_zone(held, "up")

    assert [zone.name for zone in queries.zones(business.id)] == ["Karen", "Kilimani", "Westlands"]


def test_a_zone_changes_where_it_is_told(business: Business) -> None:
    zone = make_zone(business, name="Karen", fee=300, free_above=5000)
    change_zone(zone, fee=400)
    change_zone(zone, free_above=None)

    kept = queries.zone_of(business.id, zone.id)
    assert (kept.name, kept.fee, kept.free_above) == ("Karen", 400, None)


def test_two_zones_or_coupons_never_share_a_name(business: Business) -> None:
    make_zone(business, name="Karen")
    other = make_zone(business, name="Kilimani")
    shops.coupon(business, "SPRING")
    summer = shops.coupon(business, "SUMMER")

    with pytest.raises(FieldErrors) as raised:
        make_zone(business, name="Karen")
    assert faults(raised) == ["/name"]
    with pytest.raises(FieldErrors) as raised:
        change_zone(other, name="Karen")
    assert faults(raised) == ["/name"]
    with pytest.raises(FieldErrors) as raised:
        change_coupon(summer, code="spring")
    assert faults(raised) == ["/code"]


def test_a_coupon_is_judged_as_a_whole(business: Business) -> None:
    coupon = shops.coupon(business, uses=4, ends_at=NOW)

    for changes, pointer in (
        ({"value": 101}, "/value"),
        ({"starts_at": "2026-11-24T09:00:00Z"}, "/ends_at"),
        ({"max_uses": 3}, "/max_uses"),
    ):
        with pytest.raises(FieldErrors) as raised:
            change_coupon(coupon, **changes)
        assert faults(raised) == [pointer]
    assert change_coupon(coupon, kind="amount", value=5000, max_uses=4).value == 5000


def test_a_new_coupon_is_kept_in_capitals(business: Business) -> None:
    content = parse(CouponContent, {"code": "spring-10", "kind": "free_delivery"})
    with transaction():
        made = operations.create_coupon(business_id=business.id, content=content, at=NOW)

    assert (made.code, made.uses, queries.coupons(business.id)) == ("SPRING-10", 0, [made])
    with transaction():
        operations.delete_coupon(queries.coupon_of(business.id, made.id, for_change=True))
    assert queries.coupons(business.id) == []


def test_notes_of_a_customer_are_kept(business: Business) -> None:
    customer = shops.customer(business)
    with transaction():
        held = queries.customer_of(business.id, customer.id, for_change=True)
        operations.note_customer(held, CustomerNotes(notes="No nuts"))

    assert queries.customer_of(business.id, customer.id).notes == "No nuts"


def test_another_business_finds_none_of_it(business: Business) -> None:
    stranger = factories.owner().business.id
    zone, coupon = shops.zone(business), shops.coupon(business)
    customer, order = shops.customer(business), shops.order(business)

    for ask, key in (
        (queries.zone_of, zone.id),
        (queries.coupon_of, coupon.id),
        (queries.customer_of, customer.id),
        (queries.order_of, order.id),
    ):
        with pytest.raises(NotFound):
            ask(stranger, key)
