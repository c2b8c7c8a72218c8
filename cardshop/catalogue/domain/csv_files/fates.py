"""What becomes of each row of an import, as one letter a row below the header.

Capitals stand at the first row of a product, small letters at its further rows, a blank at rows
that say nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

Fate = Literal["created", "updated", "unchanged", "skipped"]
_LETTERS: dict[Fate, str] = {"created": "C", "updated": "U", "unchanged": "E", "skipped": "S"}
_WORDS = {letter: fate for fate, letter in _LETTERS.items()}


class Fates:
    """The fates of a file whose header stands in `header_row`."""

    def __init__(self, header_row: int, last_row: int, letters: str = "") -> None:
        self.first = header_row + 1
        self._held = bytearray((letters or " " * (last_row - header_row)).encode())

    def set(self, rows: Collection[int], fate: Fate) -> None:
        """Say what becomes of a product's rows."""
        for n, row in enumerate(rows):
            letter = _LETTERS[fate] if n == 0 else _LETTERS[fate].lower()
            self._held[row - self.first] = ord(letter)

    def of(self, row: int) -> Fate | None:
        """What becomes of a row; nothing of one that says nothing."""
        at = row - self.first
        return _WORDS.get(chr(self._held[at]).upper()) if 0 <= at < len(self._held) else None

    def is_first(self, row: int) -> bool:
        """True for the first row of a product."""
        at = row - self.first
        return 0 <= at < len(self._held) and chr(self._held[at]).isupper()

    def count(self, fate: Fate) -> int:
        """How many products that becomes of."""
        return self._held.count(_LETTERS[fate].encode())

    def rows(self) -> int:
        """How many rows say something."""
        return len(self._held) - self._held.count(b" ")

    def rows_of(self, fate: Fate) -> list[int]:
        """The rows that it becomes of."""
        wanted = (_LETTERS[fate], _LETTERS[fate].lower())
        return [n + self.first for n, letter in enumerate(self._held) if chr(letter) in wanted]

    def __str__(self) -> str:
        return self._held.decode()
