"""Whole numbers as people type them into a form, with digits of any script."""

from __future__ import annotations

import unicodedata

from cardshop.lib.errors import Invalid

_LONGEST = 12


class NumberInvalid(Invalid):
    """Enter a whole number, or nothing."""


def whole(text: str) -> int | None:
    """The number, or nothing for an empty field. Raises NumberInvalid."""
    plain = bare(text)
    if not plain:
        return None
    if len(plain) > _LONGEST or not plain.isdecimal():
        raise NumberInvalid
    return int(plain)


def bare(text: str) -> str:
    """Without blanks, percent signs, and marks of direction."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return seen.strip(" \t\u00a0\u202f%٪").strip()
