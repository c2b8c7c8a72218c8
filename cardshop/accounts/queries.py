"""What is asked about accounts, their sessions, mailed links, invitations and API tokens."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from cardshop.accounts.models import (
    Account,
    AccountToken,
    ApiToken,
    Business,
    Invitation,
    Membership,
    Purpose,
    UserSession,
)
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.ids import hash_token

# Sessions that were not seen for so long have lost their cookie.
SESSION_LIFETIME = timedelta(days=31)


class LinkExpired(NotFound):
    """This link was used already, or it is too old. Ask for a new one."""


class InvitationExpired(NotFound):
    """This invitation was used already, or it is too old. Ask for a new one."""


class NoSuchBusiness(NotFound):
    """There is no such business."""


class NoSuchAccount(NotFound):
    """There is no account with this email address."""


def verified(email: str) -> Account | None:
    """The account that has proved this address."""
    return db.session.scalar(
        select(Account).where(Account.email == email, Account.email_verified_at.is_not(None))
    )


def is_taken(email: str, *, but: int) -> bool:
    """Whether another account than `but` has proved this address."""
    proved = Account.email_verified_at.is_not(None)
    other = exists().where(Account.email == email, proved, Account.id != but)
    return bool(db.session.scalar(select(other)))


def candidates(email: str) -> list[Account]:
    """Who may be meant by an address: the verified account, and the two newest that are not."""
    unproved = db.session.scalars(
        select(Account)
        .where(Account.email == email, Account.email_verified_at.is_(None))
        .order_by(Account.id.desc())
        .limit(2)
    )
    proved = verified(email)
    return [*([proved] if proved else []), *unproved]


def account(account_id: int, *, for_change: bool = False) -> Account:
    """The account of somebody who is signed in; `for_change` locks it."""
    return db.session.get_one(Account, account_id, with_for_update=for_change or None)


def by_email(email: str) -> Account:
    """The account that an operator means. Raises NoSuchAccount."""
    found = candidates(email)
    if not found:
        raise NoSuchAccount
    return found[0]


def first_business(account_id: int) -> Business | None:
    """The business that a person had first."""
    return db.session.scalar(
        select(Business)
        .join(Membership, Membership.business_id == Business.id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.id)
        .limit(1)
    )


def business(business_id: int) -> Business:
    """A business, for what its customers see and do. Raises NoSuchBusiness."""
    found = db.session.get(Business, business_id)
    if found is None:
        raise NoSuchBusiness
    return found


def sessions(account_id: int, *, at: datetime) -> list[UserSession]:
    """The signed-in browsers of a person, the one seen last first."""
    return list(
        db.session.scalars(
            select(UserSession)
            .where(
                UserSession.account_id == account_id,
                UserSession.last_seen_at > at - SESSION_LIFETIME,
            )
            .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        )
    )


def session(account_id: int, session_id: int) -> UserSession:
    """One signed-in browser of a person. Raises NotFound."""
    found = db.session.scalar(
        select(UserSession).where(
            UserSession.account_id == account_id, UserSession.id == session_id
        )
    )
    if found is None:
        raise NotFound
    return found


def link(plain: str, purpose: Purpose, *, at: datetime) -> AccountToken:
    """A mailed link that is still good. Raises LinkExpired."""
    found = db.session.scalar(
        select(AccountToken).where(
            AccountToken.token_hash == hash_token(plain),
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > at,
        )
    )
    if found is None:
        raise LinkExpired
    return found


def invitation(plain: str, *, at: datetime) -> Invitation:
    """An invitation that is still good. Raises InvitationExpired."""
    found = db.session.scalar(
        select(Invitation).where(
            Invitation.token_hash == hash_token(plain),
            Invitation.used_at.is_(None),
            Invitation.expires_at > at,
        )
    )
    if found is None:
        raise InvitationExpired
    return found


def api_tokens(business_id: int) -> list[ApiToken]:
    """The keys of a business that still open, the newest first."""
    return list(
        db.session.scalars(
            select(ApiToken)
            .where(ApiToken.business_id == business_id, ApiToken.revoked_at.is_(None))
            .order_by(ApiToken.id.desc())
        )
    )


def api_token(business_id: int, token_id: int) -> ApiToken:
    """One key of a business that still opens. Raises NotFound."""
    found = db.session.scalar(
        select(ApiToken).where(
            ApiToken.business_id == business_id,
            ApiToken.id == token_id,
            ApiToken.revoked_at.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def by_api_token(plain: str) -> ApiToken | None:
    """The key that a program shows; nothing when it opens no door."""
    return db.session.scalar(
        select(ApiToken).where(
            ApiToken.token_hash == hash_token(plain), ApiToken.revoked_at.is_(None)
        )
    )
