"""Open times on the days on which a zone's clock jumps, and across the date line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.opening import instants
from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.intervals import instant
from cardshop.booking.domain.local_days import LocalDays
from cardshop.booking.domain.slots import Slot, slots
from tests.booking.domain.diaries import daily, service
from tests.booking.domain.plain_reading import joined

DAY = timedelta(days=1)

# Hourly starts of hours that begin on the date, on the zone's clock, and the first in UTC.
HOURLY = [
    ("Europe/Berlin", "2027-03-28", "00:00-05:00", "00:00 01:00 03:00 04:00", "-1 23:00"),
    ("Europe/Berlin", "2027-03-28", "02:30-05:00", "03:30", "01:30"),
    ("Europe/Berlin", "2027-03-27", "22:00-04:00", "22:00 23:00 00:00 01:00 03:00", "21:00"),
    ("Europe/Berlin", "2027-10-31", "00:00-04:00", "00:00 01:00 02:00 02:00 03:00", "-1 22:00"),
    ("Europe/Berlin", "2027-10-31", "02:00-03:00", "02:00 02:00", "00:00"),
    ("Europe/Berlin", "2027-10-30", "23:00-02:30", "23:00 00:00 01:00 02:00", "21:00"),
    ("America/New_York", "2027-03-14", "00:00-05:00", "00:00 01:00 03:00 04:00", "05:00"),
    ("America/New_York", "2027-03-13", "23:00-04:00", "23:00 00:00 01:00 03:00", "+1 04:00"),
    ("America/New_York", "2027-11-07", "00:00-04:00", "00:00 01:00 01:00 02:00 03:00", "04:00"),
    ("America/New_York", "2027-11-06", "23:00-01:30", "23:00 00:00 01:00", "+1 03:00"),
    ("America/Sao_Paulo", "2018-11-04", "00:00-04:00", "01:00 02:00 03:00", "03:00"),
    ("America/Sao_Paulo", "2018-11-03", "22:00-02:00", "22:00 23:00 01:00", "+1 01:00"),
    ("America/Sao_Paulo", "2018-11-03", "22:00-24:00", "22:00 23:00", "+1 01:00"),
    ("America/Sao_Paulo", "2019-02-16", "22:00-24:00", "22:00 23:00 23:00", "+1 00:00"),
    ("America/Sao_Paulo", "2019-02-16", "23:00-01:00", "23:00 23:00 00:00", "+1 01:00"),
    ("Australia/Lord_Howe", "2027-10-03", "00:00-05:00", "00:00 01:00 02:30 03:30", "-1 13:30"),
    ("Australia/Lord_Howe", "2027-10-02", "23:00-04:00", "23:00 00:00 01:00 02:30", "12:30"),
    (
        "Australia/Lord_Howe",
        "2027-04-04",
        "00:00-04:30",
        "00:00 01:00 01:30 02:30 03:30",
        "-1 13:00",
    ),
    ("Australia/Lord_Howe", "2027-04-03", "23:00-02:30", "23:00 00:00 01:00 01:30", "12:00"),
    ("Asia/Tehran", "2022-03-22", "00:00-04:00", "01:00 02:00 03:00", "-1 20:30"),
    ("Asia/Tehran", "2022-03-21", "22:00-02:00", "22:00 23:00 01:00", "18:30"),
    ("Asia/Tehran", "2022-09-21", "22:00-24:00", "22:00 23:00 23:00", "17:30"),
    ("Asia/Tehran", "2022-09-21", "22:00-01:00", "22:00 23:00 23:00 00:00", "17:30"),
    ("Africa/Casablanca", "2027-02-07", "01:00-04:00", "01:00 02:00 02:00 03:00", "00:00"),
    ("Africa/Casablanca", "2027-02-06", "23:00-03:00", "23:00 00:00 01:00 02:00 02:00", "22:00"),
    ("Africa/Casablanca", "2027-03-14", "01:00-05:00", "01:00 03:00 04:00", "01:00"),
    ("Africa/Casablanca", "2027-03-13", "23:00-04:00", "23:00 00:00 01:00 03:00", "23:00"),
    ("Pacific/Apia", "2020-09-27", "01:00-06:00", "01:00 02:00 04:00 05:00", "-1 12:00"),
    ("Pacific/Apia", "2020-09-26", "23:00-05:00", "23:00 00:00 01:00 02:00 04:00", "10:00"),
    ("Pacific/Apia", "2021-04-04", "02:00-05:00", "02:00 03:00 03:00 04:00", "-1 12:00"),
    ("Pacific/Apia", "2021-04-03", "23:00-04:00", "23:00 00:00 01:00 02:00 03:00 03:00", "09:00"),
    # The night before the date that Samoa left out ends on the date after it.
    ("Pacific/Apia", "2011-12-29", "22:00-02:00", "22:00 23:00 00:00 01:00", "+1 08:00"),
    # Havana's clocks repeat midnight: as an end it is the second one.
    ("America/Havana", "2027-11-06", "22:00-24:00", "22:00 23:00 00:00", "+1 02:00"),
    ("Asia/Kathmandu", "2027-05-05", "09:00-11:00", "09:00 10:00", "03:15"),
    ("Asia/Kathmandu", "2027-05-05", "23:00-01:00", "23:00 00:00", "17:15"),
    # Nepal's clocks moved by a quarter of an hour, once.
    ("Asia/Kathmandu", "1986-01-01", "00:00-03:00", "00:15 01:15", "-1 18:30"),
    ("Asia/Kathmandu", "1985-12-31", "22:00-02:00", "22:00 23:00 00:15", "16:30"),
]


@pytest.mark.parametrize(("zone", "day", "hours", "expected", "first"), HOURLY)
def test_starts_follow_each_other_in_elapsed_time(
    zone: str, day: str, hours: str, expected: str, first: str
) -> None:
    found = offered(zone, day, hours)

    assert clocks(found, zone) == expected
    assert found[0].start == on(day, first)
    assert all(slot.end - slot.start == timedelta(hours=1) for slot in found)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2027-03-28", "02:15-03:15"),  # begins at 03:15
        ("America/Sao_Paulo", "2018-11-04", "00:00-01:00"),
        ("Pacific/Apia", "2011-12-30", "09:00-12:00"),  # there was no such date
    ],
)
def test_hours_that_a_jump_swallows_offer_nothing(zone: str, day: str, hours: str) -> None:
    assert offered(zone, day, hours) == []


@pytest.mark.parametrize(
    ("zone", "day", "hours", "expected"),
    [
        # 02:00 is skipped, or comes half an hour later than one might count.
        ("Australia/Lord_Howe", "2027-10-03", "01:50-05:00", "03:00 04:00"),
        ("Australia/Lord_Howe", "2027-04-04", "01:50-05:00", "02:00 03:00 04:00"),
        ("Australia/Lord_Howe", "2027-10-03", "00:10-05:00", "01:00 02:30 03:30"),
        ("Asia/Kathmandu", "2027-05-05", "09:15-12:00", "10:00 11:00"),
        ("Europe/Berlin", "2027-03-28", "01:10-05:00", "03:00 04:00"),
        ("Europe/Berlin", "2027-10-31", "02:10-05:00", "02:00 03:00 04:00"),
        ("America/Sao_Paulo", "2018-11-03", "23:10-03:00", "01:00 02:00"),
    ],
)
def test_the_clock_grid_reads_the_local_clock(
    zone: str, day: str, hours: str, expected: str
) -> None:
    assert clocks(offered(zone, day, hours, alignment="clock"), zone) == expected


@pytest.mark.parametrize(
    ("zone", "hours", "customer", "expected"),
    [
        ("Asia/Kathmandu", "09:00-12:00", "America/New_York", "5 10:00, 5 11:00, 6 09:00"),
        ("Europe/Berlin", "13:00-14:00", "Pacific/Apia", "4 13:00"),
        ("Pacific/Apia", "09:00-11:00", "America/New_York", "6 09:00, 6 10:00"),
        ("America/New_York", "20:00-23:00", "Asia/Tehran", "4 20:00, 4 21:00, 4 22:00"),
        # Through the night, and a customer for whom it is the morning.
        ("Europe/Berlin", "23:00-02:00", "Australia/Lord_Howe", "4 23:00, 5 00:00, 5 01:00"),
    ],
)
def test_a_customer_s_day_shows_what_starts_on_it(
    zone: str, hours: str, customer: str, expected: str
) -> None:
    fifth_of_may = date(2027, 5, 5)
    asked = Asked.days(fifth_of_may, fifth_of_may, ZoneInfo(customer))
    person = CalendarTimes(1, ZoneInfo(zone), daily(hours))
    found = slots(Bookable(service(60), [person]), asked, now=on("2027-04-27", "00:00"))
    local = [slot.start.astimezone(ZoneInfo(zone)) for slot in found]

    assert ", ".join(f"{start.day} {start:%H:%M}" for start in local) == expected


@pytest.mark.parametrize(
    ("zone", "day", "count"),
    [
        ("Europe/Berlin", "2027-03-28", 23), ("Europe/Berlin", "2027-10-31", 25),
        ("America/Sao_Paulo", "2018-11-04", 23), ("America/Sao_Paulo", "2019-02-16", 25),
        ("Pacific/Apia", "2011-12-30", 0), ("Asia/Kathmandu", "2027-05-05", 24),
    ],
)  # fmt: skip
def test_a_customer_s_day_is_as_long_as_it_is(zone: str, day: str, count: int) -> None:
    asked = Asked.days(date.fromisoformat(day), date.fromisoformat(day), ZoneInfo(zone))
    always = CalendarTimes(1, ZoneInfo("UTC"), daily("00:00-24:00"))
    found = slots(Bookable(service(60), [always]), asked, now=on(day, "00:00") - 9 * DAY)

    assert len(found) == count


def test_every_zone_has_the_hours_that_its_clock_says() -> None:
    hours = daily("00:00-01:30", "12:00-13:00", "22:00-23:30")
    first = date(2027, 1, 1)
    days = [first + step * DAY for step in range(366)]
    for name in sorted(available_timezones() - {"localtime", "Factory"})[::3]:
        zone = ZoneInfo(name)
        found = LocalDays(zone, days[0].toordinal(), days[-1].toordinal()).openings(hours)
        asked = [instants(day, span, zone) for day in days for span in hours.on(day)]
        assert [(instant(a), instant(b)) for a, b in found] == joined(iter(asked)), name


def offered(zone: str, day: str, hours: str, **rules: object) -> list[Slot]:
    """What hours that begin on one date only offer, seen ten days before."""
    start, end = hours.split("-")
    person = CalendarTimes(
        1, ZoneInfo(zone), Hours.parse({"weekly": {}, "overrides": {day: [[start, end]]}})
    )
    first = date.fromisoformat(day)
    asked = Asked.days(first - DAY, first + 3 * DAY, ZoneInfo(zone))
    bookable = Bookable(service(60, **rules), [person])
    return slots(bookable, asked, now=on(day, "00:00") - 10 * DAY)


def clocks(found: list[Slot], zone: str) -> str:
    return " ".join(f"{slot.start.astimezone(ZoneInfo(zone)):%H:%M}" for slot in found)


def on(day: str, clock: str) -> datetime:
    """A UTC instant on a date, or on the one before or after with `-1` or `+1`."""
    shift, _, time = clock.rpartition(" ")
    return datetime.fromisoformat(f"{day} {time}").replace(tzinfo=UTC) + int(shift or 0) * DAY
