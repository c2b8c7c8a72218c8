"""When a coupon counts, and what it takes off: pure functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cardshop.lib import money
from cardshop.lib.errors import Sentence

Kind = Literal["percent", "amount", "free_delivery"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a coupon says. `used_by_phone` counts the orders of whoever asks that still stand."""

    code: str
    kind: Kind
    value: int
    minimum: int
    starts_at: datetime | None
    ends_at: datetime | None
    max_uses: int | None
    max_uses_per_phone: int | None
    uses: int
    used_by_phone: int = 0


def folded(code: str) -> str:
    """A code as it is kept and compared: upper case, without blanks. Nothing for none."""
    return "".join(code.upper().split())


def fault(
    terms: Terms | None,
    *,
    subtotal: int,
    is_delivery: bool | None,
    at: datetime,
    show: Callable[[int], str],
) -> Sentence | None:
    """Why the coupon does not count, or nothing. `is_delivery` is unknown in a cart."""
    if terms is None:
        return Sentence.of("We do not know this code. Check its spelling.")
    return (
        _time_fault(terms, at)
        or _use_fault(terms)
        or _order_fault(terms, subtotal, show, is_delivery=is_delivery)
    )


def discount(terms: Terms | None, subtotal: int) -> int:
    """What it takes off the lines: never more than they cost."""
    if terms is None or terms.kind == "free_delivery":
        return 0
    if terms.kind == "percent":
        return money.percent_of(subtotal, min(terms.value, 100) * 100)
    return min(terms.value, subtotal)


def _time_fault(terms: Terms, at: datetime) -> Sentence | None:
    if terms.starts_at and at < terms.starts_at:
        return Sentence.of("This code cannot be used yet.")
    if terms.ends_at and at >= terms.ends_at:
        return Sentence.of("This code has expired.")
    return None


def _use_fault(terms: Terms) -> Sentence | None:
    if terms.max_uses is not None and terms.uses >= terms.max_uses:
        return Sentence.of("This code was used up.")
    most = terms.max_uses_per_phone
    if most is not None and terms.used_by_phone >= most:
        return Sentence.of("You have used this code already.")
    return None


def _order_fault(
    terms: Terms, subtotal: int, show: Callable[[int], str], *, is_delivery: bool | None
) -> Sentence | None:
    if subtotal < terms.minimum:
        return Sentence.of(
            "This code is for orders from %(amount)s on.", amount=show(terms.minimum)
        )
    if terms.kind == "free_delivery" and is_delivery is False:
        return Sentence.of("This code makes delivery free. Choose delivery to use it.")
    return None
