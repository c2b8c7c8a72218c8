"""What an owner does with an order: a step on, or away with a reason."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Typed
from cardshop.orders.models import OrderState
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says

# Orders are cancelled on a page of their own, which asks for the reason.
_STEPS = (OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED)
_REASON = Typed(200)
_OTHER = "other"
_REASONS: dict[str, Any] = {
    "sold_out": _l("Something is sold out"),
    "closed": _l("We are closed then"),
    "too_far": _l("We cannot deliver there"),
    "asked": _l("The customer asked for it"),
    _OTHER: _l("Something else"),
}


class StepUnknown(Invalid):
    """An order has no such step."""


class ReasonMissing(Invalid):
    """Say why in a few words, or choose a reason."""


class StepForm(Form):
    """One button: the state that it brings the order into, and the page it stands on."""

    state = StringField()
    page = StringField()
    show = StringField()
    day = StringField()
    how = StringField()

    def asked(self) -> dict[str, Any]:
        """What the page was asked to show, to be asked again."""
        fields = (self.show, self.day, self.how)
        return {field.name: field.data for field in fields if field.data}

    def wanted(self) -> OrderState:
        """The state. Raises StepUnknown."""
        found = next((state for state in _STEPS if state.value == self.state.data), None)
        if found is None:
            raise StepUnknown
        return found


class CancellationForm(Form):
    """Why an order is cancelled."""

    reason = RadioField(
        _l("Why?"), choices=choices(_REASONS.items()), validate_choice=False, default="sold_out"
    )
    words = StringField(_l("In your own words"), [Says(_REASON.check)])

    def note(self) -> str:
        """The reason in words, as the history keeps it. Raises ReasonMissing."""
        words = _REASON.check(self.words.data or "")
        chosen = _REASONS.get(self.reason.data or "")
        if chosen is None or (self.reason.data == _OTHER and not words):
            raise ReasonMissing
        return (
            words if self.reason.data == _OTHER else ": ".join(filter(None, (str(chosen), words)))
        )
