"""Numbers as people type them into a form: digits of any script, the locale's decimal mark."""

from __future__ import annotations

from cardshop.catalogue.domain.content import TaxInvalid
from cardshop.catalogue.domain.prices import PercentInvalid, check_percent
from cardshop.lib.counts import bare
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

# A percentage with two digits after the point is read like an amount with hundredths.
_HUNDREDTHS = Currency("XXX", 2)
_MINUS = ("-", "−", "–")


def tax(text: str, locale: str) -> int:
    """A tax rate in hundredths of a percent; an empty field is no tax. Raises TaxInvalid."""
    basis_points = _hundredths(text, locale, TaxInvalid) if bare(text) else 0
    if basis_points > 10_000:
        raise TaxInvalid
    return basis_points


def change(text: str, locale: str) -> int:
    """A change of prices, up or down, in hundredths of a percent. Raises PercentInvalid."""
    plain = bare(text)
    is_down = plain.startswith(_MINUS)
    size = plain[1:] if is_down or plain.startswith("+") else plain
    basis_points = _hundredths(size, locale, PercentInvalid) * (-1 if is_down else 1)
    if not basis_points:
        raise PercentInvalid
    return check_percent(basis_points)


def shown(basis_points: int, locale: str) -> str:
    """Hundredths of a percent as a form shows them for editing."""
    return _HUNDREDTHS.typed(basis_points, locale)


def _hundredths(text: str, locale: str, refusal: type[Invalid]) -> int:
    try:
        return _HUNDREDTHS.read(bare(text), locale)
    except Invalid as fault:
        raise refusal from fault
