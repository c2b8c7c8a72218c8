"""E-mail addresses: proved, and changed, by a link that was mailed to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cardshop.accounts import messages, queries
from cardshop.accounts.models import Account, Purpose
from cardshop.accounts.operations import links
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.web.outgoing import enqueue


class EmailTaken(Conflict):
    """This email address belongs to another account already. Sign in with that one."""


def send_verification(account: Account, *, at: datetime) -> None:
    """Mail the link that proves the address; or, if another account has it, say so instead."""
    token = links.issue(account, Purpose.VERIFY_EMAIL, email=account.email, at=at)
    write = messages.verification
    if queries.is_taken(account.email, but=account.id):
        write = messages.already_here
    enqueue(write(account, token), at=at)


def verify_email(token: str, *, at: datetime) -> Account:
    """The address is proved. Raises LinkExpired or EmailTaken."""
    link = links.use(token, Purpose.VERIFY_EMAIL, at=at)
    return prove(queries.account(link.account_id), link.email, at=at)


def request_email_change(account: Account, email: str, *, at: datetime) -> None:
    """Mail a link to the new address and a notice to the old one, whoever has the new one."""
    token = links.issue(account, Purpose.CHANGE_EMAIL, email=email, at=at)
    write = messages.email_change
    if queries.is_taken(email, but=account.id):
        write = messages.email_belongs_here
    enqueue(write(account, email, token), at=at)
    enqueue(messages.email_change_notice(account, token), at=at)


def change_email(token: str, *, at: datetime) -> Account:
    """The account is signed in to with the new address. Raises LinkExpired or EmailTaken."""
    link = links.use(token, Purpose.CHANGE_EMAIL, at=at)
    account = queries.account(link.account_id)
    links.withdraw(account.id, Purpose.VERIFY_EMAIL, at=at)
    links.withdraw(account.id, Purpose.RESET_PASSWORD, at=at)
    return prove(account, link.email, at=at)


def prove(account: Account, email: str, *, at: datetime) -> Account:
    """The address is the account's from now on, and nobody else's. Raises EmailTaken."""
    if queries.is_taken(email, but=account.id):
        raise EmailTaken
    account.email = email
    account.email_verified_at = account.email_verified_at or at
    try:
        db.session.flush()
    except IntegrityError as fault:  # Two who hold links to one address came at once.
        raise EmailTaken from fault
    return account
