"""Keys for programs."""

from __future__ import annotations

from datetime import datetime, timedelta

from cardshop.accounts.models import Account, ApiToken, Business, Scope
from cardshop.db import db
from cardshop.lib import text
from cardshop.lib.errors import Invalid
from cardshop.lib.ids import hash_token, new_token

LONGEST_NAME = 60
SEEN_EVERY = timedelta(minutes=10)


class TokenNameMissing(Invalid):
    """Give the token a name, like Till or Website."""


def issue_token(
    *, business: Business, account: Account, name: str, scope: Scope, at: datetime
) -> tuple[ApiToken, str]:
    """A new key, and the only time that it can be read."""
    clean = text.check_line(name, longest=LONGEST_NAME)
    if not clean:
        raise TokenNameMissing
    plain = new_token()
    token = ApiToken(
        business_id=business.id,
        account_id=account.id,
        name=clean,
        scope=scope,
        token_hash=hash_token(plain),
        created_at=at,
    )
    db.session.add(token)
    db.session.flush()
    return token, plain


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Remember that the key was used, to the nearest ten minutes: a write a request is too many."""
    if token.last_used_at is None or at - token.last_used_at >= SEEN_EVERY:
        token.last_used_at = at


def revoke_token(token: ApiToken, *, at: datetime) -> None:
    """The key opens nothing from now on."""
    token.revoked_at = at
