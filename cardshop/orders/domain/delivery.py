"""How an order may reach its customer, and what that costs: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cardshop.lib.errors import Sentence
from cardshop.orders.domain.quote import Obstacle, PricedLine, Problem
from cardshop.orders.domain.request import FulfilmentRequest

Ways = frozenset[str]


@dataclass(frozen=True, slots=True)
class Zone:
    """A neighbourhood that is delivered to; amounts in minor units, `minutes` is the way there."""

    id: int
    name: str
    fee: int
    minimum: int
    free_above: int | None
    minutes: int


def fee(zone: Zone | None, subtotal: int) -> int:
    """What delivering costs; from `free_above` on, nothing."""
    if zone is None:
        return 0
    is_free = zone.free_above is not None and subtotal >= zone.free_above
    return 0 if is_free else zone.fee


def minutes_needed(lines: Iterable[PricedLine], usual: int, zone: Zone | None) -> int:
    """Until it is there: the longest preparation, or the shop's usual one, and the way."""
    longest = max((line.preparation_minutes for line in lines), default=0)
    return max(longest, usual) + (zone.minutes if zone else 0)


def problems(
    asked: FulfilmentRequest | None, offered: Ways, zone: Zone | None, *, is_complete: bool
) -> Iterator[Problem]:
    """What is in the way of this way. Address and table are asked of a complete order only."""
    if asked is None:
        return
    if asked.kind not in offered:
        yield _problem("fulfilment", "kind", Sentence.of("Choose another way to get your order."))
    elif asked.kind == "delivery":
        yield from _delivery(asked, zone, is_complete=is_complete)
    elif asked.kind == "dine_in" and is_complete and not asked.table:
        words = Sentence.of("Say which table you sit at, or scan the code on it.")
        yield _problem("fulfilment", "table", words)


def _delivery(
    asked: FulfilmentRequest, zone: Zone | None, *, is_complete: bool
) -> Iterator[Problem]:
    if zone is None and asked.zone_id is None:
        yield _problem("zone", "zone_id", Sentence.of("Choose where we deliver to."))
    elif zone is None:
        words = Sentence.of("We no longer deliver there. Choose another area.")
        yield _problem("zone", "zone_id", words)
    if is_complete and not asked.address:
        yield _problem("fulfilment", "address", Sentence.of("Enter the address to deliver to."))


def _problem(kind: Obstacle, field: str, words: Sentence) -> Problem:
    return Problem(kind, f"/fulfilment/{field}", words)
