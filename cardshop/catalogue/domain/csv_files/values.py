"""Cells read and written: amounts in any manner that is not ambiguous, yes and no, lists."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_YES = frozenset("1 true yes y x ja si sí oui da".split())
_NO = frozenset("0 false no n nein non -1".split())
_BLANKS = re.compile("[\\s\u00a0\u202f\u2009'’\u200e\u200f]")
_MARKS = str.maketrans({"٫": ".", "٬": ",", "−": "-"})


class PriceUnreadable(Invalid):
    """Write the price as a number, like 12.50."""


class PriceAmbiguous(Invalid):
    """%(typed)s can be read in two ways. Write it like 1234.50, without marks for thousands."""


class PriceInOtherCurrency(Invalid):
    """This price is in %(found)s, but the shop sells in %(currency)s. Convert it first."""


class NumberUnreadable(Invalid):
    """Write a whole number, like 12."""


class YesOrNo(Invalid):
    """Write yes or no."""


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`.

    Text that has apostrophes there already gets one more, so that `unguarded` is the exact reverse.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def amount(text: str, currency: Currency, *, comma: bool = False) -> int:
    """Minor units of a price such as `12.50`, `1.234,50`, `€ 12` or `12.50 EUR`.

    `comma` says that the file as a whole writes decimal commas. Raises what is defined above, and
    AmountTooFine, AmountTooLarge.
    """
    plain = _plain(_without_currency(text, currency))
    if not re.fullmatch(r"\d[\d.,]*", plain) or len(plain) > 30:
        raise PriceUnreadable
    whole, fraction = _parts(plain, currency, comma=comma, typed=text.strip())
    return currency.minor(Decimal(f"{whole or 0}.{fraction or 0}"))


def whole(text: str) -> int:
    """A whole number; `12.0` and `12,00` are 12. Raises NumberUnreadable."""
    plain = re.sub(r"[.,]0*$", "", _plain(text))
    if not re.fullmatch(r"-?\d{1,12}", plain):
        raise NumberUnreadable
    return int(plain)


def decimal(text: str) -> float:
    """A rate in percent, `7,7 %` or `7.7`. Raises NumberUnreadable."""
    plain = _plain(text.replace("%", "")).replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", plain):
        raise NumberUnreadable
    return float(plain)


def yes(text: str) -> bool:
    """Yes in the words that shops' exports use. Raises YesOrNo."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise YesOrNo


def split(text: str, mark: str) -> list[str]:
    """The parts between marks, without outer blanks; a mark behind a backslash is no mark.

    Backslashes stay: `bare` takes them off at last.
    """
    parts, characters = [""], iter(text)
    for character in characters:
        if character == mark:
            parts.append("")
        else:
            parts[-1] += character + (next(characters, "") if character == "\\" else "")
    return [part.strip() for part in parts if part.strip()]


def bare(text: str) -> str:
    """The text without the backslashes that `marked` put before marks."""
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def marked(text: str, marks: str) -> str:
    """The text with a backslash before each of the marks, and before backslashes."""
    return re.sub(rf"([\\{re.escape(marks)}])", r"\\\1", text)


def _without_currency(text: str, currency: Currency) -> str:
    """The text without a currency's letters or sign. Raises PriceInOtherCurrency."""
    found = re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)
    if found and found[0] != currency.code:
        raise PriceInOtherCurrency(found=found[0], currency=currency.code)
    bare_text = text.replace(found[0], "") if found else text
    return "".join(c for c in bare_text if unicodedata.category(c) != "Sc")


def _plain(text: str) -> str:
    """ASCII digits and marks, without blanks."""
    joined = _BLANKS.sub("", text.translate(_MARKS))
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in joined
    )


def _parts(plain: str, currency: Currency, *, comma: bool, typed: str) -> tuple[str, str]:
    """The digits before and after the decimal mark. Raises PriceAmbiguous."""
    marks = [c for c in plain if c in ".,"]
    if len(set(marks)) == 2:
        before, _, after = plain.rpartition(marks[-1])
        return _ungrouped(before, marks[0], typed), after
    if len(marks) > 1:
        return _ungrouped(plain, marks[0], typed), ""
    before, mark, after = re.fullmatch(r"(\d+)([.,]?)(\d*)", plain).groups()  # type: ignore[union-attr]
    if len(after) != 3 or before == "0" or (currency.exponent == 3 and (mark == ",") is comma):
        return before, after
    if currency.exponent == 0:
        return before + after, ""
    raise PriceAmbiguous(typed=typed)


def _ungrouped(text: str, mark: str, typed: str) -> str:
    parts = text.split(mark)
    fits = 1 <= len(parts[0]) <= 3 and len(parts[-1]) == 3 and "".join(parts).isdecimal()
    if not fits or any(len(part) not in (2, 3) for part in parts[1:-1]):
        raise PriceAmbiguous(typed=typed)
    return "".join(parts)
