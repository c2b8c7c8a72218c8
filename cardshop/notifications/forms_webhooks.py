"""The form of an address that is told of events."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField

from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.validation import parse
from cardshop.notifications.domain.webhooks import HEARD, LONGEST_ADDRESS, WebhookContent
from cardshop.notifications.presenters_events import EVENTS
from cardshop.web.choices import choices
from cardshop.web.forms import Form


class WebhookForm(Form):
    """An address, and the events that it is told of."""

    longest = LONGEST_ADDRESS
    url = StringField(_l("Address"))
    events = SelectMultipleField(
        _l("Events"),
        choices=choices((event.value, EVENTS[event]) for event in HEARD),
        # What is no event is refused by the rules, which have the better sentence.
        validate_choice=False,
    )

    def content(self) -> WebhookContent:
        """What was typed. Raises FieldErrors."""
        sent: dict[str, Any] = {"url": (self.url.data or "").strip(), "events": self.events.data}
        try:
            return parse(WebhookContent, sent)
        except FieldErrors as faults:
            raise FieldErrors(_at_field(fault) for fault in faults.errors) from faults


def _at_field(fault: FieldError) -> FieldError:
    """The fault of a single tick at the field of all of them."""
    return FieldError("/" + fault.pointer.split("/")[1], fault.detail)
