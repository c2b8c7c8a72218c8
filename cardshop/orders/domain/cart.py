"""The cart: which products, in which choice, how many. It knows no names and no prices."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cardshop.lib.errors import Conflict, Invalid, NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.domain.request import MOST_LINES, MOST_MODIFIERS, MOST_PIECES, LineRequest


class CartFull(Conflict):
    """Your cart is full. Order what is in it first, or take something out."""


class QuantityOutOfRange(Invalid):
    """Choose how many, from 1 to %(most)s."""


class NotInTheCart(NotFound):
    """This is not in your cart any more."""


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many of one choice: a product, a variant of it, extras by their sorted keys."""

    product_id: int
    variant_id: int | None
    modifier_ids: tuple[int, ...]
    quantity: int

    @property
    def key(self) -> str:
        """The choice in one word, such as `12-3-4.5`: lines with the same one are one line."""
        return f"{self.product_id}-{self.variant_id or 0}-{'.'.join(map(str, self.modifier_ids))}"

    def asked(self, note: str = "") -> LineRequest:
        """The line as a price is asked for it."""
        return LineRequest(
            product_id=self.product_id,
            variant_id=self.variant_id,
            modifier_ids=list(self.modifier_ids),
            quantity=self.quantity,
            note=note,
        )


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order in which they were added."""

    lines: tuple[CartLine, ...] = ()

    @property
    def count(self) -> int:
        """All pieces of all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def digest(self) -> str:
        """A short word that changes with the content: tells whether a page still shows it."""
        return hashlib.sha256(repr(self.as_json()).encode()).hexdigest()[:16]

    def line(self, key: str) -> CartLine:
        """The line of a choice. Raises NotInTheCart."""
        found = next((line for line in self.lines if line.key == key), None)
        if found is None:
            raise NotInTheCart
        return found

    def added(self, line: CartLine) -> Cart:
        """With so many more of a choice. Raises CartFull, or QuantityOutOfRange for the sum."""
        if all(held.key != line.key for held in self.lines):
            if len(self.lines) >= MOST_LINES:
                raise CartFull
            return Cart((*self.lines, replace(line, quantity=quantity(line.quantity))))
        return self.changed(line.key, self.line(line.key).quantity + line.quantity)

    def changed(self, key: str, pieces: int) -> Cart:
        """With that many of a choice; none takes it out.

        Raises NotInTheCart or QuantityOutOfRange.
        """
        self.line(key)
        if pieces == 0:
            return Cart(tuple(line for line in self.lines if line.key != key))
        wanted = quantity(pieces)
        return Cart(
            tuple(replace(ln, quantity=wanted) if ln.key == key else ln for ln in self.lines)
        )

    def as_json(self) -> list[list[object]]:
        """Plain lists, to be kept by the customer: `[product, variant, extras, quantity]`."""
        return [
            [line.product_id, line.variant_id or 0, list(line.modifier_ids), line.quantity]
            for line in self.lines
        ]

    @classmethod
    def of_json(cls, value: object) -> Cart:
        """What `as_json` wrote. Lines of another shape, from an older version, are left out."""
        rows = value if isinstance(value, list) else []
        cart = cls()
        for row in rows[:MOST_LINES]:
            line = _line(row)
            if line is not None and all(held.key != line.key for held in cart.lines):
                cart = cart.added(line)
        return cart


def choice(
    product_id: int, variant_id: int | None, modifier_ids: Iterable[int], pieces: int
) -> CartLine:
    """A line to add. Raises QuantityOutOfRange."""
    extras = tuple(sorted(set(modifier_ids)))[:MOST_MODIFIERS]
    return CartLine(product_id, variant_id or None, extras, quantity(pieces))


def quantity(pieces: int) -> int:
    """The number of pieces. Raises QuantityOutOfRange."""
    if not 1 <= pieces <= MOST_PIECES:
        raise QuantityOutOfRange(most=MOST_PIECES)
    return pieces


def _line(row: object) -> CartLine | None:
    match row:
        case [int(product), int(variant), list(extras), int(pieces)]:
            keys = [product, variant or 1, pieces, *extras]
            well = all(type(key) is int and 1 <= key <= LARGEST_KEY for key in keys)
            if well and pieces <= MOST_PIECES and len(extras) <= MOST_MODIFIERS:
                return CartLine(product, variant or None, tuple(sorted(set(extras))), pieces)
    return None
