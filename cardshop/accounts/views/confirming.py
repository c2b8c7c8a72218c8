"""Asking a signed-in person for their password before something that matters."""

from __future__ import annotations

from wtforms import Field

from cardshop.accounts import current, hashing, operations, queries
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.web.forms import Form


class PasswordWrong(Invalid):
    """This is not your current password. Check it and try again."""


def knows_password(form: Form, field: Field) -> bool:
    """Whether the current password was typed; else the form says so. Tries count as at the door."""
    person = current.person()
    watched = operations.signing_in(person.email)
    with transaction():
        operations.count_attempt(watched, at=clock.now())
    if not hashing.verify(field.data or "", queries.account(person.account_id).password_hash):
        form.refuse(field.short_name, PasswordWrong())
        return False
    with transaction():
        operations.forgive(watched, at=clock.now())
    return True
