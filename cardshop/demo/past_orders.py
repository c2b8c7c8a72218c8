"""Makes up the orders of an example's last ninety days: the same ones every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.demo.chance import throw
from cardshop.demo.shop import Shop
from cardshop.lib import ids, money, phones
from cardshop.orders.models import (
    Customer,
    DeliveryZone,
    Fulfilment,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    ShopSettings,
)
from cardshop.orders.operations import snapshot

DAYS = 90
PREPARED, FETCHED = timedelta(minutes=25), timedelta(minutes=55)
_ON_THE_WAY = {
    OrderState.PLACED: 0,
    OrderState.ACCEPTED: 1,
    OrderState.READY: 2,
    OrderState.COMPLETED: 3,
}


@dataclass(frozen=True, slots=True)
class _Cast:
    """Everyone and everything that an order can be made of."""

    business: Business
    products: Sequence[Product]
    customers: Sequence[Customer]
    zones: Sequence[DeliveryZone]
    owner: str
    at: datetime


def make_up(
    business: Business,
    shop: Shop,
    products: Sequence[Product],
    *,
    zones: Sequence[DeliveryZone],
    settings: ShopSettings,
    owner: str,
    at: datetime,
) -> None:
    """So many orders, ending with a few that wait for the owner today."""
    customers = [_customer(business, name, phone, at) for name, phone in shop.customers]
    db.session.add_all(customers)
    db.session.flush()
    sold = [product for product in products if product.stock is None]
    cast = _Cast(business, sold, customers, zones, owner, at)
    made = [_order(cast, shop.orders, number) for number in range(shop.orders)]
    made.sort(key=lambda order: order.placed_at)
    for order in made:
        settings.last_number += 1
        order.number = settings.last_number
        order.search_text = snapshot.search_text(order)
    db.session.add_all(made)
    db.session.flush()
    _remember_visits(made, customers)


def _customer(business: Business, name: str, phone: str, at: datetime) -> Customer:
    return Customer(
        business_id=business.id,
        phone=phone,
        phone_key=phones.canonical(phone),
        name=name,
        search_text=f"{name.lower()} {phone}",
        first_seen_at=at,
        last_seen_at=at,
    )


def _order(cast: _Cast, count: int, number: int) -> Order:
    placed_at = _placed_at(cast.at, count, number)
    customer = cast.customers[throw(number, "who", len(cast.customers))]
    lines = _lines(cast, number)
    state = _state(cast.at - placed_at, number)
    order = Order(
        business_id=cast.business.id,
        customer_id=customer.id,
        token=ids.new_token(),
        idempotency_key=ids.new_token(),
        state=state,
        locale=cast.business.locale,
        currency=cast.business.currency,
        currency_exponent=cast.business.currency_exponent,
        prices_include_tax=True,
        tax=sum(money.included_tax(line.total, line.tax_basis_points) for line in lines),
        customer_name=customer.name,
        customer_phone=customer.phone,
        ready_at=placed_at + PREPARED,
        placed_at=placed_at,
        sent_at=_sent_at(placed_at, state, number),
        expires_at=placed_at + timedelta(hours=24),
        lines=lines,
    )
    _bring(order, cast, number)
    order.events = _events(order, cast.owner)
    order.updated_at = order.events[-1].at
    return order


def _bring(order: Order, cast: _Cast, number: int) -> None:
    """One order in three goes to a zone, for its fee."""
    order.subtotal = sum(line.total for line in order.lines)
    order.fulfilment, order.delivery_fee = Fulfilment.PICKUP, 0
    if cast.zones and throw(number, "how", 3) == 0:
        zone = cast.zones[throw(number, "zone", len(cast.zones))]
        order.fulfilment = Fulfilment.DELIVERY
        order.zone_id, order.zone_name = zone.id, zone.name
        order.address = "Ring Road 14, second floor"
        is_free = zone.free_above is not None and order.subtotal >= zone.free_above
        order.delivery_fee = 0 if is_free else zone.fee
    order.total = order.subtotal + order.delivery_fee


def _lines(cast: _Cast, number: int) -> list[OrderLine]:
    count = 1 + throw(number, "lines", 4)
    picked = {throw(number, f"product {n}", len(cast.products)) for n in range(count)}
    return [
        _line(cast.products[index], 1 + throw(number, f"quantity {index}", 3), position)
        for position, index in enumerate(sorted(picked))
    ]


def _line(product: Product, quantity: int, position: int) -> OrderLine:
    variant = product.variants[0] if product.variants else None
    price = variant.price if variant else product.price
    names = [option.name for option in product.options]
    chosen = zip(names, variant.values if variant else [], strict=False)
    return OrderLine(
        position=position,
        product_id=product.id,
        variant_id=variant.id if variant else None,
        name=product.name,
        sku=variant.sku if variant else product.sku,
        options=[{"name": name, "value": value} for name, value in chosen],
        unit_price=price,
        quantity=quantity,
        total=price * quantity,
        tax_basis_points=product.tax_basis_points,
    )


def _placed_at(at: datetime, count: int, number: int) -> datetime:
    """Spread over the days, between eight in the morning and six; the last few within the hour."""
    if number >= count - 6:
        return at - timedelta(minutes=7 * (count - number) - 3)
    day = at - timedelta(days=1 + number * (DAYS - 1) // max(count - 6, 1))
    morning = day.replace(hour=5, minute=0, second=0, microsecond=0)
    return morning + timedelta(minutes=throw(number, "minute", 600))


def _state(age: timedelta, number: int) -> OrderState:
    if age < timedelta(hours=1):
        states = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.PLACED, OrderState.READY)
        return states[number % 4]
    fate = throw(number, "fate", 40)
    if fate < 2:
        return OrderState.CANCELLED
    return OrderState.EXPIRED if fate == 2 else OrderState.COMPLETED


def _sent_at(placed_at: datetime, state: OrderState, number: int) -> datetime | None:
    unsent = state is OrderState.EXPIRED or (state is OrderState.PLACED and number % 3 == 0)
    return None if unsent else placed_at + timedelta(minutes=1)


def _events(order: Order, actor: str) -> list[OrderEvent]:
    at = order.placed_at
    events = [OrderEvent(state=OrderState.PLACED, at=at, actor="customer")]
    steps = _ON_THE_WAY.get(order.state)
    if steps is None:
        is_expired = order.state is OrderState.EXPIRED
        who, later = ("system", timedelta(hours=24)) if is_expired else ("customer", PREPARED)
        return [*events, OrderEvent(state=order.state, at=at + later, actor=who)]
    times = (timedelta(minutes=4), PREPARED, FETCHED)
    states = (OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED)
    events += [
        OrderEvent(state=state, at=at + later, actor=actor)
        for state, later in zip(states[:steps], times, strict=False)
    ]
    return events


def _remember_visits(orders: Sequence[Order], customers: Sequence[Customer]) -> None:
    for customer in customers:
        times = [order.placed_at for order in orders if order.customer_id == customer.id]
        if times:
            customer.first_seen_at, customer.last_seen_at = min(times), max(times)
