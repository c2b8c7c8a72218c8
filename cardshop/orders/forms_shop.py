"""The forms of how a shop takes orders, of its message, and of what is noted of a customer."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from cardshop.accounts.till import Till
from cardshop.orders.domain import template
from cardshop.orders.domain.shop import CustomerNotes, SettingsChanges
from cardshop.orders.forms_reading import Reading
from cardshop.orders.models import Customer, ShopSettings
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says
from cardshop.web.locales import counted as ngettext

_WINDOWS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 240)
_SWITCHES = ("is_taking_orders", "offers_pickup", "offers_delivery", "offers_dine_in")
_NOTES = ("pickup_note", "payment_note")


class SettingsForm(Form):
    """How a shop takes orders."""

    is_taking_orders = BooleanField(_l("Take orders"))
    offers_pickup = BooleanField(_l("Pickup"))
    offers_delivery = BooleanField(_l("Delivery"))
    offers_dine_in = BooleanField(_l("At the table"))
    when_closed = RadioField(
        _l("While you are closed"),
        choices=choices([("allow", _l("Order for later")), ("refuse", _l("No orders"))]),
        validate_choice=False,
    )
    preparation_minutes = StringField(_l("Preparation, minutes"))
    days_ahead = StringField(_l("Days ahead"))
    window_minutes = SelectField(_l("Length of a time window"), validate_choice=False)
    minimum_order = StringField(_l("Smallest order"))
    pickup_note = StringField(_l("Note on pickup"))
    payment_note = StringField(_l("Note on payment"))

    @classmethod
    def of(cls, kept: ShopSettings, till: Till) -> Self:
        """The form as it was sent, or as the settings are."""
        form = cls(
            data={name: getattr(kept, name) for name in (*_SWITCHES, *_NOTES)}
            | {
                "when_closed": kept.when_closed.value,
                "preparation_minutes": str(kept.preparation_minutes),
                "days_ahead": str(kept.days_ahead),
                "window_minutes": str(kept.window_minutes),
                "minimum_order": till.typed(kept.minimum_order) if kept.minimum_order else "",
            }
        )
        form.window_minutes.choices = _windows(kept.window_minutes)
        return form

    def changes(self, till: Till) -> SettingsChanges:
        """What was chosen. Raises FieldErrors."""
        reading = Reading(self, till)
        reading.take(**{name: bool(self[name].data) for name in _SWITCHES})
        reading.texts("when_closed", *_NOTES)
        reading.amount("minimum_order")
        for name in ("preparation_minutes", "days_ahead", "window_minutes"):
            reading.whole(name)
        return reading.content(SettingsChanges)


class MessageForm(Form):
    """The owner's own words of the message."""

    words = TextAreaField(_l("Your words"), [Says(template.check)])

    def changes(self, built_in: str) -> SettingsChanges:
        """The template to keep: nothing where the words are the built-in ones."""
        words = template.check(self.words.data or "")
        return SettingsChanges(message_template="" if words == built_in else words)


class NotesForm(Form):
    """What the owner notes down of a customer."""

    notes = TextAreaField(_l("Your notes"))

    @classmethod
    def of(cls, customer: Customer) -> Self:
        """The form as it was sent, or as it is kept."""
        return cls(data={"notes": customer.notes})

    def content(self, till: Till) -> CustomerNotes:
        """What was typed. Raises FieldErrors."""
        reading = Reading(self, till)
        reading.texts("notes")
        return reading.content(CustomerNotes)


def _windows(kept: int) -> list[Any]:
    lengths = sorted({*_WINDOWS, kept})
    return choices(
        (str(minutes), ngettext("%(num)s minute", "%(num)s minutes", minutes))
        for minutes in lengths
    )
