"""An order as it is written down: every word and price as it was when it was placed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cardshop.accounts.models import Business
from cardshop.catalogue.domain import searching
from cardshop.lib import ids
from cardshop.orders.domain import states
from cardshop.orders.domain.quote import PricedLine, Quote
from cardshop.orders.domain.request import OrderRequest
from cardshop.orders.models import Fulfilment, Order, OrderEvent, OrderLine, OrderState


def of(business: Business, request: OrderRequest, quote: Quote, *, at: datetime) -> Order:
    """The order with its lines and the beginning of its history, in no session yet.

    Its number, customer, coupon and origin are for whoever places it.
    """
    return Order(
        business_id=business.id,
        token=ids.new_token(),
        state=OrderState.PLACED,
        version=1,
        **_amounts(business, quote),
        **_words(request),
        **_way(request, quote),
        **_instants(quote, at),
        lines=[_line(line, position) for position, line in enumerate(quote.lines)],
        events=[OrderEvent(state=OrderState.PLACED, at=at, actor="customer", note="")],
    )


def search_text(order: Order) -> str:
    """What the owner may type to find it: number, name, telephone, e-mail, place."""
    return searching.folded(
        f"{order.number} {order.customer_name} {order.customer_phone} {order.customer_email}"
        f" {order.zone_name} {order.address} {order.table_name}"
    )


def _amounts(business: Business, quote: Quote) -> dict[str, Any]:
    totals = quote.totals
    return {
        "currency": business.currency,
        "currency_exponent": business.currency_exponent,
        "prices_include_tax": totals.prices_include_tax,
        "subtotal": totals.subtotal,
        "discount": totals.discount,
        "delivery_fee": totals.delivery_fee,
        "tax": totals.tax,
        "total": totals.total,
        "coupon_code": quote.coupon_code,
    }


def _words(request: OrderRequest) -> dict[str, Any]:
    customer = request.customer
    return {
        "customer_name": customer.name,
        "customer_phone": customer.phone,
        "customer_email": customer.email,
        "note": request.note,
    }


def _way(request: OrderRequest, quote: Quote) -> dict[str, Any]:
    """What belongs to the chosen way; an address that was typed before choosing pickup is left."""
    asked = request.fulfilment
    is_delivery, is_dine_in = asked.kind == "delivery", asked.kind == "dine_in"
    return {
        "fulfilment": Fulfilment(asked.kind),
        "zone_id": asked.zone_id if is_delivery else None,
        "zone_name": quote.zone_name if is_delivery else "",
        "address": asked.address if is_delivery else "",
        "landmark": asked.landmark if is_delivery else "",
        "table_name": asked.table if is_dine_in else "",
        "wanted_from": asked.wanted_from,
        "wanted_until": quote.wanted_until,
    }


def _instants(quote: Quote, at: datetime) -> dict[str, Any]:
    return {
        "ready_at": quote.ready_at,
        "placed_at": at,
        "updated_at": at,
        "expires_at": at + states.UNSENT_FOR,
    }


def _line(line: PricedLine, position: int) -> OrderLine:
    return OrderLine(
        position=position,
        product_id=line.product_id,
        variant_id=line.variant_id,
        name=line.name,
        sku=line.sku,
        options=[{"name": chosen.name, "value": chosen.value} for chosen in line.options],
        modifiers=[
            {"group": extra.group, "name": extra.name, "price": extra.price}
            for extra in line.extras
        ],
        unit_price=line.unit_price,
        quantity=line.quantity,
        total=line.total,
        tax_basis_points=line.tax_basis_points,
        note=line.note,
        took_stock=line.is_counted,
    )
