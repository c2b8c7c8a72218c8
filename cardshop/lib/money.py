"""Money: integers in the minor unit, read and shown in a locale, never a float (domain.md 4)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.numbers import format_currency, get_decimal_symbol, get_group_symbol

from cardshop.lib import countries
from cardshop.lib.dates import localise_digits
from cardshop.lib.errors import Invalid

# One trillion minor units: far above any price, far below what a 64-bit column holds even when
# 10,000 of them are added.
LARGEST = 10**12
_LONGEST_TYPED = 40
_MARKS = str.maketrans({"٫": ".", "٬": ",", "’": "'", "\u00a0": " ", "\u202f": " ", "−": "-"})
# CLDR's currency spacing (UTS 35, part 3, 3.3), which Babel leaves out: letters keep off digits.
_SPACING = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_UNSEEN = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


class AmountInvalid(Invalid):
    """Enter a price, like %(example)s."""


class AmountAmbiguous(Invalid):
    """This can be read in two ways. Write it like %(example)s."""


class AmountTooFine(Invalid):
    """Use at most %(digits)s digits after the point in %(currency)s."""


class AmountTooLarge(Invalid):
    """This amount is too large."""


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 code with the digits of its minor unit: JPY 0, USD 2, KWD 3."""

    code: str
    exponent: int

    @classmethod
    def of(cls, code: str) -> Currency:
        """The currency of a code, with ISO 4217's exponent."""
        return cls(code, countries.currency_exponent(code))

    def amount(self, minor: int) -> Decimal:
        """The amount in the major unit, exactly: 1250 is 12.50 in USD."""
        return Decimal(minor).scaleb(-self.exponent)

    def minor(self, amount: Decimal) -> int:
        """The minor units of an amount. Raises AmountTooFine or AmountTooLarge, never rounds."""
        scaled = amount.scaleb(self.exponent)
        if scaled != scaled.to_integral_value():
            raise AmountTooFine(digits=self.exponent, currency=self.code)
        if abs(scaled) > LARGEST:
            raise AmountTooLarge
        return int(scaled)

    def plain(self, minor: int) -> str:
        """The amount for machines: `12.50`, with a point and all its digits."""
        return f"{self.amount(minor):.{self.exponent}f}"

    def show(self, minor: int, locale: str) -> str:
        """The amount as people of the locale write it, such as `KSh 480` or `1.234,50 €`.

        Digits after the point that are all zero are left out.
        """
        is_whole = minor % 10**self.exponent == 0
        words = format_currency(
            self.amount(minor),
            self.code,
            locale=locale.replace("-", "_"),
            format=_pattern(locale, 0 if is_whole else self.exponent),
            currency_digits=False,
            numbering_system="default",
        )
        return localise_digits(_SPACING.sub("\u00a0", words), locale)

    def typed(self, minor: int, locale: str) -> str:
        """The amount as a form shows it for editing: the locale's decimal mark, no grouping."""
        is_whole = minor % 10**self.exponent == 0
        words = str(self.amount(minor).to_integral_value()) if is_whole else self.plain(minor)
        return words.replace(".", _decimal_mark(locale))

    def read(self, text: str, locale: str) -> int:
        """The minor units of a typed amount, digits of any script, in the locale's manner.

        `1.234,50` in es-AR and `1,234.50` in en-US. Raises AmountInvalid, AmountAmbiguous (a single
        mark that could group or divide), AmountTooFine, AmountTooLarge. Negative amounts are
        AmountInvalid.
        """
        return self.minor(_decimal(text, locale, self.example(locale)))

    def example(self, locale: str) -> str:
        """An amount that would be understood, for sentences about one that was not."""
        return self.typed(1250, locale)


def percent_of(minor: int, basis_points: int) -> int:
    """That part of an amount, half a unit rounded up; 100 basis points are one percent."""
    exact = Decimal(minor) * basis_points / 10_000
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def included_tax(minor: int, basis_points: int) -> int:
    """The tax inside an amount that includes it, half a unit rounded up."""
    exact = Decimal(minor) * basis_points / (10_000 + basis_points)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _decimal(text: str, locale: str, example: str) -> Decimal:
    plain = _plain_digits(text)
    if not re.fullmatch(r"\d[\d.,' ]*", plain) or len(plain) > _LONGEST_TYPED:
        raise AmountInvalid(example=example)
    group, mark = _group_mark(locale), _decimal_mark(locale)
    whole, found, fraction = plain.rpartition(mark)
    if not found:
        whole, fraction = plain, ""
    if mark in whole or not re.fullmatch(r"\d*", fraction):
        raise AmountAmbiguous(example=example)
    return Decimal(f"{_ungrouped(whole, group, example)}.{fraction or 0}")


def _ungrouped(whole: str, group: str, example: str) -> str:
    """Digits in groups of three, or of two before the last three as in India."""
    if whole.isdecimal():
        return whole
    parts = re.split(f"[{re.escape(group)}' ]", whole)
    grouped = all(p.isdecimal() for p in parts) and len(parts[-1]) == 3 and len(parts[0]) <= 3
    if not grouped or any(len(p) not in (2, 3) for p in parts[1:-1]):
        raise AmountAmbiguous(example=example)
    return "".join(parts)


def _plain_digits(text: str) -> str:
    plain = _UNSEEN.sub("", text).translate(_MARKS).strip()
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in plain
    )


def _decimal_mark(locale: str) -> str:
    return get_decimal_symbol(locale.replace("-", "_")).translate(_MARKS)


def _group_mark(locale: str) -> str:
    return get_group_symbol(locale.replace("-", "_")).translate(_MARKS)


def _pattern(locale: str, digits: int) -> str:
    """The locale's own pattern for money, with that many digits after the point."""
    pattern = Locale.parse(locale, sep="-").currency_formats["standard"].pattern
    fraction = "." + "0" * digits if digits else ""
    return re.sub(r"0(\.0+)?(?=[^0]*$|[^0]*;)", f"0{fraction}", pattern)
