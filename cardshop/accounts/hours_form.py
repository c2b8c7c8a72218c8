"""Opening hours as a form: seven days and dated exceptions, each with any number of ranges."""

from __future__ import annotations

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, StringField
from wtforms.widgets import DateInput, TimeInput

from cardshop.accounts.domain.hours_reading import MOST_OVERRIDES, MOST_SPANS, WEEKDAYS
from cardshop.lib.dates import format_weekday
from cardshop.web.forms import Form, RowList
from cardshop.web.jinja import page_language


class RangeForm(wtforms.Form):
    """From and to."""

    opens = StringField(_l("From"), widget=TimeInput())
    closes = StringField(_l("To"), widget=TimeInput())


class DayForm(wtforms.Form):
    """One weekday."""

    is_open = BooleanField(_l("Open"))
    # One more than the rules allow, so that the rule can say its sentence; a flood is cut off.
    ranges = RowList(FormField(RangeForm), max_entries=MOST_SPANS + 1)


class DateForm(DayForm):
    """One date that differs."""

    day = StringField(_l("Date"), widget=DateInput())


class WeekForm(Form):
    """The week alone."""

    mon = FormField(DayForm)
    tue = FormField(DayForm)
    wed = FormField(DayForm)
    thu = FormField(DayForm)
    fri = FormField(DayForm)
    sat = FormField(DayForm)
    sun = FormField(DayForm)

    def days(self, first: int) -> list[tuple[str, Any]]:
        """(name in the screen's language, day) from the week's first day on."""
        order = [(first + step) % 7 for step in range(7)]
        return [(format_weekday(n, page_language()), self[WEEKDAYS[n]]) for n in order]

    @property
    def draft(self) -> dict[str, Any]:
        """What was typed, in the shape of hours_draft."""
        return {**{name: self[name].data for name in WEEKDAYS}, "dates": []}


class HoursForm(WeekForm):
    """The week, and the dates that differ from it."""

    dates = RowList(FormField(DateForm), max_entries=MOST_OVERRIDES + 1)

    @property
    def draft(self) -> dict[str, Any]:
        """What was typed, in the shape of hours_draft."""
        return {**super().draft, "dates": self.dates.data}
