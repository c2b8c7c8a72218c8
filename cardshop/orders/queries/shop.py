"""How a business takes orders, where it delivers to, its coupons."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.models import (
    Coupon,
    Customer,
    DeliveryZone,
    Order,
    OrderState,
    ShopSettings,
    WhenClosed,
)


class NoSuchZone(NotFound):
    """There is no such delivery zone."""


class NoSuchCoupon(NotFound):
    """There is no such coupon."""


def settings_of(business_id: int) -> ShopSettings:
    """How the business takes orders. Without a row, the defaults, which are not written."""
    return db.session.get(ShopSettings, business_id) or default_settings(business_id)


def held_settings(business_id: int) -> ShopSettings:
    """The business's row, locked until the transaction ends, and made when it is missing.

    Whoever places an order or changes zones, coupons or settings holds it before anything else, so
    that no two of them run at the same time in one business and none waits for another in a circle.
    """
    found = _locked_settings(business_id)
    if found is None:
        _make_settings(business_id)
        found = _locked_settings(business_id)
    if found is None:
        raise NotFound
    return found


def default_settings(business_id: int) -> ShopSettings:
    """A row with every default, in no session."""
    return ShopSettings(
        business_id=business_id,
        last_number=1000,
        is_taking_orders=True,
        offers_pickup=True,
        offers_delivery=False,
        offers_dine_in=False,
        when_closed=WhenClosed.ALLOW,
        minimum_order=0,
        preparation_minutes=30,
        days_ahead=7,
        window_minutes=30,
        message_template="",
        pickup_note="",
        payment_note="",
    )


def zones(business_id: int) -> list[DeliveryZone]:
    """The delivery zones in the owner's order."""
    return list(
        db.session.scalars(
            select(DeliveryZone)
            .where(DeliveryZone.business_id == business_id)
            .order_by(DeliveryZone.position, DeliveryZone.id)
        )
    )


def zone_of(business_id: int, zone_id: int, *, for_change: bool = False) -> DeliveryZone:
    """One zone of the business; `for_change` holds the shop's settings too. Raises NoSuchZone."""
    if for_change:
        held_settings(business_id)
    found = find_zone(business_id, zone_id)
    if found is None:
        raise NoSuchZone
    return found


def find_zone(business_id: int, zone_id: int) -> DeliveryZone | None:
    """The same, or nothing, as it is in the database now."""
    if not 0 < zone_id <= LARGEST_KEY:
        return None
    return db.session.scalar(
        select(DeliveryZone)
        .where(DeliveryZone.business_id == business_id, DeliveryZone.id == zone_id)
        .execution_options(populate_existing=True)
    )


def coupons(business_id: int) -> list[Coupon]:
    """The coupons, the newest first."""
    return list(
        db.session.scalars(
            select(Coupon).where(Coupon.business_id == business_id).order_by(Coupon.id.desc())
        )
    )


def coupon_of(business_id: int, coupon_id: int, *, for_change: bool = False) -> Coupon:
    """One coupon of the business; `for_change` holds the shop's settings, not the coupon's uses.

    Raises NoSuchCoupon.
    """
    wanted = select(Coupon).where(Coupon.business_id == business_id, Coupon.id == coupon_id)
    if for_change:
        held_settings(business_id)
        wanted = wanted.execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NoSuchCoupon
    return found


def coupon_by_code(business_id: int, code: str) -> Coupon | None:
    """The coupon that a customer means by a folded code, as it is in the database now."""
    return db.session.scalar(
        select(Coupon)
        .where(Coupon.business_id == business_id, Coupon.code == code)
        .execution_options(populate_existing=True)
    )


def uses_by_phone(coupon_id: int, phone_key: str) -> int:
    """How many orders of a telephone used the coupon and still stand."""
    used = select(func.count()).where(
        Order.coupon_id == coupon_id,
        Order.customer_id == Customer.id,
        Customer.phone_key == phone_key,
        Order.state.not_in([OrderState.CANCELLED, OrderState.EXPIRED]),
    )
    return db.session.scalar(used) or 0


def _locked_settings(business_id: int) -> ShopSettings | None:
    return db.session.scalar(
        select(ShopSettings)
        .where(ShopSettings.business_id == business_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _make_settings(business_id: int) -> None:
    session = db.session()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(ShopSettings).values(business_id=business_id).on_conflict_do_nothing())
