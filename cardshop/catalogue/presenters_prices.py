"""What a change of prices would do, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cardshop.accounts.till import Till
from cardshop.catalogue.domain.prices import PriceChange


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price before and after."""

    name: str
    values: tuple[str, ...]
    before: str
    after: str
    is_same: bool


def price_rows(changes: Sequence[PriceChange], till: Till) -> list[PriceRow]:
    """Every price, in the order of the products."""
    return [
        PriceRow(c.name, c.values, till.show(c.before), till.show(c.after), c.before == c.after)
        for c in changes
    ]


def fingerprint(changes: Sequence[PriceChange]) -> str:
    """Another word for other prices: a page that is sent twice changes them once."""
    said = ";".join(f"{c.product_id}/{c.variant_id}/{c.before}/{c.after}" for c in changes)
    return sha256(said.encode()).hexdigest()[:24]
