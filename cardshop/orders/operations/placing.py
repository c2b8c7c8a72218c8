"""Placing an order: one transaction, all of it or nothing (domain.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import or_, update

from cardshop.accounts.models import Business
from cardshop.catalogue.operations import running_low, stock
from cardshop.catalogue.operations.stock import RunningLow, StockWanted
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.orders import queries
from cardshop.orders.domain.lines import shortage
from cardshop.orders.domain.quote import Quote
from cardshop.orders.domain.request import OrderRequest
from cardshop.orders.messages import notices
from cardshop.orders.models import Coupon, Order, ShopSettings
from cardshop.orders.operations import quoting, settings, snapshot
from cardshop.orders.operations.customers import remember
from cardshop.orders.operations.states import CUSTOMER


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
    low = _take(business.id, quote)
    order = snapshot.of(business, request, quote, at=at)
    order.idempotency_key, order.locale = idempotency_key, locale
    order.coupon_id = _use_coupon(business.id, quote)
    order.customer_id = remember(business.id, request.customer, at=at).id
    order.card_id = queries.held_card(business.id, card_id)
    order.source_tag_id = queries.held_tag(business.id, tag_code)
    order.number = _next_number(shop)
    order.search_text = snapshot.search_text(order)
    db.session.add(order)
    db.session.flush()
    notices.tell(order, business, actor=CUSTOMER, at=at)
    running_low.tell(business, low, at=at)
    return order


def _agree(quote: Quote, request: OrderRequest) -> None:
    if any(problem.kind in ("gone", "sold_out", "too_few") for problem in quote.problems):
        raise OutOfStock(quote)
    if any(problem.kind != "coupon" for problem in quote.problems) or quote.ready_at is None:
        raise OrderChanged(quote)
    if quote.problems or request.expected_total not in (None, quote.totals.total):
        raise PriceChanged(quote)


def _take(business_id: int, quote: Quote) -> list[RunningLow]:
    """Take the counted pieces; the database refuses what is not there, whoever else sells it.

    Returns what runs low by it.
    """
    wanted = [
        StockWanted(line.product_id, line.variant_id, line.quantity)
        for line in quote.lines
        if line.is_counted
    ]
    try:
        return stock.take(business_id, wanted)
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
