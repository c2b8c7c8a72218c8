"""The parts of a total: lines, discount, delivery, tax. Whole minor units that always sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cardshop.lib import money
from cardshop.orders.domain.quote import PricedLine, Totals


def totals(
    lines: Sequence[PricedLine], *, discount: int, delivery_fee: int, prices_include_tax: bool
) -> Totals:
    """The priced order (domain.md 6): lines with extras - discount + delivery (+ tax if exclusive).

    The discount never exceeds the lines, and delivery bears no tax. Each rate is taxed once, on
    what its lines cost after their share of the discount, half a unit rounded up.
    """
    subtotal = sum(line.total for line in lines)
    discount = min(max(discount, 0), subtotal)
    tax = _tax(lines, discount, prices_include_tax=prices_include_tax)
    added = 0 if prices_include_tax else tax
    return Totals(
        subtotal=subtotal,
        discount=discount,
        delivery_fee=delivery_fee,
        tax=tax,
        total=subtotal - discount + delivery_fee + added,
        prices_include_tax=prices_include_tax,
    )


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount in parts as the weights are to each other, which sum to it exactly.

    Whole units: what rounding leaves over goes to the largest remainders, the first of equals
    first. No part exceeds its weight while the amount does not exceed their sum.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    left = amount - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % whole))
    for index in by_remainder[:left]:
        parts[index] += 1
    return parts


def _tax(lines: Sequence[PricedLine], discount: int, *, prices_include_tax: bool) -> int:
    taxed: Counter[int] = Counter()
    off = shares(discount, [line.total for line in lines])
    for line, less in zip(lines, off, strict=True):
        taxed[line.tax_basis_points] += line.total - less
    rule = money.included_tax if prices_include_tax else money.percent_of
    return sum(rule(amount, rate) for rate, amount in taxed.items())
