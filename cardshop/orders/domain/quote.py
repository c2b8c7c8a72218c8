"""A priced order before it is one: every line, every part of the total, and what is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cardshop.lib.errors import Sentence

Obstacle = Literal[
    "gone",
    "sold_out",
    "too_few",
    "choose_variant",
    "choose_extras",
    "coupon",
    "minimum",
    "zone",
    "closed",
    "fulfilment",
    "window",
    "quantity",
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option with the chosen value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Extra:
    """A picked extra; its price is for one piece."""

    id: int
    group: str
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price. `unit_price` is one piece with its extras."""

    product_id: int
    variant_id: int | None
    slug: str
    name: str
    sku: str
    options: tuple[Chosen, ...]
    extras: tuple[Extra, ...]
    unit_price: int
    quantity: int
    tax_basis_points: int
    preparation_minutes: int
    is_counted: bool
    picture_id: int | None = None
    note: str = ""

    @property
    def total(self) -> int:
        """All pieces."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Totals:
    """The parts of a total, in minor units: they sum to it, and none is negative.

    `tax` is inside the total where prices include it, and added where they do not.
    """

    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    prices_include_tax: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps the order from being placed as asked.

    `pointer` is a JSON pointer into the request (`/lines/0/quantity`), `available` how many there
    are left where that is what is wrong.
    """

    kind: Obstacle
    pointer: str
    detail: Sentence
    product_id: int | None = None
    available: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer to a request for a price. Lines that cannot be priced are left out."""

    lines: tuple[PricedLine, ...]
    totals: Totals
    problems: tuple[Problem, ...]
    coupon_code: str
    zone_name: str
    # When it can be ready at the earliest; nothing while the shop is closed for good.
    ready_at: datetime | None
    # The end of the window that was asked for.
    wanted_until: datetime | None = None

    @property
    def can_be_placed(self) -> bool:
        """Whether nothing is in the way."""
        return not self.problems
