"""Prices changed by a percentage, before anybody says yes to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cardshop.lib.errors import Invalid
from cardshop.lib.money import LARGEST, AmountTooLarge

LEAST, MOST = -9_000, 100_000
# From here on, in whole units, a price without a fraction gets none by a change in percent.
_WHOLE_FROM = 100


class PercentInvalid(Invalid):
    """Enter a percentage from -90 to 1000, with at most two digits after the point."""


@dataclass(frozen=True, slots=True)
class PriceChange:
    """What a change would do to one price; `values` are the choices of the variant, if it is one.

    Both prices are in minor units.
    """

    product_id: int
    variant_id: int | None
    name: str
    values: tuple[str, ...]
    before: int
    after: int


def check_percent(basis_points: int) -> int:
    """Hundredths of a percent, up or down. Raises PercentInvalid."""
    if not LEAST <= basis_points <= MOST:
        raise PercentInvalid
    return basis_points


def changed(minor: int, basis_points: int, exponent: int) -> int:
    """The price in minor units after a change in hundredths of a percent, half a unit rounded up.

    480.00 plus 5 % is 504.00, and 455.00 plus 3 % is 469.00: a price of 100 or more that has no
    fraction gets none. Raises AmountTooLarge, PercentInvalid.
    """
    factor = Decimal(10_000 + check_percent(basis_points)) / 10_000
    unit = 10**exponent
    is_whole = minor % unit == 0 and minor >= _WHOLE_FROM * unit
    step = unit if is_whole else 1
    after = int((minor * factor / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)) * step
    if after > LARGEST:
        raise AmountTooLarge
    return after
