"""Names that nobody can guess, and the only place that draws them."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Any

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def new_token() -> str:
    """An unguessable url-safe name of 22 characters (128 bits)."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A QR tag's code: 8 characters of Crockford base32, lower case (40 bits)."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(8))


def read_code(text: str) -> str:
    """A code as people type it: case, and Crockford's look-alikes i, l, o forgiven."""
    return text.lower().translate(str.maketrans("ilo", "110"))


def new_uid() -> str:
    """A random UUID (RFC 9562) for objects that other programs keep, such as a vCard."""
    return str(uuid.uuid4())


def hash_token(token: str) -> str:
    """SHA-256 in hexadecimal: how a token is kept.

    Tokens carry 128 random bits, so a fast hash without salt is enough.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def mix(things: list[Any]) -> None:
    """Bring them into another order, so that several workers do not run after the same."""
    secrets.SystemRandom().shuffle(things)


def new_salt() -> bytes:
    """16 random bytes that make two sealings of the same words differ."""
    return secrets.token_bytes(16)
