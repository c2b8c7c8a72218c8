"""What an owner does with a booking: note something, call it off, move it, say how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from cardshop.booking.domain import wall_times
from cardshop.booking.models import Booking, BookingState, Calendar
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Invalid
from cardshop.lib.typed import Typed
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says

_REASON, _NOTE = Typed(200), Typed(2000, lines=True)
OTHER = "other"
# Of requests that are declined, and of bookings that are called off.
_REFUSALS: dict[str, Any] = {
    "full": _l("We have no time then"),
    "closed": _l("We are closed then"),
    "unsuited": _l("We do not offer that"),
    OTHER: _l("Something else"),
}
_CANCELLATIONS: dict[str, Any] = {
    "asked": _l("The customer asked for it"),
    "ill": _l("Somebody is ill"),
    "closed": _l("We are closed then"),
    OTHER: _l("Something else"),
}


class OutcomeUnknown(Invalid):
    """A booking cannot end like that."""


class ReasonNeeded(Invalid):
    """Say why in a few words, or choose a reason."""


class CalendarNeeded(Invalid):
    """Choose a calendar."""


class StepForm(Form):
    """One button, the page it stands on, and what that page was asked to show."""

    state = HiddenField()
    page = HiddenField()
    view = HiddenField()
    date = HiddenField()

    def outcome(self) -> BookingState:
        """How it went. Raises OutcomeUnknown."""
        ends = (BookingState.COMPLETED, BookingState.NO_SHOW)
        found = next((state for state in ends if state.value == self.state.data), None)
        if found is None:
            raise OutcomeUnknown
        return found

    def asked(self) -> dict[str, Any]:
        """The diary's query, to be asked again."""
        return {f.name: f.data for f in (self.view, self.date) if f.data}


class NoteForm(Form):
    """The business's own words about a booking."""

    owner_note = TextAreaField(_l("Your own notes"), [Says(_NOTE.check)])

    @classmethod
    def of(cls, booking: Booking) -> NoteForm:
        """What is noted so far."""
        return cls(data={"owner_note": booking.owner_note})

    def words(self) -> str:
        """What was typed."""
        return _NOTE.check(self.owner_note.data or "")


class ReasonForm(Form):
    """Why something is called off."""

    # Whether it is about a request that is declined.
    is_refusal = False
    reason = RadioField(_l("Why?"), choices=[], validate_choice=False)
    words = StringField(_l("In your own words"), [Says(_REASON.check)])

    @classmethod
    def for_refusal(cls) -> ReasonForm:
        """The reasons to decline a request."""
        form = cls._with(_REFUSALS)
        form.is_refusal = True
        return form

    @classmethod
    def for_cancellation(cls) -> ReasonForm:
        """The reasons to call a booking off."""
        return cls._with(_CANCELLATIONS)

    @classmethod
    def _with(cls, reasons: Mapping[str, Any]) -> ReasonForm:
        form = cls()
        form.reason.choices = choices(reasons.items())
        form.reason.data = form.reason.data or next(iter(reasons))
        return form

    def note(self) -> str:
        """The reason in words, as the customer reads it. Raises ReasonNeeded."""
        words = _REASON.check(self.words.data or "")
        reasons = _REFUSALS if self.is_refusal else _CANCELLATIONS
        chosen = reasons.get(self.reason.data or "")
        if chosen is None or (self.reason.data == OTHER and not words):
            raise ReasonNeeded
        return words if self.reason.data == OTHER else ": ".join(filter(None, (str(chosen), words)))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a booking shall go."""

    start: datetime
    calendar: Calendar


class MoveForm(Form):
    """The day, the time and the calendar that a booking is moved to."""

    date = StringField(_l("Day"), [Says(wall_times.day)])
    time = StringField(_l("Time"), [Says(wall_times.clock)])
    calendar = SelectField(_l("With"), choices=[], validate_choice=False)
    note = StringField(_l("A word to the customer"), [Says(_REASON.check)])
    # A time that was offered after a refusal; it goes before what was typed.
    pick = HiddenField()
    page = HiddenField()

    def offer(self, calendars: Iterable[Calendar]) -> MoveForm:
        """The calendars to choose from."""
        self.calendar.choices = choices((str(one.id), one.name) for one in calendars)
        return self

    def fill(self, start: datetime, calendar: Calendar) -> None:
        """Show a start as the calendar's clock has it."""
        local = start.astimezone(ZoneInfo(calendar.timezone))
        self.date.data, self.time.data = local.date().isoformat(), local.strftime("%H:%M")
        self.calendar.data = str(calendar.id)

    def target(self, calendars: Iterable[Calendar]) -> Target:
        """Where it goes, by the clock of the calendar chosen; a time that was picked comes first.

        Raises CalendarNeeded, DayUnreadable, ClockUnreadable.
        """
        chosen = next((one for one in calendars if str(one.id) == self.calendar.data), None)
        if chosen is None:
            raise CalendarNeeded
        zone = ZoneInfo(chosen.timezone)
        if picked := wall_times.moment(self.pick.data or "", zone):
            self.fill(picked, chosen)
            return Target(picked, chosen)
        day = wall_times.day(self.date.data or "")
        return Target(wall_times.instant(day, wall_times.clock(self.time.data or ""), zone), chosen)

    def words(self) -> str:
        """What the customer is told."""
        return _REASON.check(self.note.data or "")

    def say(self, refusal: Conflict | FieldErrors) -> None:
        """Put a refusal where it belongs: a taken time next to the time."""
        if isinstance(refusal, FieldErrors):
            self.take(refusal, {"calendar_id": "calendar"})
        else:
            self.take(FieldErrors([FieldError("/time", refusal.detail)]))
