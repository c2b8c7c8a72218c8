"""The calendar form: who or what is booked, where, and what it gives."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField

from cardshop.accounts import zone_choices
from cardshop.accounts.till import Till
from cardshop.accounts.typed_form import Reading
from cardshop.booking.domain.content import CalendarChanges, CalendarContent
from cardshop.booking.forms_ticks import at_ticks, keys_of
from cardshop.booking.models import Calendar, Service
from cardshop.lib.errors import FieldErrors
from cardshop.web.choices import choices, grouped
from cardshop.web.forms import Form

# CSS names, far enough apart to tell calendars by.
COLOURS = (
    ("steelblue", _l("Blue")),
    ("seagreen", _l("Green")),
    ("tomato", _l("Red")),
    ("goldenrod", _l("Yellow")),
    ("orchid", _l("Pink")),
    ("slateblue", _l("Violet")),
    ("teal", _l("Teal")),
    ("chocolate", _l("Brown")),
    ("deepskyblue", _l("Light blue")),
    ("yellowgreen", _l("Light green")),
    ("slategray", _l("Grey")),
    ("crimson", _l("Crimson")),
)


class CalendarForm(Form):
    """What can be said of a calendar, but for its hours."""

    name = StringField(_l("Name"))
    timezone = SelectField(_l("Time zone"), validate_choice=False)
    color = RadioField(_l("Colour"), validate_choice=False)
    service_ids = SelectMultipleField(_l("Services"), choices=[], validate_choice=False)
    daily_limit = StringField(_l("Most bookings a day"))
    active = BooleanField(_l("Can be booked"), default=True)

    @classmethod
    def of(cls, calendar: Calendar, service_ids: list[int]) -> Self:
        """The form as it was sent, or as the calendar is kept."""
        limit = calendar.daily_limit
        return cls(
            data={
                "name": calendar.name,
                "timezone": calendar.timezone,
                "color": calendar.color,
                "service_ids": [str(key) for key in service_ids],
                "daily_limit": "" if limit is None else str(limit),
                "active": calendar.is_active,
            }
        )

    def offer(self, services: list[Service]) -> Self:
        """Fill the sets, with what is chosen now among them."""
        zones = zone_choices.holding_zone(zone_choices.timezone_choices(), self.timezone.data)
        self.timezone.choices = grouped({name: zone.items() for name, zone in zones.items()})
        self.color.choices = choices(_holding(self.color.data))
        self.service_ids.choices = choices((str(s.id), s.name) for s in services)
        return self

    def content(self, till: Till) -> CalendarContent:
        """The calendar to make. Raises FieldErrors."""
        return self._read(till).content(CalendarContent)

    def changes(self, till: Till) -> CalendarChanges:
        """What the calendar is to be. Raises FieldErrors."""
        return self._read(till).content(CalendarChanges)

    def refuse_all(self, faults: FieldErrors) -> None:
        """Each fault at its field."""
        self.take(at_ticks(faults, "service_ids"))

    def _read(self, till: Till) -> Reading:
        reading = Reading(self, till)
        reading.texts("name", "timezone", "color")
        reading.whole("daily_limit", None)
        reading.take(active=bool(self.active.data), service_ids=keys_of(self.service_ids.data))
        return reading


def next_colour(calendars: list[Calendar]) -> str:
    """One that no calendar has yet, as long as there is one."""
    used = {calendar.color for calendar in calendars}
    free = [name for name, _ in COLOURS if name not in used]
    return free[0] if free else COLOURS[len(calendars) % len(COLOURS)][0]


def _holding(kept: str | None) -> list[tuple[str, Any]]:
    """The colours; one that the API set keeps its place among them."""
    known = dict(COLOURS)
    return [*COLOURS, *([(kept, kept)] if kept and kept not in known else [])]
