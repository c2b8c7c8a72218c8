"""What an owner writes down in the diary: who walks in or calls, once or every few weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from cardshop.accounts.models import Business
from cardshop.booking.domain import wall_times
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.models import Calendar, Service
from cardshop.booking.operations.series import MOST_TIMES, Repetition
from cardshop.lib import counts, ids
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Invalid
from cardshop.lib.text import printable
from cardshop.lib.validation import parse
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says

_LONGEST_KEY = 48
# Where the faults of a request are told.
_FIELDS = {
    "/customer/name": "/name",
    "/customer/phone": "/phone",
    "/customer/email": "/email",
    "/service_id": "/service",
    "/calendar_id": "/calendar",
    "/start": "/time",
}


class ServiceNeeded(Invalid):
    """Choose a service."""


class TimesNeeded(Invalid):
    """Enter how many times, 2 to 52."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen from."""

    services: Sequence[Service]
    calendars: Sequence[Calendar]


class NewForm(Form):
    """A booking that the business writes down itself."""

    key = HiddenField()
    service = SelectField(_l("Service"), choices=[], validate_choice=False)
    calendar = SelectField(_l("With"), choices=[], validate_choice=False)
    date = StringField(_l("Day"), [Says(wall_times.day)])
    time = StringField(_l("Time"), [Says(wall_times.clock)])
    any_time = BooleanField(_l("Also outside the open times"))
    name = StringField(_l("Name"))
    phone = StringField(_l("Phone number"))
    email = StringField(_l("Email"))
    seats = StringField(_l("Seats"), default="1")
    note = TextAreaField(_l("Note"))
    every = SelectField(_l("Comes again"), choices=[], validate_choice=False)
    times = StringField(_l("How many times in all"), [Says(counts.whole)])
    keeps_rest = BooleanField(_l("If some of the dates are taken, book the others"))
    # A time that was offered after a refusal; it goes before what was typed.
    pick = HiddenField()

    def offer(self, choice: Choice, locale_minutes: dict[int, str]) -> NewForm:
        """The services with their lengths, the calendars, the weeks."""
        self.service.choices = choices(
            (str(one.id), f"{one.name}, {locale_minutes[one.id]}") for one in choice.services
        )
        everybody = [("", str(_("Anyone who is free")))] if len(choice.calendars) > 1 else []
        each = [(str(one.id), one.name) for one in choice.calendars]
        self.calendar.choices = choices([*everybody, *each])
        self.every.choices = choices(_weeks())
        self.key.data = self.secret or ids.new_token()
        return self

    @property
    def secret(self) -> str:
        """The word under which it is booked at most once."""
        return printable(self.key.data or "")[:_LONGEST_KEY]

    def zone(self, choice: Choice, business: Business) -> ZoneInfo:
        """Whose clock is typed: the calendar's, or the business's for anyone."""
        chosen = _of_key(choice.calendars, self.calendar.data)
        return ZoneInfo(chosen.timezone if chosen else business.timezone)

    def fill(self, start: datetime, zone: ZoneInfo) -> None:
        """Show a start as the clock there has it."""
        local = start.astimezone(zone)
        self.date.data, self.time.data = local.date().isoformat(), local.strftime("%H:%M")

    def prefer_picked(self, choice: Choice, business: Business) -> None:
        """Show a time that was offered after a refusal as if it had been typed."""
        zone = self.zone(choice, business)
        if picked := wall_times.moment(self.pick.data or "", zone):
            self.fill(picked, zone)
            self.pick.data = ""

    def say(self, refusal: Conflict) -> None:
        """Put a taken time next to the time."""
        self.take(FieldErrors([FieldError("/time", refusal.detail)]))

    def request(self, choice: Choice, business: Business) -> BookingRequest:
        """What is to be booked. Raises FieldErrors with the names of the fields."""
        service = _of_key(choice.services, self.service.data)
        if service is None:
            raise FieldErrors([FieldError("/service", ServiceNeeded().detail)])
        asked = self._asked(service, choice, business)
        try:
            return parse(BookingRequest, asked, {"country": business.country})
        except FieldErrors as faults:
            raise moved(faults) from faults

    def _asked(self, service: Service, choice: Choice, business: Business) -> dict[str, Any]:
        chosen = _of_key(choice.calendars, self.calendar.data)
        customer = {
            "name": (self.name.data or "").strip() or str(_("Walk-in")),
            "phone": self.phone.data or "",
            "email": self.email.data or "",
        }
        return {
            "service_id": service.id,
            "calendar_id": chosen.id if chosen else None,
            "start": self.start(self.zone(choice, business)),
            "seats": self._seats(),
            "customer": customer,
            "note": self.note.data or "",
        }

    def start(self, zone: ZoneInfo) -> datetime:
        """When it begins. Raises DayUnreadable, ClockUnreadable."""
        day = wall_times.day(self.date.data or "")
        return wall_times.instant(day, wall_times.clock(self.time.data or ""), zone)

    def repetition(self) -> Repetition | None:
        """How often; nothing for once. Raises FieldErrors."""
        weeks = self.every.data or ""
        if not (weeks.isascii() and weeks.isdecimal() and 0 < int(weeks[:3]) <= MOST_TIMES):
            return None
        times = self._count("times") or 0
        if not 2 <= times <= MOST_TIMES:
            raise FieldErrors([FieldError("/times", TimesNeeded().detail)])
        return Repetition(times, int(weeks[:3]), keeps_rest=bool(self.keeps_rest.data))

    def _seats(self) -> int:
        count = self._count("seats")
        return 1 if count is None else count

    def _count(self, name: str) -> int | None:
        try:
            return counts.whole(self[name].data or "")
        except Invalid as refusal:
            raise FieldErrors([FieldError(f"/{name}", refusal.detail)]) from refusal


def moved(faults: FieldErrors) -> FieldErrors:
    """The faults of a request, at the fields of the form."""
    return FieldErrors(
        FieldError(_FIELDS.get(fault.pointer, fault.pointer), fault.detail)
        for fault in faults.errors
    )


def _weeks() -> Iterable[tuple[str, Any]]:
    yield "", _("Once")
    yield "1", _("Every week")
    for count in (2, 3, 4, 5, 6, 8, 10, 12):
        yield str(count), _("Every %(num)s weeks", num=count)


def _of_key(rows: Iterable[Any], key: object) -> Any:
    return next((row for row in rows if str(row.id) == key), None)
