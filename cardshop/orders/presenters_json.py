"""Orders, quotes, zones and coupons as programs take them: JSON in the shape of http.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from cardshop.accounts.models import Business
from cardshop.orders import queries
from cardshop.orders.domain.quote import PricedLine, Problem, Quote
from cardshop.orders.messages.whatsapp import whatsapp_message
from cardshop.orders.models import (
    Coupon,
    DeliveryZone,
    Order,
    OrderEvent,
    OrderLine,
    ShopSettings,
)
from cardshop.web.site import absolute

_AMOUNTS = ("subtotal", "discount", "delivery_fee", "tax", "total")
# Who did something, as a customer may know it.
_OPEN_ACTORS = ("customer", "system")


def orders_as_json(
    orders: Iterable[Order], business: Business, *, public: bool = False
) -> list[dict[str, Any]]:
    """Several orders of one business, in two statements however many."""
    shown = list(orders)
    settings, codes = queries.settings_of(business.id), queries.tag_codes(shown)
    return [_order(order, business, settings, codes, public=public) for order in shown]


def order_as_json(order: Order, business: Business, *, public: bool = False) -> dict[str, Any]:
    """The ORDER of http.md. Its lines and history are loaded.

    `public` leaves out who of the business did what.
    """
    return orders_as_json([order], business, public=public)[0]


def quote_as_json(quote: Quote, business: Business) -> dict[str, Any]:
    """The priced lines and totals, and what keeps the order from being placed."""
    totals = {name: getattr(quote.totals, name) for name in _AMOUNTS}
    return {
        "lines": [_priced(line) for line in quote.lines],
        **totals,
        "currency": business.currency,
        "coupon": quote.coupon_code or None,
        "ready_at": _instant(quote.ready_at),
        "problems": [problem_as_json(problem) for problem in quote.problems],
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """One thing that is in the way, and where it stands in the request."""
    return {
        "kind": problem.kind,
        "pointer": problem.pointer,
        "detail": problem.detail,
        "product_id": problem.product_id,
        "available": problem.available,
    }


def zone_as_json(zone: DeliveryZone) -> dict[str, Any]:
    """A delivery zone as http.md lists it."""
    names = ("id", "name", "fee", "minimum", "free_above", "minutes")
    return {name: getattr(zone, name) for name in names}


def coupon_as_json(coupon: Coupon) -> dict[str, Any]:
    """A coupon as http.md lists it."""
    return {
        "id": coupon.id,
        "code": coupon.code,
        "kind": coupon.kind.value,
        "value": coupon.value,
        "minimum": coupon.minimum,
        "starts_at": _instant(coupon.starts_at),
        "ends_at": _instant(coupon.ends_at),
        "max_uses": coupon.max_uses,
        "max_uses_per_phone": coupon.max_uses_per_phone,
        "uses": coupon.uses,
    }


def _order(
    order: Order,
    business: Business,
    settings: ShopSettings,
    codes: Mapping[int, str],
    *,
    public: bool,
) -> dict[str, Any]:
    link = absolute(f"/o/{order.token}")
    message = whatsapp_message(order, business, link=link, settings=settings)
    return {
        "id": order.id,
        "number": order.number,
        "token": order.token,
        "state": order.state.value,
        "lines": [_line(line) for line in order.lines],
        **{name: getattr(order, name) for name in _AMOUNTS},
        "currency": order.currency,
        "customer": {
            "name": order.customer_name,
            "phone": order.customer_phone,
            "email": order.customer_email,
        },
        "fulfilment": _fulfilment(order),
        "coupon": order.coupon_code or None,
        "note": order.note,
        "source_tag": codes.get(order.source_tag_id or 0),
        "whatsapp_url": message.url,
        "status_url": link,
        "placed_at": _instant(order.placed_at),
        "sent_at": _instant(order.sent_at),
        "history": [_event(event, public=public) for event in order.events],
    }


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "product_id": line.product_id,
        "name": line.name,
        "options": line.options,
        "modifiers": line.modifiers,
        "unit_price": line.unit_price,
        "quantity": line.quantity,
        "total": line.total,
        "note": line.note,
    }


def _priced(line: PricedLine) -> dict[str, Any]:
    return {
        "product_id": line.product_id,
        "name": line.name,
        "options": [{"name": chosen.name, "value": chosen.value} for chosen in line.options],
        "modifiers": [
            {"group": extra.group, "name": extra.name, "price": extra.price}
            for extra in line.extras
        ],
        "unit_price": line.unit_price,
        "quantity": line.quantity,
        "total": line.total,
        "note": line.note,
    }


def _fulfilment(order: Order) -> dict[str, Any]:
    return {
        "kind": order.fulfilment.value,
        "zone_id": order.zone_id,
        "zone": order.zone_name,
        "address": order.address,
        "landmark": order.landmark,
        "table": order.table_name,
        "wanted_from": _instant(order.wanted_from),
        "wanted_until": _instant(order.wanted_until),
        "ready_at": _instant(order.ready_at),
    }


def _event(event: OrderEvent, *, public: bool) -> dict[str, Any]:
    known = not public or event.actor in _OPEN_ACTORS
    return {
        "state": event.state.value,
        "at": _instant(event.at),
        "actor": event.actor if known else "business",
    }


def _instant(at: datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
