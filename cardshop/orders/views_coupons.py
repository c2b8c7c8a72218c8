"""Coupons: listed with their uses, added, changed, removed."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.orders import operations, queries
from cardshop.orders.blueprint_shop import shop
from cardshop.orders.forms_shop_offers import CouponForm
from cardshop.orders.presenters_shop import coupon_row, sections
from cardshop.web.guards import owner


@shop.get("/coupons")
@owner
def coupons() -> str:
    """Every coupon, the newest first."""
    till, zone, now = _till(), _zone(), clock.now()
    kept = queries.coupons(current.business_id())
    rows = [coupon_row(coupon, till, zone, at=now) for coupon in kept]
    return render_template("orders/shop/coupons.html", sections=sections(), rows=rows)


@shop.get("/coupons/new")
@owner
def new_coupon() -> str:
    """An empty form."""
    return _page(CouponForm())


@shop.post("/coupons/new")
@owner
def create_coupon() -> ResponseReturnValue:
    """Add the coupon."""
    form = CouponForm()
    if not form.validate_on_submit() or not _done(form, lambda: _create(form)):
        return _page(form), 422
    flash(_("Coupon added."))
    return redirect(url_for("shop.coupons"), 303)


@shop.get("/coupons/<key:coupon_id>")
@owner
def coupon(coupon_id: int) -> str:
    """One coupon."""
    kept = queries.coupon_of(current.business_id(), coupon_id)
    return _page(CouponForm.of(kept, _till(), _zone()), coupon_id)


@shop.post("/coupons/<key:coupon_id>")
@owner
def edit_coupon(coupon_id: int) -> ResponseReturnValue:
    """Change it."""
    queries.coupon_of(current.business_id(), coupon_id)
    form = CouponForm()
    if not form.validate_on_submit() or not _done(form, lambda: _edit(coupon_id, form)):
        return _page(form, coupon_id), 422
    flash(_("Saved."))
    return redirect(url_for("shop.coupons"), 303)


@shop.get("/coupons/<key:coupon_id>/removal")
@owner
def coupon_removal(coupon_id: int) -> str:
    """Ask first."""
    kept = queries.coupon_of(current.business_id(), coupon_id)
    return render_template(
        "orders/shop/removal.html",
        title=_("Delete this coupon?"),
        name=kept.code,
        effect=_("Nobody can use the code any more. Orders that used it keep their discount."),
        words=_("Delete the coupon"),
        back=url_for("shop.coupon", coupon_id=coupon_id),
    )


@shop.post("/coupons/<key:coupon_id>/removal")
@owner
def delete_coupon(coupon_id: int) -> ResponseReturnValue:
    """Remove it."""
    with transaction():
        kept = queries.coupon_of(current.business_id(), coupon_id, for_change=True)
        operations.delete_coupon(kept)
    flash(_("Coupon deleted."))
    return redirect(url_for("shop.coupons"), 303)


def _create(form: CouponForm) -> None:
    operations.create_coupon(
        business_id=current.business_id(), content=form.content(_till(), _zone()), at=clock.now()
    )


def _edit(coupon_id: int, form: CouponForm) -> None:
    kept = queries.coupon_of(current.business_id(), coupon_id, for_change=True)
    operations.edit_coupon(kept, form.changes(kept, _till(), _zone()))


def _done(form: CouponForm, change: Callable[[], None]) -> bool:
    try:
        with transaction():
            change()
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(form: CouponForm, coupon_id: int = 0) -> str:
    uses = queries.coupon_of(current.business_id(), coupon_id).uses if coupon_id else 0
    return render_template(
        "orders/shop/coupon.html", form=form, coupon_id=coupon_id, sign=_till().sign, uses=uses
    )


def _till() -> Till:
    return Till.of(current.business())


def _zone() -> ZoneInfo:
    return ZoneInfo(current.business().timezone)
