"""The preview of the message: an order of the business's own products, and how long it gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any

import phonenumbers
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.catalogue.queries import Wanted
from cardshop.lib.wa_link import MOST_BYTES
from cardshop.orders import queries
from cardshop.orders.domain.message import MOST_LINES, Composed, Form
from cardshop.orders.messages.whatsapp import built_in_template, whatsapp_message
from cardshop.orders.models import DeliveryZone, Fulfilment, Order, OrderLine, ShopSettings
from cardshop.web import locales
from cardshop.web.locales import counted as ngettext
from cardshop.web.site import absolute

# As many characters as a real order's link has.
_SAMPLE_PATH = "/o/sample-of-an-orders-link"
_SAMPLE_LINES, _MEASURED = 3, (1, 10, 60)
_FORMS: dict[Form, Any] = {
    "full": _l("Everything is told."),
    "compact": _l("Shortened. The rest is behind the link."),
    "link_only": _l("Only number, total and link fit."),
}
PLACEHOLDERS: tuple[tuple[str, Any], ...] = (
    ("number", _l("The order's number")),
    ("items", _l("What was ordered, a line each")),
    ("charges", _l("Subtotal, discount, delivery fee and tax, if any")),
    ("total", _l("What it comes to")),
    ("fulfilment", _l("Pickup, delivery with the address, or the table")),
    ("time", _l("When it is wanted")),
    ("name", _l("The customer's name")),
    ("phone", _l("The customer's phone number")),
    ("note", _l("The customer's note")),
    ("payment", _l("Your note on payment")),
    ("business", _l("The name of your business")),
    ("link", _l("The order's page")),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How long the message of so many lines gets."""

    lines: str
    size: int
    says: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The message of the sample order, and how much of what a link can carry it takes."""

    text: str
    language: str
    size: int
    most: int
    says: str
    has_number: bool
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What sample orders are made of."""

    business: Business
    settings: ShopSettings
    goods: tuple[tuple[str, int], ...]
    zone: DeliveryZone | None
    now: datetime

    @classmethod
    def of(cls, business: Business, now: datetime) -> Sample:
        """The first products of the business, or some that stand for them."""
        found = catalogue.listed(business.id, Wanted(limit=_SAMPLE_LINES)).items
        zones = queries.zones(business.id)
        return cls(
            business=business,
            settings=queries.settings_of(business.id),
            goods=tuple((p.name, p.price) for p in found) or _stand_ins(business),
            zone=zones[0] if zones else None,
            now=now,
        )

    def order(self, count: int) -> Order:
        """An order of so many lines, in no session."""
        goods = islice(cycle(self.goods), count)
        lines = [_line(n, name, price) for n, (name, price) in enumerate(goods)]
        subtotal, fee = sum(line.total for line in lines), self.zone.fee if self.zone else 0
        return Order(
            number=1042,
            currency=self.business.currency,
            currency_exponent=self.business.currency_exponent,
            prices_include_tax=True,
            subtotal=subtotal,
            discount=0,
            delivery_fee=fee,
            tax=0,
            total=subtotal + fee,
            customer_phone=_example_phone(self.business.country),
            ready_at=self.now + timedelta(minutes=self.settings.preparation_minutes),
            lines=lines,
            **self._words(),
        )

    def _words(self) -> dict[str, Any]:
        with locales.speaking(self.business.locale):
            return {
                "customer_name": _("Amina K."),
                "note": _("Ring twice."),
                "fulfilment": Fulfilment.DELIVERY if self.zone else Fulfilment.PICKUP,
                "zone_name": self.zone.name if self.zone else "",
                "address": _("5 Garden Road") if self.zone else "",
                "landmark": "",
                "table_name": "",
            }


def preview(template: str, sample: Sample) -> Preview:
    """How the message looks with this template, which was checked."""
    business = sample.business
    kept = ShopSettings(
        message_template=template, payment_note=sample.settings.payment_note, pickup_note=""
    )

    def composed(count: int) -> Composed:
        link = absolute(_SAMPLE_PATH)
        return whatsapp_message(sample.order(count), business, link=link, settings=kept)

    shown = composed(_SAMPLE_LINES)
    return Preview(
        text=shown.text,
        language=business.locale,
        size=shown.size,
        most=MOST_BYTES,
        says=_says(shown.form, _SAMPLE_LINES),
        has_number=bool(business.whatsapp),
        measures=tuple(_measure(count, composed(count)) for count in _MEASURED),
    )


def built_in(business: Business) -> str:
    """The words that a business starts with, in its language."""
    with locales.speaking(business.locale):
        return built_in_template()


def _measure(count: int, composed: Composed) -> Measure:
    lines = ngettext("%(num)s line", "%(num)s lines", count)
    return Measure(lines, composed.size, _says(composed.form, count))


def _says(form: Form, lines: int) -> str:
    if form == "full" and lines > MOST_LINES:
        return str(_("The first lines, and how many more there are."))
    return str(_FORMS[form])


def _line(position: int, name: str, price: int) -> OrderLine:
    quantity = 1 + position % 2
    return OrderLine(
        position=position,
        name=name,
        options=[],
        modifiers=[],
        unit_price=price,
        quantity=quantity,
        total=price * quantity,
        note="",
    )


def _stand_ins(business: Business) -> tuple[tuple[str, int], ...]:
    unit = 10**business.currency_exponent
    with locales.speaking(business.locale):
        return ((_("First product"), 480 * unit), (_("Second product"), 220 * unit))


def _example_phone(country: str) -> str:
    kind = phonenumbers.PhoneNumberType.MOBILE
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None:
        return ""
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
