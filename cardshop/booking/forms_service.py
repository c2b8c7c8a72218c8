"""The service form: what can be said of a service, read from it and shown in it."""

from __future__ import annotations

from typing import ClassVar, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from cardshop.accounts.till import Till
from cardshop.accounts.typed_form import Reading
from cardshop.booking import presenters_spans as spans
from cardshop.booking.domain.content import MOST_QUESTIONS, ServiceChanges, ServiceContent
from cardshop.booking.forms_questions import QuestionRow, as_content, as_row
from cardshop.booking.forms_ticks import at_ticks, keys_of
from cardshop.booking.models import Calendar, Service
from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.web.choices import choices
from cardshop.web.lists import ListsForm, list_of

PLACES = (
    ("business", _l("At your place")),
    ("customer", _l("At the customer's")),
    ("phone", _l("By phone")),
    ("video", _l("Video call")),
)
GRIDS = (
    ("opening", _l("From opening on, in even steps")),
    ("clock", _l("At round times of the clock")),
    ("tight", _l("One right after the other")),
)
_WORDS = ("name", "slug", "description", "place", "place_details", "slot_alignment")
# Fields that may be empty or hold a number as typed; what an empty one means.
_NUMBERS: dict[str, int | None] = {
    "slot_interval_minutes": None,
    "buffer_before_minutes": 0,
    "buffer_after_minutes": 0,
    "minimum_notice_minutes": 0,
    "horizon_days": 60,
    "capacity": 1,
    "daily_limit": None,
    "person_limit": None,
    "cancel_cutoff_minutes": 0,
    "reschedule_cutoff_minutes": 0,
}
_SWITCHES = ("active", "requires_approval")


class LengthMissing(Invalid):
    """Enter how many minutes it takes, like 45."""


class ServiceForm(ListsForm):
    """Everything that can be said of a service."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {"questions": ("label", "choices")}

    name = StringField(_l("Name"))
    duration_minutes = StringField(_l("Length in minutes"))
    price = StringField(_l("Price"))
    active = BooleanField(_l("Can be booked"), default=True)
    description = TextAreaField(_l("Description"))
    place = RadioField(
        _l("Where"), choices=choices(PLACES), validate_choice=False, default="business"
    )
    place_details = StringField(_l("Where exactly"))
    calendar_ids = SelectMultipleField(_l("Who gives it"), choices=[], validate_choice=False)
    # Sent along with the ticks: without them on the page nobody was asked.
    asks_who = HiddenField()
    slot_alignment = RadioField(
        _l("When times begin"), choices=choices(GRIDS), validate_choice=False, default="opening"
    )
    slot_interval_minutes = SelectField(_l("A time every"), validate_choice=False)
    buffer_before_minutes = SelectField(_l("Time before, to prepare"), validate_choice=False)
    buffer_after_minutes = SelectField(_l("Time after, to tidy up"), validate_choice=False)
    minimum_notice_minutes = SelectField(_l("Latest booking"), validate_choice=False)
    horizon_days = SelectField(_l("Bookable ahead for"), validate_choice=False, default="60")
    cancel_cutoff_minutes = SelectField(_l("Customers can cancel"), validate_choice=False)
    reschedule_cutoff_minutes = SelectField(_l("Customers can move it"), validate_choice=False)
    capacity = StringField(_l("Seats at one time"))
    daily_limit = StringField(_l("Most bookings a day"))
    person_limit = StringField(_l("Most bookings ahead of one person"))
    requires_approval = BooleanField(_l("I approve each booking"))
    reminder_offsets = SelectMultipleField(
        _l("Reminders"), choices=[], validate_choice=False, default=["1440", "120"]
    )
    questions = list_of(QuestionRow, most=MOST_QUESTIONS + 1)
    slug = StringField(_l("Address"))

    @classmethod
    def of(cls, service: Service, calendar_ids: list[int], till: Till) -> Self:
        """The form as the service is kept."""
        numbers = {name: getattr(service, name) for name in _NUMBERS}
        return cls(
            formdata=None,
            data={
                **{name: getattr(service, name) for name in _WORDS},
                **{name: "" if n is None else str(n) for name, n in numbers.items()},
                "duration_minutes": str(service.duration_minutes),
                "price": till.typed(service.price) if service.price else "",
                "place": service.place.value,
                "slot_alignment": service.slot_alignment.value,
                "active": service.is_active,
                "requires_approval": service.requires_approval,
                "calendar_ids": [str(key) for key in calendar_ids],
                "reminder_offsets": [str(minutes) for minutes in service.reminder_offsets],
                "questions": [as_row(question) for question in service.questions],
            },
        )

    def offer(self, calendars: list[Calendar]) -> Self:
        """Fill the selects, with what is chosen now among them."""
        self.calendar_ids.choices = choices((str(c.id), c.name) for c in calendars)
        self.slot_interval_minutes.choices = spans.step_choices(self.slot_interval_minutes.data)
        for field in (self.buffer_before_minutes, self.buffer_after_minutes):
            field.choices = spans.buffer_choices(field.data)
        self.minimum_notice_minutes.choices = spans.notice_choices(self.minimum_notice_minutes.data)
        self.horizon_days.choices = spans.horizon_choices(self.horizon_days.data)
        for field in (self.cancel_cutoff_minutes, self.reschedule_cutoff_minutes):
            field.choices = spans.cutoff_choices(field.data)
        self.reminder_offsets.choices = spans.reminder_choices(self.reminder_offsets.data or [])
        return self

    def content(self, till: Till) -> ServiceContent:
        """The service to make. Raises FieldErrors."""
        return self._read(till).content(ServiceContent)

    def changes(self, till: Till) -> ServiceChanges:
        """What the service is to be. Raises FieldErrors."""
        return self._read(till).content(ServiceChanges)

    def refuse_all(self, faults: FieldErrors) -> None:
        """Each fault at its field; one of a tick at the ticks."""
        self.take(at_ticks(faults, "calendar_ids", "reminder_offsets"))

    def _read(self, till: Till) -> Reading:
        reading = Reading(self, till)
        reading.texts(*_WORDS)
        reading.amount("price")
        for name, empty in _NUMBERS.items():
            reading.whole(name, empty)
        reading.needed("duration_minutes", LengthMissing())
        reading.take(
            **{name: bool(self[name].data) for name in _SWITCHES},
            reminder_offsets=keys_of(self.reminder_offsets.data),
            questions=[as_content(row) for row in self.rows()["questions"]],
        )
        if self.asks_who.data:
            reading.take(calendar_ids=keys_of(self.calendar_ids.data))
        return reading
