"""The owner's desk: whose bookings are looked at, when, where, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.models import Booking, BookingState, Calendar
from cardshop.lib import zones
from cardshop.lib.dates import format_date, format_number_of, format_time, format_weekday
from cardshop.web.jinja import page_language
from cardshop.web.locales import screen_language


@dataclass(frozen=True, slots=True)
class Desk:
    """A business at an instant, and the zone that its diary is read in."""

    business_id: int
    now: datetime
    zone: ZoneInfo
    locale: str

    @classmethod
    def of(cls, business: Business, now: datetime, zone: str = "") -> Desk:
        """The desk of a business, or of one of its calendars; times in the page's language."""
        language = page_language()
        is_own = screen_language(business.locale) == language
        locale = business.locale if is_own else language
        return cls(business.id, now, ZoneInfo(zone or business.timezone), locale)

    @property
    def today(self) -> date:
        """The date there."""
        return self.day(self.now)

    @property
    def midnight(self) -> datetime:
        """When this day began there."""
        return datetime.combine(self.today, time.min, self.zone)

    def day(self, instant: datetime) -> date:
        """The date there at an instant."""
        return instant.astimezone(self.zone).date()

    def clock(self, instant: datetime) -> str:
        """The wall time there."""
        return format_time(instant.astimezone(self.zone).time(), self.locale)

    def span(self, start: datetime, end: datetime) -> str:
        """From one wall time to another."""
        return f"{self.clock(start)} – {self.clock(end)}"

    def date_words(self, day: date) -> str:
        """A date with its weekday; with its year where that is another one."""
        if day.year == self.today.year:
            return format_date(day, self.locale, "day")
        return f"{self.weekday(day)} {format_date(day, self.locale, 'medium')}"

    def day_title(self, day: date) -> str:
        """A date with its weekday in full; with its year where that is another one."""
        is_near = day.year == self.today.year
        return format_date(day, self.locale, "whole" if is_near else "full")

    def day_words(self, day: date) -> str:
        """A date as the heading of what happens on it: today and tomorrow by these words."""
        words = self.day_title(day)
        if day == self.today:
            return str(_("Today, %(day)s", day=words))
        is_next = day == self.today + timedelta(days=1)
        return str(_("Tomorrow, %(day)s", day=words)) if is_next else words

    def weekday(self, day: date) -> str:
        """The short name of its weekday."""
        return format_weekday(day.weekday(), self.locale, "abbreviated")

    def stamp(self, instant: datetime) -> str:
        """The day and the wall time."""
        day = self.date_words(self.day(instant))
        return str(_("%(day)s, %(time)s", day=day, time=self.clock(instant)))

    def number(self, day: date) -> str:
        """The day of the month, in the calendar and the digits of the language."""
        return format_number_of(day, self.locale)

    def zone_words(self) -> str:
        """Whose clock is read."""
        return str(_("%(city)s time", city=zones.city(str(self.zone), self.locale)))


def zone_of(calendars: Sequence[Calendar], business: Business) -> str:
    """The one zone of all these calendars; the business's where they differ."""
    found = {calendar.timezone for calendar in calendars}
    return found.pop() if len(found) == 1 else business.timezone


def has_ended(booking: Booking, now: datetime) -> bool:
    """Whether its time is over."""
    return booking.ends_at <= now


def is_held(booking: Booking) -> bool:
    """Whether it holds its time."""
    return booking.state in (BookingState.PENDING, BookingState.CONFIRMED)


def takes_place(booking: Booking) -> bool:
    """Whether it stands in the diary: it was not called off."""
    return is_held(booking) or booking.state in (BookingState.COMPLETED, BookingState.NO_SHOW)


def state_word(state: BookingState) -> str:
    """Where a booking is, in the owner's words."""
    return {
        BookingState.PENDING: str(_("Waiting for you")),
        BookingState.CONFIRMED: str(_("Confirmed")),
        BookingState.COMPLETED: str(_("Finished")),
        BookingState.NO_SHOW: str(_("Did not come")),
        BookingState.DECLINED: str(_("Declined")),
        BookingState.CANCELLED: str(_("Cancelled")),
        BookingState.EXPIRED: str(_("Expired")),
    }[state]


# The badge of each state; a word always stands in it.
BADGES = {
    BookingState.PENDING: "s-wait",
    BookingState.CONFIRMED: "s-new",
    BookingState.COMPLETED: "",
    BookingState.NO_SHOW: "s-bad",
    BookingState.DECLINED: "s-bad",
    BookingState.CANCELLED: "s-bad",
    BookingState.EXPIRED: "s-bad",
}


def seconds(instant: datetime) -> int:
    """Whole epoch seconds."""
    return int(instant.astimezone(UTC).timestamp())
