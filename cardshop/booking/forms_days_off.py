"""The forms of days off: a range that is closed, holidays to tick, the hours of one day."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import FormField, RadioField, SelectMultipleField, StringField
from wtforms.widgets import DateInput

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_draft import draft_of, edited, hours_of
from cardshop.accounts.domain.hours_reading import MOST_SPANS
from cardshop.accounts.domain.spans import Span
from cardshop.accounts.hours_form import RangeForm
from cardshop.booking.domain.days_off import read_range
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.web.choices import choices
from cardshop.web.forms import Form, RowList

USUAL, CLOSED, OTHER = "usual", "closed", "other"
KINDS = ((USUAL, _l("As every week")), (CLOSED, _l("Closed")), (OTHER, _l("Other hours")))
_DRAFT_DAY = "/dates/0"


class BreakForm(Form):
    """Days in a row that are closed."""

    first = StringField(_l("First day"), widget=DateInput())
    last = StringField(_l("Last day"), widget=DateInput())

    def days(self, *, today: date) -> tuple[date, date]:
        """The first and the last. Raises FieldErrors."""
        return read_range(self.first.data or "", self.last.data or "", today=today)


class HolidaysForm(Form):
    """Public holidays that are closed."""

    days = SelectMultipleField(_l("Public holidays"), choices=[], validate_choice=False)

    def ticked(self, known: list[date]) -> list[date]:
        """Those that were ticked, of those that were offered."""
        sent = set(self.days.data or [])
        return [day for day in known if day.isoformat() in sent]


class DayHoursForm(Form):
    """What one date is like."""

    kind = RadioField(_l("On this day"), choices=choices(KINDS), validate_choice=False)
    ranges = RowList(FormField(RangeForm), max_entries=MOST_SPANS + 1)

    @classmethod
    def of(cls, hours: Hours, day: date) -> Self:
        """As the date is kept; its hours of every week are there to start from."""
        own = hours.overrides.get(day)
        kind = USUAL if own is None else OTHER if own else CLOSED
        shown = Hours(overrides={day: tuple(own or hours.weekly[day.weekday()])})
        ranges = draft_of(shown, since=day)["dates"][0]["ranges"]
        return cls(formdata=None, data={"kind": kind, "ranges": ranges})

    def after(self, act: str) -> Self:
        """The same form after a button: `add` or `remove:times:1`."""
        verb, _, rest = act.partition(":")
        number = rest.rpartition(":")[2]
        draft = edited(self._draft(date.min), f"{verb}:dates-0:{number}")
        return type(self)(
            formdata=None, data={"kind": OTHER, "ranges": draft["dates"][0]["ranges"]}
        )

    def spans(self, day: date) -> tuple[Span, ...] | None:
        """The hours of the date: none means as every week, empty means closed.

        Raises FieldErrors with pointers to the ranges.
        """
        if self.kind.data == CLOSED:
            return ()
        if self.kind.data != OTHER:
            return None
        try:
            return tuple(hours_of(self._draft(day)).overrides[day])
        except FieldErrors as faults:
            raise FieldErrors(_placed(fault) for fault in faults.errors) from faults

    def _draft(self, day: date) -> dict[str, Any]:
        draft = draft_of(Hours(), since=day)
        row = {"day": day.isoformat(), "is_open": True, "ranges": self.ranges.data}
        return draft | {"dates": [row]}


def _placed(fault: FieldError) -> FieldError:
    """Where the form has it; what is about the whole day stands at the choice."""
    own = fault.pointer.removeprefix(_DRAFT_DAY)
    return FieldError(own if own.startswith("/ranges") else "/kind", fault.detail)
