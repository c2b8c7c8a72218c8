"""The token of a business's own account at the carrier: kept sealed."""

from __future__ import annotations

from cardshop.lib import sealing
from cardshop.notifications.carriers import PURPOSE


def seal_token(token: str, *, secret_key: str) -> bytes:
    """The token as it is stored."""
    return sealing.seal(token, secret_key=secret_key, purpose=PURPOSE)


def unseal_token(sealed: bytes, *, secret_key: str) -> str:
    """The token as it signs. Raises SealBroken."""
    return sealing.unseal(sealed, secret_key=secret_key, purpose=PURPOSE)
