"""Orders with their lines and history, and who ordered."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardshop.db import Base, Code, Key, Line, Words


class OrderState(enum.Enum):
    """Where an order is on its way (domain.md section 6)."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    READY = "ready"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Fulfilment(enum.Enum):
    """How an order reaches its customer."""

    PICKUP = "pickup"
    DELIVERY = "delivery"
    DINE_IN = "dine_in"


class Customer(Base):
    """Somebody who ordered, known by the telephone; one however the number was typed."""

    __tablename__ = "customers"
    __table_args__ = (
        UniqueConstraint("business_id", "phone_key"),
        Index("ix_customers_business_id_last_seen_at", "business_id", "last_seen_at"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    # E.164 as last given; `phone_key` is one for all spellings (lib.phones.canonical).
    phone: Mapped[str] = mapped_column(String(16))
    phone_key: Mapped[str] = mapped_column(String(16))
    name: Mapped[Line]
    email: Mapped[str] = mapped_column(String(254), default="")
    notes: Mapped[Words] = mapped_column(default="")
    search_text: Mapped[Words] = mapped_column(default="")
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class Order(Base):
    """An order as it was placed: every word and price is a snapshot."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("business_id", "number"),
        UniqueConstraint("business_id", "idempotency_key"),
        CheckConstraint(
            "subtotal >= 0 AND discount >= 0 AND delivery_fee >= 0 AND tax >= 0 AND total >= 0",
            name="amounts",
        ),
        CheckConstraint(
            "total = subtotal - discount + delivery_fee"
            " + CASE WHEN prices_include_tax THEN 0 ELSE tax END",
            name="total",
        ),
        CheckConstraint("number > 1000", name="number"),
        Index("ix_orders_business_id_state_placed_at", "business_id", "state", "placed_at"),
        Index("ix_orders_business_id_placed_at", "business_id", "placed_at"),
        Index("ix_orders_business_id_updated_at", "business_id", "updated_at"),
        Index("ix_orders_state_expires_at", "state", "expires_at"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    card_id: Mapped[int | None] = mapped_column(
        ForeignKey("cards.id", ondelete="SET NULL"), index=True
    )
    source_tag_id: Mapped[int | None] = mapped_column(
        ForeignKey("qr_tags.id", ondelete="SET NULL"), index=True
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customers.id", ondelete="SET NULL"), index=True
    )
    coupon_id: Mapped[int | None] = mapped_column(
        ForeignKey("coupons.id", ondelete="SET NULL"), index=True
    )
    zone_id: Mapped[int | None] = mapped_column(
        ForeignKey("delivery_zones.id", ondelete="SET NULL"), index=True
    )
    number: Mapped[int]
    # The customer's unguessable link.
    token: Mapped[Code] = mapped_column(unique=True)
    idempotency_key: Mapped[Code]
    state: Mapped[OrderState]
    # The words of the customer's page and message.
    locale: Mapped[Code]
    currency: Mapped[str] = mapped_column(String(3))
    currency_exponent: Mapped[int]
    prices_include_tax: Mapped[bool]
    subtotal: Mapped[int] = mapped_column(BigInteger)
    discount: Mapped[int] = mapped_column(BigInteger, default=0)
    delivery_fee: Mapped[int] = mapped_column(BigInteger, default=0)
    tax: Mapped[int] = mapped_column(BigInteger, default=0)
    total: Mapped[int] = mapped_column(BigInteger)
    coupon_code: Mapped[Code] = mapped_column(default="")
    customer_name: Mapped[Line]
    customer_phone: Mapped[str] = mapped_column(String(16))
    customer_email: Mapped[str] = mapped_column(String(254), default="")
    fulfilment: Mapped[Fulfilment]
    zone_name: Mapped[Line] = mapped_column(default="")
    address: Mapped[Words] = mapped_column(default="")
    landmark: Mapped[Line] = mapped_column(default="")
    table_name: Mapped[Line] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")
    # The window that was chosen; without one, as soon as it is ready.
    wanted_from: Mapped[datetime | None]
    wanted_until: Mapped[datetime | None]
    # When it can be ready at the earliest, as it was told when the order was placed.
    ready_at: Mapped[datetime]
    search_text: Mapped[Words] = mapped_column(default="")
    placed_at: Mapped[datetime]
    # When the customer said that the message was sent; until then the order may expire.
    sent_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    lines: Mapped[list[OrderLine]] = relationship(
        order_by="OrderLine.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    events: Mapped[list[OrderEvent]] = relationship(
        order_by="OrderEvent.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )


class OrderLine(Base):
    """One product of an order, as it was called and priced then."""

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("unit_price >= 0 AND total = unit_price * quantity", name="amounts"),
        Index("ix_order_lines_order_id_position", "order_id", "position"),
    )

    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    position: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(
        ForeignKey("products.id", ondelete="SET NULL"), index=True
    )
    variant_id: Mapped[int | None] = mapped_column(
        ForeignKey("variants.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[Line]
    sku: Mapped[Line] = mapped_column(default="")
    # Of each option its `name` and the chosen `value`.
    options: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    # Of each extra its `group`, `name` and `price` for one piece.
    modifiers: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    # For one piece, with its modifiers.
    unit_price: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    tax_basis_points: Mapped[int] = mapped_column(default=0)
    note: Mapped[Words] = mapped_column(default="")
    # Whether the stock was counted when it was taken, and so must come back.
    took_stock: Mapped[bool] = mapped_column(default=False)


class OrderEvent(Base):
    """A change of an order's state: when, and by whom."""

    __tablename__ = "order_events"

    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    state: Mapped[OrderState]
    at: Mapped[datetime]
    # `customer`, `system`, or the e-mail address of the person of the business.
    actor: Mapped[Line]
    note: Mapped[Words] = mapped_column(default="")
