"""How many parts a text message has, for which one pays: GSM 03.38 or UCS-2, whichever it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# The basic alphabet, each a septet; those of the extension take two.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
# Units of one part alone, and of each of several.
_GSM, _UCS2 = (160, 153), (70, 67)


@dataclass(frozen=True, slots=True)
class Measure:
    """Units that a text takes, how many fit in as many parts, and the parts."""

    units: int
    most: int
    parts: int
    is_unicode: bool


def measure(text: str) -> Measure:
    """How long a text is as an SMS. An empty one has no part."""
    is_unicode = not all(c in _BASIC or c in _EXTENDED for c in text)
    widths = [_width(c, is_unicode=is_unicode) for c in text]
    alone, each = _UCS2 if is_unicode else _GSM
    units = sum(widths)
    if units <= alone:
        return Measure(units, alone, 1 if units else 0, is_unicode)
    parts = _packed(widths, each)
    return Measure(units, parts * each, parts, is_unicode)


def _width(character: str, *, is_unicode: bool) -> int:
    if is_unicode:
        return 2 if ord(character) > 0xFFFF else 1
    return 2 if character in _EXTENDED else 1


def _packed(widths: Iterable[int], each: int) -> int:
    """Parts that hold the characters in order; none is cut in two."""
    parts, used = 1, 0
    for width in widths:
        if used + width > each:
            parts, used = parts + 1, 0
        used += width
    return parts
