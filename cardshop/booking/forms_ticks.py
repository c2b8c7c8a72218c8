"""Keys that hidden fields and ticks carry."""

from __future__ import annotations

from typing import Any

from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.typed import LARGEST_KEY


def key_of(sent: Any) -> int | None:
    """The key that a field carries; nothing for what is none."""
    text = str(sent or "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        return None
    return int(text) if 1 <= int(text) <= LARGEST_KEY else None


def keys_of(ticked: Any) -> list[int]:
    """The keys of the ticks that were sent."""
    return [key for key in map(key_of, ticked or []) if key is not None]


def at_ticks(faults: FieldErrors, *names: str) -> FieldErrors:
    """The faults, those of single ticks at the field of all of them."""
    return FieldErrors(FieldError(_place(f.pointer, names), f.detail) for f in faults.errors)


def _place(pointer: str, names: tuple[str, ...]) -> str:
    first = pointer.split("/")[1]
    return f"/{first}" if first in names else pointer
