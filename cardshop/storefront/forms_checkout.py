"""The checkout's form: what a customer types and chooses, and what the page had shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from cardshop.lib import ids
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.text import printable
from cardshop.orders.domain.cart import Cart
from cardshop.orders.domain.quote import Problem
from cardshop.storefront.ways import Way, zone_of
from cardshop.web.forms import Form

SOON, LATER = "soon", "later"
# Where the faults of a request are told; by its longest matching beginning.
_FIELDS = {
    "/customer/name": "/name",
    "/customer/phone": "/phone",
    "/fulfilment/address": "/address",
    "/fulfilment/landmark": "/landmark",
    "/fulfilment/wanted_from": "/window",
    "/fulfilment": "/how",
    "/coupon": "/coupon",
    "/note": "/note",
}
_LONGEST_KEY = 64


class CheckoutForm(Form):
    """A public form: guarded by where it comes from, so it carries no token."""

    class Meta:
        """No token, for the page must not need a session."""

        csrf = False

    key = HiddenField()
    cart = HiddenField()
    name = StringField(_l("Your name"))
    phone = StringField(_l("Phone number"))
    how = RadioField(_l("How do you want it?"), choices=[], validate_choice=False)
    address = TextAreaField(_l("Delivery address"))
    landmark = StringField(_l("Landmark"))
    when = RadioField(_l("When?"), choices=[], validate_choice=False, default=SOON)
    window = SelectField(_l("Day and time"), choices=[], validate_choice=False)
    coupon = StringField(_l("Coupon"))
    note = TextAreaField(_l("Note for the shop"))

    @classmethod
    def opened(cls, cart: Cart, ways: Iterable[Way]) -> CheckoutForm:
        """An empty form for a cart, with the first way chosen."""
        form = cls(formdata=None)
        form.key.data, form.cart.data = ids.new_token(), cart.digest
        form.how.data = next((way.value for way in ways), "")
        return form

    @classmethod
    def sent(cls) -> CheckoutForm:
        """The form as it was sent."""
        form = cls()
        form.key.data = form.secret or ids.new_token()
        return form

    @classmethod
    def drafted(cls, held: Cart, cart: Cart) -> CheckoutForm:
        """The form as it was sent, for the cart as it is now.

        When the cart was another one on the page, as after an order and the back button, it is the
        form of another order.
        """
        form = cls.sent()
        if form.cart.data != held.digest:
            form.key.data = ids.new_token()
        form.cart.data = cart.digest
        return form

    @property
    def secret(self) -> str:
        """The word under which an order is placed at most once."""
        return printable(self.key.data or "")[:_LONGEST_KEY]

    @property
    def wants_later(self) -> bool:
        """Whether a window was chosen instead of as soon as possible."""
        return bool(self.when.data == LATER)

    def way(self, ways: Iterable[Way]) -> Way | None:
        """The chosen way, if the shop still offers it."""
        return next((way for way in ways if way.value == self.how.data), None)

    def note_of(self, line_key: str) -> str:
        """What was typed about one line."""
        return printable(request.form.get(f"note-{line_key}", ""))

    def shown_price_of(self, line_key: str) -> int | None:
        """The price of one piece that the page had shown."""
        return _number(request.form.get(f"price-{line_key}", ""))

    @property
    def shown_total(self) -> int | None:
        """The total that stood on the button."""
        return _number(request.form.get("total", ""))

    def price_asked(self, cart: Cart, ways: Iterable[Way]) -> dict[str, Any]:
        """QUOTE_REQUEST: the cart, the way if one is chosen, the coupon."""
        asked: dict[str, Any] = {
            "lines": [line.asked().model_dump() for line in cart.lines],
            "coupon": (self.coupon.data or "").strip(),
        }
        if self.way(ways):
            asked["fulfilment"] = self._fulfilment(ways)
        return asked

    def order_asked(self, cart: Cart, ways: Iterable[Way]) -> dict[str, Any]:
        """ORDER_REQUEST. Raises FieldErrors for what cannot even be asked for."""
        window = _instant(self.window.data)
        if self.wants_later and window is None:
            raise FieldErrors([FieldError("/fulfilment/wanted_from", _("Choose a day and time"))])
        if not self.how.data:
            raise FieldErrors([FieldError("/fulfilment", _("Choose how you want it"))])
        return {
            "lines": [
                line.asked().model_dump() | {"note": self.note_of(line.key)} for line in cart.lines
            ],
            "customer": {"name": self.name.data or "", "phone": self.phone.data or ""},
            "fulfilment": self._fulfilment(ways),
            "coupon": (self.coupon.data or "").strip(),
            "note": self.note.data or "",
            "expected_total": self.shown_total,
        }

    def show(self, faults: Iterable[FieldError | Problem]) -> None:
        """Put each fault of a request next to its field, or into the summary."""
        placed = [FieldError(_field_of(f.pointer), f.detail) for f in faults]
        self.take(FieldErrors(placed))

    def _fulfilment(self, ways: Iterable[Way]) -> dict[str, Any]:
        value = self.how.data or ""
        kind = "delivery" if value.startswith("delivery") else value
        way = self.way(ways)
        asked: dict[str, Any] = {"kind": kind, "table": way.table if way else ""}
        if kind == "delivery":
            asked["zone_id"] = zone_of(value)
            asked |= {"address": self.address.data or "", "landmark": self.landmark.data or ""}
        if self.wants_later:
            asked["wanted_from"] = _instant(self.window.data)
        return asked


def _field_of(pointer: str) -> str:
    return next((field for start, field in _FIELDS.items() if pointer.startswith(start)), "")


def _instant(text: str | None) -> datetime | None:
    try:
        instant = datetime.fromisoformat((text or "")[:40])
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _number(text: str) -> int | None:
    well = text.isascii() and text.isdecimal() and len(text) <= 15
    return int(text) if well else None
