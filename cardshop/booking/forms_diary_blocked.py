"""Time that nobody can book: whose, from when to when, and why."""

from __future__ import annotations

import datetime as dates
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from cardshop.booking.domain import wall_times
from cardshop.booking.forms_diary import CalendarNeeded
from cardshop.booking.models import BlockedTime, Calendar
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import Typed
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says

_REASON = Typed(200)
EVERYBODY = "all"
_MIDNIGHT = dates.time(0)


class BlockForm(Form):
    """From a day and time to another; whole days need no times."""

    calendar = SelectField(_l("Whose time"), choices=[], validate_choice=False)
    whole_days = BooleanField(_l("Whole days"))
    date = StringField(_l("From"), [Says(wall_times.day)])
    time = StringField(_l("Time"))
    end_date = StringField(_l("Until"), [Says(wall_times.day)])
    end_time = StringField(_l("Time"))
    reason = StringField(_l("What for"), [Says(_REASON.check)])

    def offer(self, calendars: list[Calendar]) -> BlockForm:
        """The calendars, and all of them at once."""
        everybody = [(EVERYBODY, str(_("All calendars")))] if len(calendars) > 1 else []
        self.calendar.choices = choices(
            [*((str(one.id), one.name) for one in calendars), *everybody]
        )
        return self

    def chosen(self, calendars: Iterable[Calendar]) -> list[Calendar]:
        """Whose time is blocked. Raises FieldErrors."""
        wanted = self.calendar.data
        found = [one for one in calendars if wanted in (EVERYBODY, str(one.id))]
        if not found:
            raise FieldErrors([FieldError("/calendar", CalendarNeeded().detail)])
        return found

    def fill(self, start: datetime, zone: ZoneInfo) -> None:
        """An hour from a start, as the clock there has it."""
        since, until = start.astimezone(zone), (start + timedelta(hours=1)).astimezone(zone)
        self.date.data, self.time.data = since.date().isoformat(), since.strftime("%H:%M")
        self.end_date.data, self.end_time.data = until.date().isoformat(), until.strftime("%H:%M")

    def show(self, blocked: BlockedTime, zone: ZoneInfo) -> None:
        """What is blocked now."""
        since, until = blocked.starts_at.astimezone(zone), blocked.ends_at.astimezone(zone)
        self.whole_days.data = since.time() == until.time() == _MIDNIGHT
        last = until - timedelta(days=1) if self.whole_days.data else until
        self.date.data, self.time.data = since.date().isoformat(), since.strftime("%H:%M")
        self.end_date.data, self.end_time.data = last.date().isoformat(), until.strftime("%H:%M")
        self.calendar.data, self.reason.data = str(blocked.calendar_id), blocked.reason

    def stretch(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when to when, by the clock there. Raises FieldErrors."""
        since, until = (
            wall_times.day(self.date.data or ""),
            wall_times.day(self.end_date.data or ""),
        )
        if self.whole_days.data:
            after = until + timedelta(days=1)
            return (
                wall_times.instant(since, _MIDNIGHT, zone),
                wall_times.instant(after, _MIDNIGHT, zone),
            )
        return (
            wall_times.instant(since, self._clock("time"), zone),
            wall_times.instant(until, self._clock("end_time"), zone),
        )

    def words(self) -> str:
        """What it is for."""
        return _REASON.check(self.reason.data or "")

    def _clock(self, name: str) -> dates.time:
        try:
            return wall_times.clock(self[name].data or "")
        except Invalid as refusal:
            raise FieldErrors([FieldError(f"/{name}", refusal.detail)]) from refusal
