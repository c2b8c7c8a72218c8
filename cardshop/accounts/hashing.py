"""Passwords as they are kept: argon2id, and checks that take as long for nobody as for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from cardshop.accounts.domain.passwords import as_bytes

# One signs in to one of at most this many accounts of an address, and always this many hashes are
# computed.
CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Strength:
    """What one hash costs."""

    memory_cost: int
    time_cost: int
    parallelism: int


# OWASP's recommendation for argon2id. Tests put a cheap one here, and nowhere else.
STRENGTH = Strength(memory_cost=19456, time_cost=2, parallelism=1)


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and its cost in it."""
    return _hasher(STRENGTH).hash(as_bytes(password))


def first_match(password: str, hashes: Sequence[str]) -> int | None:
    """The place of the first hash that the password opens.

    Takes the same time whether there are none, some or all: dummies fill up to CANDIDATES.
    """
    dummies = [_dummy(STRENGTH)] * (CANDIDATES - len(hashes))
    opened = [verify(password, each) for each in [*hashes, *dummies]]
    return next((place for place in range(len(hashes)) if opened[place]), None)


def verify(password: str, kept: str) -> bool:
    """Whether the password opens one hash. One that is unusable costs the same and stays shut."""
    try:
        return _hasher(STRENGTH).verify(kept, as_bytes(password))
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError):
        verify(password, _dummy(STRENGTH))
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with another cost than today's."""
    return _hasher(STRENGTH).check_needs_rehash(kept)


@lru_cache(maxsize=4)
def _hasher(strength: Strength) -> PasswordHasher:
    return PasswordHasher(**asdict(strength))


@lru_cache(maxsize=4)
def _dummy(strength: Strength) -> str:
    # Nobody's password: as_bytes of any text is different from these bytes.
    return _hasher(strength).hash(b"\xff\xfe nobody")
