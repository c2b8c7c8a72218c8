"""A customer's order: where it stands, what is left to do, what was ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup

from cardshop.accounts.models import Business
from cardshop.accounts.opening import Clock
from cardshop.cards.published import PublicCard
from cardshop.lib.money import Currency
from cardshop.media.queries import Shown
from cardshop.orders.messages.whatsapp import Composed, table_word
from cardshop.orders.models import Fulfilment, Order, OrderLine, OrderState
from cardshop.storefront import order_words, times
from cardshop.storefront.order_words import Words
from cardshop.storefront.presenters_checkout import Row
from cardshop.web.locales import number

_WAYS = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED)


@dataclass(frozen=True, slots=True)
class Look:
    """How the page looks and where the shop is: that of the card, or our own when it is gone."""

    css: Markup
    colours: Mapping[str, str]
    avatar: Shown | None
    card: PublicCard | None

    @property
    def path(self) -> str:
        """Where the card is; empty for one that nobody may see."""
        return f"/{self.card.slug}" if self.card and self.card.is_published else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way; `is_now` is the one that the order is at."""

    words: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it was ordered."""

    quantity: str
    name: str
    choice: str
    note: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything that a customer's page of an order says."""

    look: Look
    order: Order
    name: str
    words: Words
    steps: list[Step]
    message: Composed
    phone: str
    url: str
    items: list[Item]
    rows: list[Row]
    total: str
    when: str
    where: str
    payment: str

    @property
    def path(self) -> str:
        """Its address on this site."""
        return f"/o/{self.order.token}"

    @property
    def number(self) -> str:
        """The number as people say it."""
        return number_of(self.order)

    @property
    def is_unsent(self) -> bool:
        """Whether the customer still has to hand it over."""
        return self.order.state is OrderState.PLACED and self.order.sent_at is None

    @property
    def can_cancel(self) -> bool:
        """Whether the shop has not begun."""
        return self.order.state is OrderState.PLACED

    @property
    def is_over(self) -> bool:
        """Whether nothing happens to it any more."""
        return self.order.state in (
            OrderState.COMPLETED,
            OrderState.CANCELLED,
            OrderState.EXPIRED,
        )


def number_of(order: Order) -> str:
    """The number as people say it, in the digits of the page's language."""
    return f"#{number(order.number, '0')}"


def order_page(
    order: Order,
    business: Business,
    look: Look,
    message: Composed,
    *,
    url: str,
    payment: str,
    at: datetime,
) -> OrderPage:
    """The page of an order whose lines and history are loaded; `url` is its public address."""
    clock = Clock(at, ZoneInfo(business.timezone), order.locale)
    name = look.card.display_name if look.card else business.name
    when = _when(order, clock)
    phones = look.card.phones if look.card else ()
    return OrderPage(
        look=look,
        order=order,
        name=name,
        words=order_words.said(order, number=number_of(order), shop=name, when=when),
        steps=_steps(order),
        message=message,
        phone=phones[0].number if phones else business.whatsapp,
        url=url,
        items=[_item(order, line) for line in order.lines],
        rows=_rows(order),
        total=_money(order, order.total),
        when=when,
        where=_where(order, look),
        payment=payment,
    )


def _money(order: Order, minor: int) -> str:
    return Currency(order.currency, order.currency_exponent).show(minor, order.locale)


def _steps(order: Order) -> list[Step]:
    if order.state not in _WAYS:
        return []
    reached = _WAYS.index(order.state)
    return [
        Step(words, place < reached or order.state is OrderState.COMPLETED, place == reached)
        for place, words in enumerate(order_words.steps(order.fulfilment))
    ]


def _item(order: Order, line: OrderLine) -> Item:
    chosen = [option["value"] for option in line.options] + [m["name"] for m in line.modifiers]
    return Item(
        number(line.quantity), line.name, " · ".join(chosen), line.note, _money(order, line.total)
    )


def _rows(order: Order) -> list[Row]:
    rows = [Row(_("Subtotal"), _money(order, order.subtotal))]
    if order.discount:
        words = _("Coupon %(code)s", code=order.coupon_code)
        rows.append(Row(words, f"−{_money(order, order.discount)}"))
    if order.fulfilment is Fulfilment.DELIVERY:
        fee = _money(order, order.delivery_fee) if order.delivery_fee else _("Free")
        rows.append(Row(_("Delivery to %(zone)s", zone=order.zone_name), fee))
    if order.tax:
        words = _("Tax included") if order.prices_include_tax else _("Tax")
        rows.append(Row(words, _money(order, order.tax), is_quiet=order.prices_include_tax))
    return rows if len(rows) > 1 else []


def _when(order: Order, clock: Clock) -> str:
    if order.wanted_from and order.wanted_until:
        return times.between(order.wanted_from, order.wanted_until, clock)
    return times.about(order.ready_at, clock)


def _where(order: Order, look: Look) -> str:
    if order.fulfilment is Fulfilment.DELIVERY:
        return "\n".join(filter(None, (order.address, order.landmark)))
    if order.fulfilment is Fulfilment.DINE_IN:
        return table_word(order.table_name)
    addresses = look.card.addresses if look.card else ()
    return ", ".join(addresses[0].lines[:1]) if addresses else ""
