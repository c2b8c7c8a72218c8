"""How this site names itself to push services (VAPID, RFC 8292).

The key is made of the installation's secret key, so that every node has the same without keeping
one, and only there.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cardshop.notifications.domain.push_sealing import point
from cardshop.notifications.domain.web_push import packed

# Push services allow a day; less forgives a clock that is wrong.
VALID = timedelta(hours=12)
# So that no other use of the secret key ever comes to the same key.
_PURPOSE = b"cardshop: key of web push"
# The order of the curve P-256.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def public_key(secret_key: str) -> str:
    """What browsers are given when they subscribe, and what they take notifications from."""
    return packed(point(private_key(secret_key).public_key()))


def authorization(endpoint: str, *, secret_key: str, contact: str, at: datetime) -> str:
    """The header with which the server of an endpoint takes a notification."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + VALID).timestamp()),
        "sub": contact,
    }
    said = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    signed = private_key(secret_key).sign(said.encode(), ECDSA(SHA256()))
    both = b"".join(number.to_bytes(32) for number in decode_dss_signature(signed))
    return f"vapid t={said}.{packed(both)}, k={public_key(secret_key)}"


def contact_of(base_url: str, mail_from: str) -> str:
    """Whom the people of a push service may ask: the site, or its mail where it has no name."""
    if base_url.startswith("https://"):
        return base_url
    return f"mailto:{parseaddr(mail_from)[1] or 'nobody@localhost'}"


@lru_cache(maxsize=4)
def private_key(secret_key: str) -> EllipticCurvePrivateKey:
    """The same for the same secret key. 16 bytes more than needed leave no number likelier."""
    made = HKDF(algorithm=SHA256(), length=48, salt=None, info=_PURPOSE)
    number = int.from_bytes(made.derive(secret_key.encode())) % (_ORDER - 1) + 1
    return derive_private_key(number, SECP256R1())


def _part(claims: dict[str, object]) -> str:
    return packed(json.dumps(claims, separators=(",", ":")).encode())
