"""One order in full, as its owner works with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.catalogue.offers import Offer
from cardshop.lib import phones
from cardshop.media import queries as media
from cardshop.orders.messages.replies import Reply, replies
from cardshop.orders.messages.whatsapp import table_word
from cardshop.orders.models import Fulfilment, Order, OrderLine, OrderState
from cardshop.orders.presenters_desk import ICONS, Desk, money_of, way
from cardshop.web.locales import number
from cardshop.web.site import absolute

PICTURE_WIDTH = 160


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line: how many of what, each choice and extra in words, the customer's note."""

    quantity: str
    name: str
    details: tuple[str, ...]
    note: str
    total: str
    picture: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the total."""

    words: str
    amount: str


@dataclass(frozen=True, slots=True)
class Place:
    """How and when the customer gets it, and where that is on a map."""

    icon: str
    title: str
    time: str
    lines: tuple[str, ...]
    map_href: str


def lines(order: Order, desk: Desk) -> list[LineShown]:
    """The lines with pictures of the products that are still there."""
    pictures = _pictures(order)
    return [line_shown(line, order, desk, pictures.get(line.id, "")) for line in order.lines]


def line_shown(line: OrderLine, order: Order, desk: Desk, picture: str = "") -> LineShown:
    """A line in words."""
    chosen = (str(option["value"]) for option in line.options)
    return LineShown(
        quantity=number(line.quantity),
        name=line.name,
        details=(*chosen, *(str(extra["name"]) for extra in line.modifiers)),
        note=line.note,
        total=money_of(order).show(line.total, desk.money_locale),
        picture=picture,
    )


def pieces(order: Order) -> int:
    """How many things there are, all lines together."""
    return sum(line.quantity for line in order.lines)


def parts(order: Order, desk: Desk) -> list[Part]:
    """What the total is made of; nothing where it is only the lines."""
    currency = money_of(order)
    free = str(_("Free"))
    return [
        Part(words, currency.show(amount, desk.money_locale) if amount else free)
        for words, amount in _parts(order)
    ]


def total(order: Order, desk: Desk) -> str:
    """The total."""
    return money_of(order).show(order.total, desk.money_locale)


def place(order: Order, desk: Desk) -> Place:
    """Where it goes."""
    where = (order.zone_name, order.address, order.landmark, table_word(order.table_name))
    return Place(
        icon=ICONS[order.fulfilment],
        title=way(order.fulfilment),
        time=_time(order, desk),
        lines=tuple(filter(None, where)),
        map_href=_map(order) if order.fulfilment is Fulfilment.DELIVERY else "",
    )


def chat(order: Order) -> str:
    """The WhatsApp chat with the customer, nothing written yet."""
    return f"https://wa.me/{phones.whatsapp_digits(order.customer_phone)}"


def answers(order: Order, business: Business) -> list[Reply]:
    """The replies that fit now: about what just happened, then a question while it is open."""
    ready = {reply.state: reply for reply in replies(order, business, link=link_of(order))}
    fitting = [order.state]
    if order.state in (OrderState.ACCEPTED, OrderState.READY):
        fitting.append(OrderState.PLACED)
    return [ready[state] for state in fitting if state in ready]


def link_of(order: Order) -> str:
    """The customer's page, as the world reaches it."""
    return absolute(f"/o/{order.token}")


def _parts(order: Order) -> Iterator[tuple[str, int]]:
    if order.total != order.subtotal:
        yield str(_("Subtotal")), order.subtotal
    if order.discount:
        code = order.coupon_code
        words = _("Discount %(code)s", code=code) if code else _("Discount")
        yield str(words), -order.discount
    if order.fulfilment is Fulfilment.DELIVERY:
        yield str(_("Delivery")), order.delivery_fee
    if order.tax:
        yield str(_("Tax, included") if order.prices_include_tax else _("Tax")), order.tax


def _time(order: Order, desk: Desk) -> str:
    if order.wanted_from is None:
        return str(_("As soon as ready, about %(time)s", time=desk.moment(order.ready_at)))
    begin = desk.moment(order.wanted_from)
    return f"{begin} – {desk.clock(order.wanted_until)}" if order.wanted_until else begin


def _map(order: Order) -> str:
    """The address on whatever map the phone has."""
    words = ", ".join(filter(None, (order.address.replace("\n", ", "), order.zone_name)))
    return f"https://www.google.com/maps/search/?api=1&query={quote(words, safe=',')}"


def _pictures(order: Order) -> dict[int, str]:
    """The address of each line's picture, by the line's key."""
    keys = {line.product_id for line in order.lines if line.product_id}
    offers = catalogue.offers(order.business_id, keys)
    wanted = {line.id: _picture_id(line, offers) for line in order.lines}
    shown = media.shown(order.business_id, wanted.values())
    return {
        line: shown[picture].url(PICTURE_WIDTH)
        for line, picture in wanted.items()
        if picture in shown
    }


def _picture_id(line: OrderLine, offers: Mapping[int, Offer]) -> int | None:
    offer = offers.get(line.product_id or 0)
    variant = offer.variant(line.variant_id) if offer else None
    return (variant.picture_id if variant else None) or (offer.picture_id if offer else None)
