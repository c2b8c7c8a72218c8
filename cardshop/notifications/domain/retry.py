"""When a message that did not leave is tried again, and when it is given up."""

from __future__ import annotations

import hashlib
from datetime import timedelta

TRIES = 8
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=6)


def is_last(attempt: int) -> bool:
    """True when no try follows this one. The first try is number 1."""
    return attempt >= TRIES


def pause(attempt: int, *, chance: float) -> timedelta:
    """How long to wait after a failed try: three times longer after each, one minute to six hours.

    Up to a half is added by `chance` (0 to 1), so that what failed together is not tried together
    again.
    """
    if not 0 <= chance <= 1:
        raise ValueError("chance is between 0 and 1")
    times: int = 3 ** min(max(attempt - 1, 0), TRIES)
    return min(SHORTEST * times, LONGEST / 1.5) * (1 + chance / 2)


def share(name: str, attempt: int) -> float:
    """The chance of one try of one message: spread evenly, and the same when asked again."""
    digest = hashlib.sha256(f"{name} {attempt}".encode()).digest()
    return int.from_bytes(digest[:4]) / 0xFFFFFFFF
