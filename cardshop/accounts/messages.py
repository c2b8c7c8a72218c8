"""What accounts write to people: plain letters in the account's language."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from cardshop.accounts.models import Account
from cardshop.lib.ids import hash_token
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def verification(account: Account, token: str) -> Letter:
    """The link that proves the address."""
    with speaking(account.locale):
        text = _(
            "Welcome to cardshop.\n\n"
            "Confirm that this is your email address:\n%(link)s\n\n"
            "The link works once, for seven days. If you did not sign up, ignore this email.",
            link=absolute(f"/account/email-verification/{token}"),
        )
        subject = _("Confirm your email")
        return _secret("verify-email", token, recipient=account.email, subject=subject, text=text)


def already_here(account: Account, token: str) -> Letter:
    """For the owner of an address with which somebody signed up once more. It opens nothing."""
    with speaking(account.locale):
        text = _(
            "Somebody, probably you, signed up with this email address.\n\n"
            "You already have an account. Sign in with it:\n%(sign_in)s\n\n"
            "If you forgot the password, choose a new one:\n%(reset)s\n\n"
            "If it was not you, ignore this email. Nothing was changed.",
            sign_in=absolute("/account/sign-in"),
            reset=absolute("/account/password-reset"),
        )
        subject = _("You already have an account")
        return _secret("already-here", token, recipient=account.email, subject=subject, text=text)


def password_reset(account: Account, token: str) -> Letter:
    """The link to choose a new password."""
    with speaking(account.locale):
        text = _(
            "Somebody asked for a new password for this email address.\n\n"
            "If it was you, choose one here:\n%(link)s\n\n"
            "The link works once, for one hour. If it was not you, ignore this email: "
            "your password stays as it is.",
            link=absolute(f"/account/password-reset/{token}"),
        )
        subject = _("Choose a new password")
        return _secret("reset-password", token, recipient=account.email, subject=subject, text=text)


def password_changed(account: Account, *, at: datetime) -> Letter:
    """For the owner, who may not be the one who did it."""
    with speaking(account.locale):
        return Letter(
            kind="password-changed",
            recipient=account.email,
            subject=_("Your password was changed"),
            text=_(
                "The password of your account was changed, and other devices were signed out.\n\n"
                "If it was not you, choose a new one now:\n%(reset)s",
                reset=absolute("/account/password-reset"),
            ),
            deduplication_key=f"password-changed:{account.id}:{at.isoformat()}",
        )


def email_change(account: Account, email: str, token: str) -> Letter:
    """To the new address: the link that proves it."""
    with speaking(account.locale):
        text = _(
            "Confirm that you want to sign in with this email address from now on:\n%(link)s\n\n"
            "The link works once, for one day. If you did not ask for this, ignore this email.",
            link=absolute(f"/account/email/{token}"),
        )
        subject = _("Confirm your new email")
        return _secret("change-email", token, recipient=email, subject=subject, text=text)


def email_belongs_here(account: Account, email: str, token: str) -> Letter:
    """To the new address when another account has it already. It opens nothing."""
    with speaking(account.locale):
        text = _(
            "Somebody wanted to use this email address for another account.\n\n"
            "It belongs to an account already, so nothing was changed. To use it for another one, "
            "change the address of the first: sign in here:\n%(sign_in)s",
            sign_in=absolute("/account/sign-in"),
        )
        subject = _("This email is in use")
        return _secret("change-email", token, recipient=email, subject=subject, text=text)


def email_change_notice(account: Account, token: str) -> Letter:
    """To the old address, whose owner may not be the one who did it."""
    with speaking(account.locale):
        text = _(
            "Somebody signed in to your account asked to use another email address.\n\n"
            "If it was not you, choose a new password now. That stops the change:\n%(reset)s",
            reset=absolute("/account/password-reset"),
        )
        subject = _("Your email is about to change")
        return Letter(
            kind="change-email-notice",
            recipient=account.email,
            subject=subject,
            text=text,
            deduplication_key=_key("change-email-notice", token),
        )


def _secret(kind: str, token: str, *, recipient: str, subject: str, text: str) -> Letter:
    return Letter(
        kind=kind,
        recipient=recipient,
        subject=subject,
        text=text,
        deduplication_key=_key(kind, token),
        is_secret=True,
    )


def _key(kind: str, token: str) -> str:
    # The token's hash and not its row's number, which SQLite may give again.
    return f"{kind}:{hash_token(token)}"
