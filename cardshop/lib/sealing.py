"""Secrets that must be read again, sealed with keys made of the installation's secret key."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cardshop.lib.errors import Invalid


class SealBroken(Invalid):
    """This secret cannot be read any more. Type it again."""


def seal(words: str, *, secret_key: str, purpose: str) -> bytes:
    """The words as bytes that tell nothing without the secret key.

    `purpose` says what they are, so that no other use of the secret key comes to the same key.
    """
    return _fernet(secret_key, purpose).encrypt(words.encode())


def unseal(sealed: bytes, *, secret_key: str, purpose: str) -> str:
    """The reverse. Raises SealBroken for bytes of another key, or that were changed."""
    try:
        return _fernet(secret_key, purpose).decrypt(sealed).decode()
    except InvalidToken as fault:
        raise SealBroken from fault


def _fernet(secret_key: str, purpose: str) -> Fernet:
    info = f"cardshop: {purpose}".encode()
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return Fernet(base64.urlsafe_b64encode(made.derive(secret_key.encode())))
