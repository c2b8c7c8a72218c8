"""One-line makers of what a shop is made of; a test says only what it is about."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from cardshop.accounts.models import Business
from cardshop.catalogue.models import (
    Category,
    ImportState,
    Modifier,
    ModifierGroup,
    Product,
    ProductImport,
    ProductOption,
    ProductStatus,
    ProductTag,
    Variant,
)
from cardshop.db import db, transaction
from cardshop.lib import ids, phones
from cardshop.orders.models import (
    Coupon,
    CouponKind,
    Customer,
    DeliveryZone,
    Fulfilment,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    ShopSettings,
)
from tests.support.factories import NOW

_numbers = itertools.count(1)


def _kept(row: Any) -> Any:
    with transaction() as session:
        session.add(row)
    db.session.refresh(row)
    return row


def category(business: Business, name: str = "Bread", **columns: Any) -> Category:
    """A category of the shop."""
    n = next(_numbers)
    values = {"position": n, "rank": n, "created_at": NOW} | columns
    made: Category = _kept(Category(business_id=business.id, name=name, **values))
    return made


def product(
    business: Business,
    name: str = "Country sourdough",
    *,
    tags: tuple[str, ...] = (),
    sizes: dict[str, int] | None = None,
    extras: dict[str, int] | None = None,
    picks: tuple[int, int] = (0, 2),
    **columns: Any,
) -> Product:
    """An active product at 480.00; `sizes` and `extras` are words to prices."""
    n = next(_numbers)
    values = {
        "slug": f"product-{n}",
        "price": min(sizes.values()) if sizes else 48000,
        "status": ProductStatus.ACTIVE,
        "position": n,
        "search_text": name.lower(),
        "created_at": NOW,
        "updated_at": NOW,
    } | columns
    made = Product(business_id=business.id, name=name, **values)
    made.tags = [ProductTag(tag=tag) for tag in tags]
    made.options = [ProductOption(position=0, name="Size", values=list(sizes))] if sizes else []
    made.variants = [
        Variant(position=i, values=[size], value_key=size.casefold(), price=price)
        for i, (size, price) in enumerate((sizes or {}).items())
    ]
    made.modifier_groups = [_group(extras, picks)] if extras else []
    kept: Product = _kept(made)
    return kept


def _group(extras: dict[str, int], picks: tuple[int, int]) -> ModifierGroup:
    modifiers = [
        Modifier(position=i, name=name, price=price)
        for i, (name, price) in enumerate(extras.items())
    ]
    return ModifierGroup(
        position=0, name="Extras", minimum=picks[0], maximum=picks[1], modifiers=modifiers
    )


def settings(business: Business, **columns: Any) -> ShopSettings:
    """How the business takes orders: pickup and delivery, unless said otherwise."""
    values = {"offers_delivery": True} | columns
    made: ShopSettings = _kept(ShopSettings(business_id=business.id, **values))
    return made


def zone(business: Business, name: str = "Kilimani", **columns: Any) -> DeliveryZone:
    """A delivery zone with a fee of 200.00."""
    values = {"fee": 20000} | columns
    made: DeliveryZone = _kept(DeliveryZone(business_id=business.id, name=name, **values))
    return made


def coupon(business: Business, code: str = "WELCOME10", **columns: Any) -> Coupon:
    """Ten percent off, without limits."""
    values = {"kind": CouponKind.PERCENT, "value": 10, "created_at": NOW} | columns
    made: Coupon = _kept(Coupon(business_id=business.id, code=code, **values))
    return made


def customer(business: Business, phone: str = "+254711000111", **columns: Any) -> Customer:
    """Somebody who ordered once."""
    values = {
        "name": "Wanjiru Mwangi",
        "phone_key": phones.canonical(phone),
        "search_text": f"wanjiru mwangi {phone}",
        "first_seen_at": NOW,
        "last_seen_at": NOW,
    } | columns
    made: Customer = _kept(Customer(business_id=business.id, phone=phone, **values))
    return made


def order(business: Business, *lines: tuple[str, int, int], **columns: Any) -> Order:
    """A placed pickup order; each line is (name, unit price, quantity)."""
    lines = lines or (("Country sourdough", 48000, 2),)
    subtotal = sum(price * quantity for _, price, quantity in lines)
    values = {
        "number": 1000 + next(_numbers),
        "token": ids.new_token(),
        "idempotency_key": ids.new_token(),
        "state": OrderState.PLACED,
        "locale": "en-KE",
        "currency": business.currency,
        "currency_exponent": business.currency_exponent,
        "prices_include_tax": True,
        "subtotal": subtotal,
        "total": subtotal,
        "customer_name": "Wanjiru Mwangi",
        "customer_phone": "+254711000111",
        "fulfilment": Fulfilment.PICKUP,
        "ready_at": NOW + timedelta(minutes=30),
        "search_text": "wanjiru mwangi +254711000111",
        "placed_at": NOW,
        "expires_at": NOW + timedelta(hours=24),
        "updated_at": NOW,
    } | columns
    made = Order(business_id=business.id, **values)
    made.lines = [
        OrderLine(position=i, name=n, unit_price=p, quantity=q, total=p * q)
        for i, (n, p, q) in enumerate(lines)
    ]
    made.events = [OrderEvent(state=OrderState.PLACED, at=NOW, actor="customer")]
    kept: Order = _kept(made)
    return kept


def product_import(business: Business, **columns: Any) -> ProductImport:
    """A small file of products that was looked at."""
    values = {
        "dialect": "cardshop",
        "state": ImportState.CHECKED,
        "content": b"name,price\nRye,480\n",
        "rows": 1,
        "created": 1,
        "created_at": NOW,
    } | columns
    made: ProductImport = _kept(ProductImport(business_id=business.id, **values))
    return made
