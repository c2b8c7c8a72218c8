"""Passwords of other people's servers, sealed with a key made of the installation's secret key."""

from __future__ import annotations

import base64
import json

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cardshop.lib.errors import Invalid

# So that no other use of the secret key ever comes to the same key.
_PURPOSE = b"cardshop: credentials of busy calendars"

# A user and a password.
Credentials = tuple[str, str]


class SealBroken(Invalid):
    """The password cannot be read any more. Remove this calendar and add it again."""


def seal(credentials: Credentials, *, secret_key: str) -> bytes:
    """The user and the password as bytes that tell nothing without the secret key."""
    return _fernet(secret_key).encrypt(json.dumps(credentials).encode())


def unseal(sealed: bytes, *, secret_key: str) -> Credentials:
    """The reverse. Raises SealBroken for bytes of another key, or that were changed."""
    try:
        user, password = json.loads(_fernet(secret_key).decrypt(sealed))
    except InvalidToken as fault:
        raise SealBroken from fault
    return user, password


def _fernet(secret_key: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return Fernet(base64.urlsafe_b64encode(made.derive(secret_key.encode())))
