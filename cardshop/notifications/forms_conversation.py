"""The owner's answer to a customer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField

from cardshop.lib import ids
from cardshop.notifications.operations.talking import ANSWER
from cardshop.web.forms import Form, Says


class AnswerForm(Form):
    """Free words. `once` makes of two presses one answer."""

    words = TextAreaField(_l("Your answer"), [Says(ANSWER.check)])
    once = HiddenField()

    def renewed(self) -> AnswerForm:
        """The form as it is shown, with a name for what will be sent."""
        self.once.data = self.once.data or ids.new_token()
        return self
