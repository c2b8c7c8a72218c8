"""The form of a waiting list: who waits, for whom, with how many, and how they are reached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField

from cardshop.lib import ids
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.storefront.book_desk import Desk
from cardshop.web.forms import Form
from cardshop.web.locales import number

_TOKEN = re.compile("[0-9A-Za-z_-]{22}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Where the faults of a request are told.
_FIELDS = {
    "/customer/name": "/name",
    "/customer/phone": "/phone",
    "/customer/email": "/email",
    "/seats": "/seats",
    "/calendar_id": "/calendar",
}


class WaitForm(Form):
    """A public form: guarded by where it comes from, so it carries no token.

    `on` is the date of the list; `day` and `zone` are those that the visitor looked at.
    """

    class Meta:
        """No token, for the page must not need a session."""

        csrf = False

    key = HiddenField()
    on = HiddenField()
    day = HiddenField()
    zone = HiddenField()
    name = StringField(_l("Your name"))
    phone = StringField(_l("Phone number"))
    email = StringField(_l("Email"))
    calendar = SelectField(_l("Who with?"), choices=[], validate_choice=False)
    seats = SelectField(_l("How many places?"), choices=[], validate_choice=False)

    @classmethod
    def opened(cls, desk: Desk, on: date, **given: str) -> WaitForm:
        """An empty form for a date of the list."""
        data = {"key": ids.new_token(), "on": on.isoformat(), **given}
        return _with_choices(cls(formdata=None, data=data), desk)

    @classmethod
    def sent(cls, desk: Desk) -> WaitForm:
        """The form as it was sent."""
        form = _with_choices(cls(), desk)
        form.key.data = form.token
        return form

    @property
    def token(self) -> str:
        """The name of the place that this form takes: sent twice, it takes one."""
        typed = self.key.data or ""
        return typed if _TOKEN.fullmatch(typed) else ids.new_token()

    @property
    def date(self) -> date | None:
        """The date of the list; nothing for words that are none."""
        typed = self.on.data or ""
        try:
            return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
        except ValueError:
            return None

    def customer(self, *, locale: str, timezone: str) -> dict[str, Any]:
        """Who waits, as a request says it."""
        given = {name: self[name].data or "" for name in ("name", "phone", "email")}
        return {**given, "locale": locale, "timezone": timezone}

    def unreachable(self) -> list[FieldError]:
        """The fault of leaving neither a number nor an address."""
        if (self.phone.data or "").strip() or (self.email.data or "").strip():
            return []
        return [FieldError("/customer/phone", _("Enter your phone number or your email."))]

    def show(self, faults: Iterable[FieldError]) -> None:
        """Put each fault of a request next to its field, or into the summary."""
        self.take(FieldErrors(FieldError(_FIELDS.get(f.pointer, ""), f.detail) for f in faults))


def _with_choices(form: WaitForm, desk: Desk) -> WaitForm:
    people = [(str(one.id), one.name) for one in desk.calendars]
    form.calendar.choices = [("", _("Anyone")), *people]
    form.seats.choices = [(str(n), number(n)) for n in range(1, desk.most_seats + 1)]
    return form
