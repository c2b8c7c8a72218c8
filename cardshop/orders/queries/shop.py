"""How a business takes orders, where it delivers to, its coupons."""

from __future__ import annotations

from sqlalchemy import func, select

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
    """One zone of the business. Raises NoSuchZone."""
    found = find_zone(business_id, zone_id, for_change=for_change)
    if found is None:
        raise NoSuchZone
    return found


def find_zone(business_id: int, zone_id: int, *, for_change: bool = False) -> DeliveryZone | None:
    """The same, or nothing."""
    if not 0 < zone_id <= LARGEST_KEY:
        return None
    wanted = select(DeliveryZone).where(
        DeliveryZone.business_id == business_id, DeliveryZone.id == zone_id
    )
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def coupons(business_id: int) -> list[Coupon]:
    """The coupons, the newest first."""
    return list(
        db.session.scalars(
            select(Coupon).where(Coupon.business_id == business_id).order_by(Coupon.id.desc())
        )
    )


def coupon_of(business_id: int, coupon_id: int, *, for_change: bool = False) -> Coupon:
    """One coupon of the business. Raises NoSuchCoupon."""
    wanted = select(Coupon).where(Coupon.business_id == business_id, Coupon.id == coupon_id)
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
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
