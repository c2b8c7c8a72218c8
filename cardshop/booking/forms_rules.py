"""The form of how a business takes bookings."""

from __future__ import annotations

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from cardshop.accounts.till import Till
from cardshop.accounts.typed_form import Reading
from cardshop.booking import presenters_spans as spans
from cardshop.booking.domain.content import SettingsChanges
from cardshop.booking.models import BookingSettings
from cardshop.web.forms import Form

_NUMBERS = ("approval_minutes", "person_limit", "person_day_limit", "offer_minutes")


class RulesForm(Form):
    """The rules that hold for every service."""

    is_taking_bookings = BooleanField(_l("Take bookings"))
    approval_minutes = SelectField(_l("How long a request keeps its time"), validate_choice=False)
    person_limit = StringField(_l("Ahead, of one person"))
    person_day_limit = StringField(_l("On one day, of one person"))
    offer_minutes = SelectField(_l("How long an offer is held"), validate_choice=False)

    @classmethod
    def of(cls, kept: BookingSettings) -> Self:
        """The form as it was sent, or as the rules are."""
        numbers = {name: str(getattr(kept, name)) for name in _NUMBERS}
        form = cls(data={**numbers, "is_taking_bookings": kept.is_taking_bookings})
        approval, offer = form.approval_minutes, form.offer_minutes
        approval.choices = spans.span_choices(spans.APPROVALS, approval.data)
        offer.choices = spans.span_choices(spans.OFFERS, offer.data)
        return form

    def changes(self, till: Till) -> SettingsChanges:
        """What was chosen. Raises FieldErrors."""
        reading = Reading(self, till)
        reading.take(is_taking_bookings=bool(self.is_taking_bookings.data))
        for name in _NUMBERS:
            reading.whole(name, None)
        return reading.content(SettingsChanges)
