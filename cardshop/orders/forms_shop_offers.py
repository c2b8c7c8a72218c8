"""The forms of a delivery zone and of a coupon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from cardshop.accounts.till import Till
from cardshop.orders.domain.shop import CouponChanges, CouponContent, ZoneChanges, ZoneContent
from cardshop.orders.forms_reading import Reading
from cardshop.orders.models import Coupon, CouponKind, DeliveryZone
from cardshop.web.choices import choices
from cardshop.web.forms import Form


class ZoneForm(Form):
    """A neighbourhood: its name, what the way costs, how long it takes."""

    name = StringField(_l("Name"))
    fee = StringField(_l("Delivery fee"))
    free_above = StringField(_l("Free from"))
    minimum = StringField(_l("Smallest order"))
    minutes = StringField(_l("Way there, minutes"))

    @classmethod
    def of(cls, zone: DeliveryZone, till: Till) -> Self:
        """The form as it was sent, or as the zone is."""
        return cls(
            data={
                "name": zone.name,
                "fee": till.typed(zone.fee),
                "free_above": till.typed(zone.free_above),
                "minimum": till.typed(zone.minimum) if zone.minimum else "",
                "minutes": str(zone.minutes) if zone.minutes else "",
            }
        )

    def content(self, till: Till) -> ZoneContent:
        """A new zone. Raises FieldErrors."""
        return self._reading(till).content(ZoneContent)

    def changes(self, till: Till) -> ZoneChanges:
        """What becomes of a zone. Raises FieldErrors."""
        return self._reading(till).content(ZoneChanges)

    def _reading(self, till: Till) -> Reading:
        reading = Reading(self, till)
        reading.texts("name")
        reading.amount("fee")
        reading.amount("minimum")
        reading.amount("free_above", empty=None)
        reading.whole("minutes")
        return reading


class CouponForm(Form):
    """A code, what it takes off, for whom and how long. Dates are days of the business's zone."""

    code = StringField(_l("Code"))
    kind = RadioField(
        _l("It gives"),
        choices=choices(
            [
                ("percent", _l("Percent")),
                ("amount", _l("Amount")),
                ("free_delivery", _l("Free delivery")),
            ]
        ),
        validate_choice=False,
        default="percent",
    )
    value = StringField(_l("How much"))
    minimum = StringField(_l("Smallest order"))
    starts_at = StringField(_l("First day"))
    ends_at = StringField(_l("Last day"))
    max_uses = StringField(_l("Uses in all"))
    max_uses_per_phone = StringField(_l("Uses of each customer"))

    @classmethod
    def of(cls, coupon: Coupon, till: Till, zone: ZoneInfo) -> Self:
        """The form as it was sent, or as the coupon is."""
        return cls(
            data={
                "code": coupon.code,
                "kind": coupon.kind.value,
                "value": _value(coupon, till),
                "minimum": till.typed(coupon.minimum) if coupon.minimum else "",
                "starts_at": _first_day(coupon.starts_at, zone),
                "ends_at": _last_day(coupon.ends_at, zone),
                "max_uses": str(coupon.max_uses or ""),
                "max_uses_per_phone": str(coupon.max_uses_per_phone or ""),
            }
        )

    def content(self, till: Till, zone: ZoneInfo) -> CouponContent:
        """A new coupon. Raises FieldErrors."""
        return self._reading(till, zone).content(CouponContent)

    def changes(self, coupon: Coupon, till: Till, zone: ZoneInfo) -> CouponChanges:
        """What becomes of a coupon. Raises FieldErrors.

        Days that nobody touched stay the instants they are, which programs may set to the minute.
        """
        reading = self._reading(till, zone)
        if self.starts_at.data == _first_day(coupon.starts_at, zone):
            reading.take(starts_at=coupon.starts_at)
        if self.ends_at.data == _last_day(coupon.ends_at, zone):
            reading.take(ends_at=coupon.ends_at)
        return reading.content(CouponChanges)

    def _reading(self, till: Till, zone: ZoneInfo) -> Reading:
        reading = Reading(self, till)
        reading.texts("code", "kind")
        if self.kind.data == "amount":
            reading.amount("value")
        elif self.kind.data == "percent":
            reading.whole("value")
        else:
            reading.take(value=0)
        reading.amount("minimum")
        reading.begin("starts_at", zone)
        reading.end("ends_at", zone)
        reading.whole("max_uses", empty=None)
        reading.whole("max_uses_per_phone", empty=None)
        return reading


def _value(coupon: Coupon, till: Till) -> str:
    if coupon.kind == CouponKind.AMOUNT:
        return till.typed(coupon.value)
    return str(coupon.value) if coupon.kind == CouponKind.PERCENT else ""


def _first_day(instant: datetime | None, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).date().isoformat() if instant else ""


def _last_day(instant: datetime | None, zone: ZoneInfo) -> str:
    return _first_day(instant - timedelta(seconds=1), zone) if instant else ""
