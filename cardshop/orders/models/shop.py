"""What a shop allows: how it takes orders, delivery zones, coupons."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words


class WhenClosed(enum.Enum):
    """What happens to an order while the shop is closed."""

    ALLOW = "allow"
    REFUSE = "refuse"


class ShopSettings(Base):
    """How a business takes orders, and the number of its last one.

    The row is made when it is first needed (`operations.settings.of`). Placing an order locks it,
    so that numbers have no gaps and no two orders of a business are placed at the same time.
    """

    __tablename__ = "shop_settings"
    __table_args__ = (
        CheckConstraint("last_number >= 1000", name="last_number"),
        CheckConstraint("minimum_order >= 0", name="minimum_order"),
        CheckConstraint("preparation_minutes >= 0", name="preparation_minutes"),
        CheckConstraint("days_ahead BETWEEN 0 AND 60", name="days_ahead"),
        CheckConstraint("window_minutes BETWEEN 10 AND 480", name="window_minutes"),
    )

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    last_number: Mapped[int] = mapped_column(default=1000)
    is_taking_orders: Mapped[bool] = mapped_column(default=True)
    offers_pickup: Mapped[bool] = mapped_column(default=True)
    offers_delivery: Mapped[bool] = mapped_column(default=False)
    offers_dine_in: Mapped[bool] = mapped_column(default=False)
    when_closed: Mapped[WhenClosed] = mapped_column(default=WhenClosed.ALLOW)
    minimum_order: Mapped[int] = mapped_column(BigInteger, default=0)
    preparation_minutes: Mapped[int] = mapped_column(default=30)
    # How many days ahead a customer may choose a time; 0 is today only.
    days_ahead: Mapped[int] = mapped_column(default=7)
    window_minutes: Mapped[int] = mapped_column(default=30)
    # The owner's own words of the message; empty: the built-in ones of the business's language.
    message_template: Mapped[Words] = mapped_column(default="")
    pickup_note: Mapped[Line] = mapped_column(default="")
    payment_note: Mapped[Line] = mapped_column(default="")


class DeliveryZone(Base):
    """A neighbourhood that the business delivers to."""

    __tablename__ = "delivery_zones"
    __table_args__ = (
        CheckConstraint("fee >= 0 AND minimum >= 0 AND free_above >= 0", name="amounts"),
        CheckConstraint("minutes >= 0", name="minutes"),
        UniqueConstraint("business_id", "name"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    name: Mapped[Line]
    fee: Mapped[int] = mapped_column(BigInteger, default=0)
    minimum: Mapped[int] = mapped_column(BigInteger, default=0)
    # From this subtotal on there is no fee; empty: always the fee.
    free_above: Mapped[int | None] = mapped_column(BigInteger)
    # The way there, added to the preparation.
    minutes: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)


class CouponKind(enum.Enum):
    """What a coupon takes off."""

    PERCENT = "percent"
    AMOUNT = "amount"
    FREE_DELIVERY = "free_delivery"


class Coupon(Base):
    """A code that makes an order cheaper, so many times."""

    __tablename__ = "coupons"
    __table_args__ = (
        UniqueConstraint("business_id", "code"),
        CheckConstraint("value >= 0 AND minimum >= 0", name="amounts"),
        CheckConstraint("uses >= 0 AND uses <= max_uses", name="uses"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    # Upper case.
    code: Mapped[Code]
    kind: Mapped[CouponKind]
    # Of percent: whole percents 1-100; of amount: minor units; of free delivery: 0.
    value: Mapped[int] = mapped_column(BigInteger, default=0)
    minimum: Mapped[int] = mapped_column(BigInteger, default=0)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    max_uses: Mapped[int | None]
    max_uses_per_phone: Mapped[int | None]
    # A guarded update counts it, in the transaction that places the order.
    uses: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
