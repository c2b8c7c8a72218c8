"""Accounts: made by signing up or by the operator, and the language they are spoken to in."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts import hashing, queries
from cardshop.accounts.domain import emails
from cardshop.accounts.models import Account
from cardshop.accounts.operations.emails import EmailTaken, send_verification
from cardshop.db import db


def create_account(
    *, email: str, password: str, locale: str, at: datetime, verified: bool = False
) -> Account:
    """An account. Only a verified one needs an address that nobody has proved.

    Raises EmailInvalid, or EmailTaken for a verified one.
    """
    address = emails.read(email)
    if verified and queries.verified(address):
        raise EmailTaken
    account = Account(
        email=address,
        password_hash=hashing.hash_password(password),
        locale=locale,
        email_verified_at=at if verified else None,
        created_at=at,
    )
    db.session.add(account)
    db.session.flush()
    return account


def sign_up(*, email: str, password: str, locale: str, at: datetime) -> Account:
    """An account that has yet to prove its address, and the letter that lets it."""
    account = create_account(email=email, password=password, locale=locale, at=at)
    send_verification(account, at=at)
    return account


def speak(account: Account, language: str) -> None:
    """Pages and letters are in this language from now on."""
    account.locale = language
