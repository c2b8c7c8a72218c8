"""Chance that falls the same way every time, so that an example looks alike wherever it is loaded."""

from __future__ import annotations

import zlib


def throw(number: int, what: str, sides: int) -> int:
    """0 to `sides` - 1."""
    return zlib.crc32(f"{what} {number}".encode()) % sides
