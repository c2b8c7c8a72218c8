"""The form with which a customer cancels: why, if they want to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from cardshop.lib import text
from cardshop.web.forms import Form, Says

LONGEST_REASON = 300


def _check(reason: str) -> str:
    return text.check(reason, longest=LONGEST_REASON)


class CancelForm(Form):
    """A public form: guarded by where it comes from, so it carries no token."""

    class Meta:
        """No token, for the page must not need a session."""

        csrf = False

    reason = TextAreaField(_l("Reason"), validators=[Says(_check)])

    @property
    def words(self) -> str:
        """The reason as it is kept."""
        return _check(self.reason.data or "")
