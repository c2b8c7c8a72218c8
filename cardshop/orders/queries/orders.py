"""Orders: one, by its key or its link, and pages of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from cardshop.catalogue.domain import searching
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.models import Fulfilment, Order, OrderState


class NoSuchOrder(NotFound):
    """There is no such order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which orders, the newest first. `since` is included, `until` is not; `after` is a key.

    `search` holds words of the number, name, telephone, e-mail or address.
    """

    states: Collection[OrderState] = ()
    fulfilment: Fulfilment | None = None
    search: str = ""
    since: datetime | None = None
    until: datetime | None = None
    customer_id: int | None = None
    after: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of orders with their lines and history; `next` is 0 on the last one."""

    items: list[Order]
    next: int


def order_of(business_id: int, order_id: int, *, for_change: bool = False) -> Order:
    """One order of the business with its lines and history. Raises NoSuchOrder."""
    if not 0 < order_id <= LARGEST_KEY:
        raise NoSuchOrder
    wanted = select(Order).where(Order.business_id == business_id, Order.id == order_id)
    return _one(wanted, for_change=for_change)


def by_token(token: str, *, for_change: bool = False) -> Order:
    """The order of a customer's link with its lines and history. Raises NoSuchOrder."""
    if not re.fullmatch("[0-9A-Za-z_-]{1,64}", token):
        raise NoSuchOrder
    return _one(select(Order).where(Order.token == token), for_change=for_change)


def by_idempotency_key(business_id: int, key: str) -> Order | None:
    """The order that was placed under a key already."""
    return db.session.scalar(
        select(Order)
        .where(Order.business_id == business_id, Order.idempotency_key == key)
        .options(*complete())
    )


def listed(business_id: int, wanted: Wanted) -> Listing:
    """A page in three statements, the newest first."""
    statement = (
        select(Order)
        .where(Order.business_id == business_id, *conditions(wanted))
        .order_by(Order.id.desc())
        .limit(wanted.limit + 1)
        .options(*complete())
        .execution_options(populate_existing=True)
    )
    if wanted.after:
        statement = statement.where(Order.id < wanted.after)
    rows = list(db.session.scalars(statement))
    shown = rows[: wanted.limit]
    return Listing(shown, shown[-1].id if len(rows) > wanted.limit else 0)


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What the orders must be, besides being the business's."""
    for word in searching.words(wanted.search):
        yield Order.search_text.like(searching.pattern(word), escape="\\")
    if wanted.states:
        yield Order.state.in_(list(wanted.states))
    if wanted.fulfilment:
        yield Order.fulfilment == wanted.fulfilment
    if wanted.customer_id is not None:
        yield Order.customer_id == wanted.customer_id
    yield from _placed_between(wanted.since, wanted.until)


def complete() -> tuple[ORMOption, ...]:
    """Lines and history along with the orders, in two statements however many."""
    return selectinload(Order.lines), selectinload(Order.events)


def _placed_between(
    since: datetime | None, until: datetime | None
) -> Iterator[ColumnElement[bool]]:
    if since:
        yield Order.placed_at >= since
    if until:
        yield Order.placed_at < until


def _one(wanted: Select[Order], *, for_change: bool) -> Order:
    statement = wanted.options(*complete()).execution_options(populate_existing=True)
    found = db.session.scalar(statement.with_for_update() if for_change else statement)
    if found is None:
        raise NoSuchOrder
    return found
