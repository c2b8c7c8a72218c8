"""How a shop takes orders, its zones and its coupons, in the owner's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask_babel import gettext as _

from cardshop.accounts.till import Till
from cardshop.lib.dates import format_date
from cardshop.orders.models import Coupon, CouponKind, DeliveryZone
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the shop's settings."""

    href: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone in the list."""

    id: int
    name: str
    rules: str


@dataclass(frozen=True, slots=True)
class CouponRow:
    """A coupon in the list; `badge` is the class of its state's word."""

    id: int
    code: str
    gives: str
    rules: str
    uses: str
    state: str
    badge: str


def sections() -> list[Section]:
    """The parts of the shop's settings; the current one is that of the page."""
    parts = (
        ("settings", _("Ordering")),
        ("zones", _("Zones")),
        ("coupons", _("Coupons")),
        ("message", _("Message")),
    )
    return [
        Section(url_for(f"shop.{name}"), label, request.endpoint == f"shop.{name}")
        for name, label in parts
    ]


def zone_row(zone: DeliveryZone, till: Till) -> ZoneRow:
    """A zone with its rules in one line."""
    rules = [till.show(zone.fee) if zone.fee else _("Free delivery")]
    if zone.free_above is not None and zone.fee:
        rules.append(_("free from %(amount)s", amount=till.show(zone.free_above)))
    if zone.minimum:
        rules.append(_("orders from %(amount)s", amount=till.show(zone.minimum)))
    if zone.minutes:
        rules.append(ngettext("%(num)s minute", "%(num)s minutes", zone.minutes))
    return ZoneRow(zone.id, zone.name, " · ".join(rules))


def coupon_row(coupon: Coupon, till: Till, zone: ZoneInfo, *, at: datetime) -> CouponRow:
    """A coupon with what it gives, for whom, and whether it still counts."""
    state, badge = _state(coupon, at)
    return CouponRow(
        id=coupon.id,
        code=coupon.code,
        gives=gives(coupon, till),
        rules=" · ".join(_rules(coupon, till, zone)),
        uses=_uses(coupon),
        state=state,
        badge=badge,
    )


def gives(coupon: Coupon, till: Till) -> str:
    """What a coupon takes off."""
    if coupon.kind == CouponKind.FREE_DELIVERY:
        return str(_("Free delivery"))
    if coupon.kind == CouponKind.AMOUNT:
        return str(_("%(amount)s off", amount=till.show(coupon.value)))
    return str(_("%(percent)s off", percent=number(coupon.value / 100, "#,##0%")))


def _state(coupon: Coupon, at: datetime) -> tuple[str, str]:
    if coupon.ends_at and coupon.ends_at <= at:
        return _("Expired"), "s-bad"
    if coupon.max_uses is not None and coupon.uses >= coupon.max_uses:
        return _("Used up"), "s-bad"
    if coupon.starts_at and coupon.starts_at > at:
        return _("Not yet"), "s-wait"
    return _("Active"), "s-ok"


def _rules(coupon: Coupon, till: Till, zone: ZoneInfo) -> list[str]:
    rules = []
    if coupon.minimum:
        rules.append(_("orders from %(amount)s", amount=till.show(coupon.minimum)))
    if coupon.starts_at:
        rules.append(_("from %(day)s", day=_day(coupon.starts_at, zone)))
    if coupon.ends_at:
        rules.append(_("until %(day)s", day=_day(coupon.ends_at - timedelta(seconds=1), zone)))
    if coupon.max_uses_per_phone:
        most = coupon.max_uses_per_phone
        rules.append(ngettext("%(num)s time each", "%(num)s times each", most))
    return rules


def _uses(coupon: Coupon) -> str:
    if coupon.max_uses is None:
        return ngettext("Used %(num)s time", "Used %(num)s times", coupon.uses)
    return str(
        _("Used %(uses)s of %(most)s", uses=number(coupon.uses), most=number(coupon.max_uses))
    )


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return format_date(instant.astimezone(zone).date(), page_language())
