"""Placing an order: one transaction, all of it or nothing (domain.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import or_, update

from cardshop.accounts.models import Business
from cardshop.catalogue.domain import searching
from cardshop.catalogue.operations import stock
from cardshop.catalogue.operations.stock import StockWanted
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox
from cardshop.orders import queries
from cardshop.orders.domain import states
from cardshop.orders.domain.lines import shortage
from cardshop.orders.domain.quote import PricedLine, Quote
from cardshop.orders.domain.request import OrderRequest
from cardshop.orders.messages import letters
from cardshop.orders.models import (
    Coupon,
    Fulfilment,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    ShopSettings,
)
from cardshop.orders.operations import quoting, settings
from cardshop.orders.operations.customers import remember


class OrderChanged(Conflict):
    """Something changed while you were ordering. Look at it, and order again."""

    # What an answer to a program says besides; the API fills it in.
    members: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self.quote = quote


class PriceChanged(OrderChanged):
    """The price has changed. Look at the new total, and order again if it suits you."""


class OutOfStock(OrderChanged):
    """Something in your order is sold out or there is too little of it."""


def place(
    business: Business,
    request: OrderRequest,
    *,
    idempotency_key: str,
    at: datetime,
    card_id: int | None = None,
    tag_code: str = "",
    locale: str,
) -> Order:
    """The order as it was asked for, or an earlier one that was placed under the same key.

    Raises OutOfStock, PriceChanged or OrderChanged with the present quote; nothing is altered
    silently. Its order of locks: settings, products, coupon, customer.
    """
    shop = settings.of(business.id)
    earlier = queries.by_idempotency_key(business.id, idempotency_key)
    if earlier is not None:
        return earlier
    quote = quoting.quote(business, request, at=at, for_change=True)
    _agree(quote, request)
    _take(business.id, quote)
    coupon = _use_coupon(business.id, quote)
    customer = remember(business.id, request.customer, at=at)
    order = Order(
        business_id=business.id,
        card_id=queries.held_card(business.id, card_id),
        source_tag_id=queries.held_tag(business.id, tag_code),
        customer_id=customer.id,
        coupon_id=coupon,
        number=_next_number(shop),
        token=ids.new_token(),
        idempotency_key=idempotency_key,
        state=OrderState.PLACED,
        locale=locale,
        version=1,
        **_amounts(business, quote),
        **_words(request),
        **_way(request, quote, shop),
        **_instants(quote, at),
        lines=[_line(line, position) for position, line in enumerate(quote.lines)],
        events=[OrderEvent(state=OrderState.PLACED, at=at, actor="customer", note="")],
    )
    order.search_text = _search_text(order)
    db.session.add(order)
    db.session.flush()
    _tell_owners(order, business, at)
    return order


def _agree(quote: Quote, request: OrderRequest) -> None:
    if any(problem.kind in ("gone", "sold_out", "too_few") for problem in quote.problems):
        raise OutOfStock(quote)
    if any(problem.kind != "coupon" for problem in quote.problems) or quote.ready_at is None:
        raise OrderChanged(quote)
    if quote.problems or request.expected_total not in (None, quote.totals.total):
        raise PriceChanged(quote)


def _take(business_id: int, quote: Quote) -> None:
    """Take the counted pieces; the database refuses what is not there, whoever else sells it."""
    wanted = [
        StockWanted(line.product_id, line.variant_id, line.quantity)
        for line in quote.lines
        if line.is_counted
    ]
    try:
        stock.take(business_id, wanted)
    except stock.OutOfStock as refusal:
        lacking = refusal.wanted
        keys = [(line.product_id, line.variant_id) for line in quote.lines]
        index = keys.index((lacking.product_id, lacking.variant_id))
        problem = shortage(
            f"/lines/{index}/quantity",
            lacking.product_id,
            quote.lines[index].name,
            refusal.available,
        )
        raise OutOfStock(replace(quote, problems=(problem,))) from refusal


def _use_coupon(business_id: int, quote: Quote) -> int | None:
    """Count the use with a guarded update; of many at once only as many as are left succeed."""
    if not quote.coupon_code:
        return None
    used = db.session.scalar(
        update(Coupon)
        .where(
            Coupon.business_id == business_id,
            Coupon.code == quote.coupon_code,
            or_(Coupon.max_uses.is_(None), Coupon.uses < Coupon.max_uses),
        )
        .values(uses=Coupon.uses + 1)
        .returning(Coupon.id)
        .execution_options(synchronize_session=False)
    )
    if used is None:
        raise OrderChanged(quote)
    return used


def _next_number(shop: ShopSettings) -> int:
    """One more than the last; whoever places another order waits for the row."""
    shop.last_number += 1
    return shop.last_number


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


def _way(request: OrderRequest, quote: Quote, shop: ShopSettings) -> dict[str, Any]:
    """What belongs to the chosen way; an address that was typed before choosing pickup is left."""
    asked = request.fulfilment
    is_delivery, is_dine_in = asked.kind == "delivery", asked.kind == "dine_in"
    length = timedelta(minutes=shop.window_minutes)
    return {
        "fulfilment": Fulfilment(asked.kind),
        "zone_id": asked.zone_id if is_delivery else None,
        "zone_name": quote.zone_name if is_delivery else "",
        "address": asked.address if is_delivery else "",
        "landmark": asked.landmark if is_delivery else "",
        "table_name": asked.table if is_dine_in else "",
        "wanted_from": asked.wanted_from,
        "wanted_until": asked.wanted_from + length if asked.wanted_from else None,
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


def _search_text(order: Order) -> str:
    """What the owner may type to find it: number, name, telephone, e-mail, place."""
    return searching.folded(
        f"{order.number} {order.customer_name} {order.customer_phone} {order.customer_email}"
        f" {order.zone_name} {order.address} {order.table_name}"
    )


def _tell_owners(order: Order, business: Business, at: datetime) -> None:
    for account in queries.told_of_orders(business.id):
        outbox.enqueue(letters.new_order(order, business, account), at)
