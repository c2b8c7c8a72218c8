"""Forms of signing up, in, and of what a person sets about themselves."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, HiddenField, PasswordField, RadioField, StringField

from cardshop.accounts.domain import emails, passwords
from cardshop.accounts.models import Scope
from cardshop.accounts.operations.api_tokens import LONGEST_NAME
from cardshop.web.forms import Form, Needed, Says
from cardshop.web.locales import LANGUAGES


class PasswordRule:
    """A new password holds; the form's `about` names what a guesser tries first."""

    def __call__(self, form: Any, field: Field) -> None:
        """Say what is wrong with it, if anything."""
        Says(lambda typed: passwords.check(typed, about=form.about))(form, field)


class SignUpForm(Form):
    """The first step."""

    email = EmailField(_l("Email"), [Says(emails.read)])
    password = PasswordField(_l("Password"), [PasswordRule()])
    invitation = HiddenField()

    @property
    def about(self) -> list[str]:
        """What the password must not be made of."""
        return [self.email.data or ""]


class SignInForm(Form):
    """An address and its password."""

    email = EmailField(_l("Email"), [Says(emails.read)])
    password = PasswordField(_l("Password"), [Needed(_l("Enter your password"))])


class AskForm(Form):
    """The address that a link is mailed to."""

    email = EmailField(_l("Email"), [Says(emails.read)])


class ResetForm(Form):
    """A new password, by the holder of a mailed link."""

    password = PasswordField(_l("New password"), [PasswordRule()])
    about: list[str] = []


class PasswordForm(Form):
    """A new password, by who knows the old one."""

    current = PasswordField(_l("Current password"), [Needed(_l("Enter your current password"))])
    password = PasswordField(_l("New password"), [PasswordRule()])
    about: list[str] = []


class EmailForm(Form):
    """Another address, by who knows the password."""

    email = EmailField(_l("New email"), [Says(emails.read)])
    current = PasswordField(_l("Current password"), [Needed(_l("Enter your current password"))])


class LanguageForm(Form):
    """The language of pages and letters."""

    language = RadioField(_l("Language"), choices=LANGUAGES)


def _scopes() -> dict[str, str]:
    return {Scope.READ.value: gettext("Read"), Scope.WRITE.value: gettext("Read and change")}


class ApiTokenForm(Form):
    """A key for a program."""

    name = StringField(_l("Name"), [Needed(_l("Give the token a name, like Till or Website."))])
    scope = RadioField(_l("What it may do"), choices=_scopes, default=Scope.READ.value)
    longest = LONGEST_NAME
