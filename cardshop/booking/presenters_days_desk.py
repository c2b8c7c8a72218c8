"""What every page of days off starts from: a calendar, its hours, and what day it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts import current
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import Span
from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.public_holidays import Holiday, holidays_ahead
from cardshop.booking.models import Calendar
from cardshop.booking.operations import hours as changes
from cardshop.booking.queries.ahead import starts_between
from cardshop.lib import clock
from cardshop.web.jinja import page_language


@dataclass(frozen=True, slots=True)
class Desk:
    """A calendar of the current business. Its dates are those of its zone."""

    business: Business
    calendar: Calendar
    hours: Hours
    zone: ZoneInfo
    today: date

    @classmethod
    def of(cls, calendar_id: int, *, for_change: bool = False) -> Desk:
        """For a change the calendar is locked, and the business that it may follow."""
        calendar = queries.calendar_of(current.business_id(), calendar_id, for_change=for_change)
        business = current.business(for_change=for_change and calendar.hours is None)
        zone = ZoneInfo(calendar.timezone)
        hours = queries.hours_of(business, calendar)
        return cls(business, calendar, hours, zone, clock.now().astimezone(zone).date())

    @property
    def follows(self) -> bool:
        """Whether its days off are those of the business."""
        return self.calendar.hours is None

    def booked(self, first: date, last: date) -> Counter[date]:
        """How many bookings start on each of these dates, of every calendar that they are for."""
        begin = datetime.combine(first, time.min, self.zone)
        end = datetime.combine(last + timedelta(days=1), time.min, self.zone)
        starts = starts_between(self.business.id, self._concerned(), begin, end)
        return Counter(start.astimezone(self.zone).date() for start in starts)

    def holidays(self) -> tuple[Holiday, ...]:
        """The coming public holidays of the business's country."""
        language = page_language().split("-")[0]
        return holidays_ahead(self.business.country, language, self.today)

    def set_days(self, days: Iterable[date], spans: tuple[Span, ...] = ()) -> None:
        """Other hours on these dates, none to close them. Raises days_off.TooManyDates."""
        changes.set_days(
            self.calendar, self.business, days, spans, today=self.today, at=clock.now()
        )

    def clear_days(self, days: Iterable[date]) -> None:
        """These dates as every week."""
        changes.clear_days(self.calendar, self.business, days, today=self.today, at=clock.now())

    def _concerned(self) -> list[int]:
        if not self.follows:
            return [self.calendar.id]
        return [one.id for one in queries.calendars(self.business.id) if one.hours is None]
