"""The form of a calendar elsewhere: its address, and a user with a password where one is asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField

from cardshop.booking.domain.busy_content import BusySourceContent
from cardshop.lib.validation import parse
from cardshop.web.choices import choices
from cardshop.web.forms import Form


class BusySourceForm(Form):
    """What can be said of a calendar elsewhere. The password is never shown again."""

    kind = RadioField(
        _l("How it is read"),
        choices=choices([("ics", _l("Secret address")), ("caldav", _l("Password"))]),
        validate_choice=False,
        default="ics",
    )
    url = StringField(_l("Address of the calendar"))
    user = StringField(_l("User name"))
    password = PasswordField(_l("Password"))

    def content(self) -> BusySourceContent:
        """The calendar to read. Raises FieldErrors."""
        is_signed = self.kind.data == "caldav"
        signed = {"user": self.user.data or "", "password": self.password.data or ""}
        given = {"url": self.url.data or "", "kind": self.kind.data or ""}
        return parse(BusySourceContent, given | (signed if is_signed else {}))
