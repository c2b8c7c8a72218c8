"""What a browser gives so that it can be told things: an address, and keys to seal them for it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from cardshop.lib.errors import Invalid

# One business's own browsers and telephones, all its people together.
MOST = 50
LONGEST_ADDRESS = 2000
SECRET_BYTES = 16


class SubscriptionUnreadable(Invalid):
    """This browser did not say where notifications reach it. Try again, or use another browser."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser is reached, and its keys (RFC 8291): base64url without padding."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)

    @property
    def endpoint_hash(self) -> str:
        """One for one browser and one site."""
        return hash_of(self.endpoint)


def read(endpoint: str, p256dh: str, auth: str) -> Subscription:
    """What the browser gave, judged. Raises SubscriptionUnreadable."""
    try:
        parts = urlsplit(endpoint)
        is_well = parts.scheme == "https" and parts.hostname and parts.port in (None, 443)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), unpacked(p256dh))
        is_sealed = len(unpacked(auth)) == SECRET_BYTES
    except (ValueError, binascii.Error) as fault:
        raise SubscriptionUnreadable from fault
    is_plain = endpoint.isascii() and endpoint.isprintable() and len(endpoint) <= LONGEST_ADDRESS
    if not (is_well and is_sealed and is_plain and parts.username is None):
        raise SubscriptionUnreadable
    return Subscription(endpoint, packed(unpacked(p256dh)), packed(unpacked(auth)))


def hash_of(endpoint: str) -> str:
    """SHA-256 in hexadecimal: how an address is found again."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def packed(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """The reverse, with or without padding. Raises ValueError."""
    plain = text.strip().rstrip("=").encode("ascii")
    return base64.b64decode(plain + b"=" * (-len(plain) % 4), altchars=b"-_", validate=True)
