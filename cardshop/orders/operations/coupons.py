"""Coupons: made, changed, removed. Their uses are counted where orders are placed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse
from cardshop.orders.domain.shop import CouponChanges, CouponContent
from cardshop.orders.models import Coupon, CouponKind, Order
from cardshop.orders.operations import settings


class CodeTaken(Invalid):
    """Another coupon has this code. Choose another."""


class FewerThanUsed(Invalid):
    """It has been used more often already."""


def create_coupon(*, business_id: int, content: CouponContent, at: datetime) -> Coupon:
    """A new coupon. Raises FieldErrors for a code that is taken."""
    settings.of(business_id)
    coupon = Coupon(business_id=business_id, created_at=at, uses=0, **_columns(content))
    db.session.add(coupon)
    _kept()
    return coupon


def edit_coupon(coupon: Coupon, changes: CouponChanges) -> None:
    """Change what was sent; nothing else moves.

    Raises FieldErrors for a code that is taken, a whole that does not fit together, and for fewer
    uses than there were.
    """
    settings.of(coupon.business_id)
    db.session.refresh(coupon, with_for_update=True)
    whole = as_content(coupon) | {name: getattr(changes, name) for name in changes.model_fields_set}
    content = parse(CouponContent, whole)
    if content.max_uses is not None and content.max_uses < coupon.uses:
        raise FieldErrors([FieldError("/max_uses", FewerThanUsed().detail)])
    for name, value in _columns(content).items():
        setattr(coupon, name, value)
    _kept()


def delete_coupon(coupon: Coupon) -> None:
    """Remove it; orders keep its code and what it took off."""
    settings.of(coupon.business_id)
    # Orders before the coupon, as whoever cancels one takes them.
    db.session.execute(
        update(Order)
        .where(Order.coupon_id == coupon.id)
        .values(coupon_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.delete(coupon)
    db.session.flush()


def as_content(coupon: Coupon) -> dict[str, Any]:
    """What would make it again, in the shape of CouponContent."""
    return {
        "code": coupon.code,
        "kind": coupon.kind.value,
        "value": coupon.value,
        "minimum": coupon.minimum,
        "starts_at": coupon.starts_at,
        "ends_at": coupon.ends_at,
        "max_uses": coupon.max_uses,
        "max_uses_per_phone": coupon.max_uses_per_phone,
    }


def _columns(content: CouponContent) -> dict[str, Any]:
    return content.model_dump() | {"kind": CouponKind(content.kind)}


def _kept() -> None:
    try:
        db.session.flush()
    except IntegrityError as fault:
        raise FieldErrors([FieldError("/code", CodeTaken().detail)]) from fault
