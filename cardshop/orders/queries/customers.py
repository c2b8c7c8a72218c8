"""Who ordered: by telephone, with what their orders come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, tuple_

from cardshop.catalogue.domain import searching
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.models import Customer, Order
from cardshop.orders.queries.board import FALLEN
from cardshop.orders.queries.orders import Listing, Wanted, listed


class NoSuchCustomer(NotFound):
    """There is no such customer."""


@dataclass(frozen=True, slots=True)
class Patron:
    """A customer with the number of orders that stand, their total, and when the last was placed.

    The total is in minor units of the business's currency.
    """

    customer: Customer
    orders: int
    total: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Patrons:
    """A page of customers; `next` is 0 on the last one."""

    items: list[Patron]
    next: int


def customers(business_id: int, search: str = "", after: int = 0, limit: int = 50) -> Patrons:
    """A page in two statements, who was seen last first; `after` is a customer's key."""
    wanted = select(Customer).where(Customer.business_id == business_id)
    for word in searching.words(search):
        wanted = wanted.where(Customer.search_text.like(searching.pattern(word), escape="\\"))
    if after:
        last = customer_of(business_id, after)
        place = tuple_(Customer.last_seen_at, Customer.id)
        wanted = wanted.where(place < tuple_(last.last_seen_at, last.id))
    ordered = wanted.order_by(Customer.last_seen_at.desc(), Customer.id.desc())
    rows = list(db.session.scalars(ordered.limit(limit + 1)))
    shown = rows[:limit]
    return Patrons(_with_totals(shown), shown[-1].id if len(rows) > limit else 0)


def customer_of(business_id: int, customer_id: int, *, for_change: bool = False) -> Customer:
    """One customer of the business. Raises NoSuchCustomer."""
    wanted = select(Customer).where(
        Customer.business_id == business_id, Customer.id == min(customer_id, LARGEST_KEY)
    )
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NoSuchCustomer
    return found


def patron_of(business_id: int, customer_id: int) -> Patron:
    """One customer with what their orders come to. Raises NoSuchCustomer."""
    return _with_totals([customer_of(business_id, customer_id)])[0]


def by_phone_key(business_id: int, phone_key: str) -> Customer | None:
    """The customer of a telephone, however its number was typed."""
    return db.session.scalar(
        select(Customer).where(Customer.business_id == business_id, Customer.phone_key == phone_key)
    )


def orders_of_customer(
    business_id: int, customer_id: int, *, after: int = 0, limit: int = 50
) -> Listing:
    """A page of the customer's orders, the newest first."""
    return listed(business_id, Wanted(customer_id=customer_id, after=after, limit=limit))


def _with_totals(shown: list[Customer]) -> list[Patron]:
    rows = db.session.execute(
        select(
            Order.customer_id,
            func.count(),
            func.sum(Order.total),
            func.max(Order.placed_at),
        )
        .where(
            Order.customer_id.in_([customer.id for customer in shown]),
            Order.state.not_in(FALLEN),
        )
        .group_by(Order.customer_id)
    )
    sums = {key: (count, int(total), last) for key, count, total, last in rows}
    return [Patron(customer, *sums.get(customer.id, (0, 0, None))) for customer in shown]
