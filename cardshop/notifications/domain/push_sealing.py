"""Sealing what one browser alone may read: aes128gcm for web push (RFC 8188, RFC 8291)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cardshop.notifications.domain.web_push import Subscription, unpacked

# No push service has to take more than 4096 bytes, and one record is all there is.
RECORD = 4096
_HEADER = 16 + 4 + 1 + 65
LARGEST = RECORD - _HEADER - 16 - 1
_LAST_RECORD = b"\x02"


class TooMuch(ValueError):
    """This does not fit into one notification."""


def sealed(words: bytes, *, to: Subscription, salt: bytes, once: EllipticCurvePrivateKey) -> bytes:
    """The body of a request to a push service. `salt` and the key `once` are never used again."""
    if len(words) > LARGEST:
        raise TooMuch
    theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), unpacked(to.p256dh))
    ours = point(once.public_key())
    shared = once.exchange(ECDH(), theirs)
    both = b"WebPush: info\x00" + point(theirs) + ours
    material = _derived(shared, salt=unpacked(to.auth), info=both, length=32)
    key = _derived(material, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(material, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = salt + RECORD.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, words + _LAST_RECORD, None)


def point(key: EllipticCurvePublicKey) -> bytes:
    """A public key as it travels: 65 bytes, uncompressed."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
