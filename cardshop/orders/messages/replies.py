"""Ready-written replies to the customer of an order, each a wa.me link that the owner taps."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib import phones
from cardshop.lib.dates import format_date, format_time
from cardshop.lib.one_line import isolated, one_line
from cardshop.lib.wa_link import wa_link
from cardshop.orders import queries
from cardshop.orders.models import Fulfilment, Order, OrderState, ShopSettings
from cardshop.web import locales

_NAME = 40


@dataclass(frozen=True, slots=True)
class Reply:
    """Words to send once an order is in a state; `label` is for the owner, in their language."""

    state: OrderState
    label: str
    text: str
    url: str


def replies(
    order: Order, business: Business, *, link: str, settings: ShopSettings | None = None
) -> list[Reply]:
    """A reply for each state that an order can be in after it was placed, and one question.

    The words are in the business's language; the first, for `placed`, asks about the order. `link`
    is the order's page with its host. Nothing is read where `settings` are given.
    """
    kept = settings or queries.settings_of(business.id)
    with locales.speaking(business.locale):
        texts = _texts(order, business, kept)
    digits = phones.whatsapp_digits(order.customer_phone)
    labels = _labels(order)
    return [
        Reply(
            state=state,
            label=labels[state],
            text=f"{text}\n{link}",
            url=wa_link(digits, f"{text}\n{link}"),
        )
        for state, text in texts.items()
    ]


def _labels(order: Order) -> dict[OrderState, str]:
    ready = _("Say it is ready")
    if order.fulfilment == Fulfilment.DELIVERY:
        ready = _("Say it is on its way")
    return {
        OrderState.PLACED: _("Ask about the order"),
        OrderState.ACCEPTED: _("Say it is accepted"),
        OrderState.READY: ready,
        OrderState.COMPLETED: _("Say thank you"),
        OrderState.CANCELLED: _("Say it is cancelled"),
    }


def _texts(order: Order, business: Business, kept: ShopSettings) -> dict[OrderState, str]:
    is_rtl = locales.direction(business.locale) == "rtl"
    known = {
        "name": isolated(one_line(order.customer_name, _NAME), rtl=is_rtl),
        "number": str(order.number),
    }
    return {
        OrderState.PLACED: _(
            "Hello %(name)s, we have a question about your order %(number)s.", **known
        ),
        OrderState.ACCEPTED: _accepted(order, business, known),
        OrderState.READY: _ready(order, known, kept.pickup_note),
        OrderState.COMPLETED: _("Thank you for your order %(number)s, %(name)s.", **known),
        OrderState.CANCELLED: _(
            "Hello %(name)s, we are sorry: your order %(number)s is cancelled.", **known
        ),
    }


def _accepted(order: Order, business: Business, known: dict[str, str]) -> str:
    due = (order.wanted_from or order.ready_at).astimezone(ZoneInfo(business.timezone))
    words: str = _(
        "Hello %(name)s, thank you. We accepted your order %(number)s for %(day)s, %(time)s.",
        **known,
        day=format_date(due.date(), business.locale, "day"),
        time=format_time(due.time(), business.locale),
    )
    return words


def _ready(order: Order, known: dict[str, str], pickup_note: str) -> str:
    if order.fulfilment == Fulfilment.DELIVERY:
        return str(_("Hello %(name)s, your order %(number)s is on its way.", **known))
    if order.fulfilment == Fulfilment.DINE_IN:
        return str(_("Hello %(name)s, your order %(number)s comes to your table.", **known))
    words = _("Hello %(name)s, your order %(number)s is ready to collect.", **known)
    note = one_line(pickup_note, 200)
    return f"{words}\n{note}" if note else words
