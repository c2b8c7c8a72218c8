"""What may be taken, what is offered instead, who takes it, and why a start is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes, needed
from cardshop.booking.domain.explain import Rule, explain
from cardshop.booking.domain.intervals import instant
from cardshop.booking.domain.slots import slots
from cardshop.booking.domain.taking import is_open, least_booked, nearest, slot_at
from tests.booking.domain.diaries import (
    BERLIN,
    COLOUR,
    LONG_BEFORE,
    MONDAY,
    away,
    booking,
    calendar,
    daily,
    service,
    wall,
)

TUESDAY = MONDAY + timedelta(days=1)
SECOND = timedelta(seconds=1)
AT_1040 = away("10:40", "11:00")


def one(rules: object, *calendars: CalendarTimes) -> Bookable:
    return Bookable(rules, calendars)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "open_"),
    [
        (wall("09:30"), True),
        (wall("09:31"), False),
        (wall("09:30:01"), False),
        (wall("09:30") + timedelta(microseconds=1), False),
        (wall("08:30"), False),
        (wall("10:00"), False),
        (wall("11:30"), False),
        (wall("09:30") + timedelta(days=400), False),
        (LONG_BEFORE - timedelta(days=10), False),
    ],
)
def test_only_a_start_that_a_page_offers_is_open(start: datetime, open_: bool) -> None:
    bookable = one(service(30), calendar("09:00-11:30", booking("10:00")))

    assert is_open(bookable, start, now=LONG_BEFORE) is open_


@pytest.mark.parametrize(
    ("seats", "open_"), [(0, False), (1, True), (3, True), (4, False), (99, False)]
)
def test_as_many_seats_can_be_taken_as_are_left(seats: int, open_: bool) -> None:
    bookable = one(service(60, capacity=5), calendar("09:00-11:00", booking("09:00", 60, seats=2)))

    assert is_open(bookable, wall("09:00"), now=LONG_BEFORE, seats=seats) is open_


def test_a_slot_names_only_the_calendars_with_enough_seats() -> None:
    ana = calendar("09:00-11:00", booking("09:00", 60, seats=2))
    ben = calendar("09:00-11:00", id=2)
    found = slot_at(one(service(60, capacity=3), ana, ben), wall("09:00"), now=LONG_BEFORE, seats=2)

    assert found is not None
    assert (found.seats, found.calendars) == (3, (2,))


def test_a_grid_that_begins_with_the_present_holds_while_the_form_is_filled_in() -> None:
    tight = one(service(30, alignment="tight"), calendar("09:00-18:00"))
    shown_at = wall("10:00")
    offered = slots(tight, Asked.days(MONDAY, MONDAY, BERLIN), now=shown_at)[3].start
    later = shown_at + timedelta(minutes=12)

    assert is_open(tight, offered, now=shown_at + timedelta(seconds=90))
    assert not is_open(tight, offered, now=later)
    assert is_open(tight, offered, now=later, shown_at=shown_at)
    assert not is_open(tight, offered, now=offered + SECOND, shown_at=shown_at)
    assert not is_open(tight, offered + 7 * 60 * SECOND, now=later, shown_at=shown_at)


def test_a_page_older_than_an_hour_or_from_the_future_is_not_believed() -> None:
    tight = one(service(30, alignment="tight"), calendar("09:00-18:00"))
    now = wall("12:05")

    assert is_open(tight, wall("15:10"), now=now, shown_at=wall("11:10"))
    assert not is_open(tight, wall("15:10"), now=now, shown_at=wall("10:40"))
    assert not is_open(tight, wall("15:10"), now=now, shown_at=wall("12:10"))


def test_a_start_off_a_page_of_a_month_is_open_for_a_calendar_that_never_closes() -> None:
    always = one(service(50), calendar(daily("00:00-24:00")))
    month = slots(always, Asked.days(MONDAY, MONDAY + timedelta(days=29), BERLIN), now=LONG_BEFORE)

    assert all(is_open(always, slot.start, now=LONG_BEFORE) for slot in month[::97])


def test_the_nearest_open_starts_come_in_order_of_time() -> None:
    taken = calendar("09:00-12:00", booking("10:00"), booking("10:30"))
    bookable = one(service(30), taken)

    assert nearest(bookable, wall("10:00"), 3, now=LONG_BEFORE) == [
        wall("09:00"), wall("09:30"), wall("11:00"),
    ]  # fmt: skip
    assert nearest(bookable, wall("10:00"), 2, now=wall("09:10")) == [wall("09:30"), wall("11:00")]
    evening = nearest(bookable, wall("23:00"), 1, now=LONG_BEFORE)
    assert evening == [wall("09:00", TUESDAY)]
    assert nearest(bookable, wall("09:00", MONDAY + timedelta(days=900)), 3, now=LONG_BEFORE) == []


def test_anyone_is_the_free_calendar_with_the_fewest_bookings_that_day() -> None:
    ana = calendar("09:00-12:00", booking("10:00"), booking("11:00"), id=7)
    ben = calendar("09:00-12:00", booking("11:00"), booking("11:00", day=TUESDAY), id=3)
    eve = calendar("09:00-12:00", booking("11:30"), id=9)
    bookable = one(service(30), ana, ben, eve)

    def chosen(start: datetime) -> int:
        slot = slot_at(bookable, start, now=LONG_BEFORE)
        assert slot is not None
        return least_booked(bookable, slot)

    assert chosen(wall("09:00")) == 3
    assert chosen(wall("11:00")) == 9
    assert chosen(wall("11:30")) == 3
    assert chosen(wall("09:00", TUESDAY)) == 7


def test_what_must_be_known_reaches_two_days_around_what_is_asked() -> None:
    since, until = needed(Asked.days(MONDAY, MONDAY, BERLIN), BERLIN)

    assert instant(since) == wall("00:00", MONDAY - timedelta(days=2))
    assert instant(until) == wall("00:00", MONDAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("rules", "more", "clock", "rule"),
    [
        ({}, {}, "09:30", None),
        ({}, {}, "11:30", Rule.HOURS),
        ({"notice_minutes": 60 * 24 * 30}, {}, "09:30", Rule.NOTICE),
        ({"horizon_days": 2}, {}, "09:30", Rule.HORIZON),
        ({}, {"taken": [booking("09:45", 10)]}, "09:30", Rule.BOOKING),
        ({}, {"external": [away("09:45", "10:00")]}, "09:30", Rule.EXTERNAL),
        ({}, {"taken": [booking("10:40", 10, buffers=(20, 0))]}, "09:30", Rule.BUFFER),
        ({"buffer_after_minutes": 20}, {"external": [AT_1040]}, "09:30", Rule.BUFFER),
        ({"daily_limit": 1}, {"taken": [booking("11:00")]}, "09:30", Rule.SERVICE_LIMIT),
        ({}, {"taken": [booking("11:00")], "daily_limit": 1}, "09:30", Rule.CALENDAR_LIMIT),
        ({"capacity": 2}, {"taken": [booking("09:30", 60, seats=2)]}, "09:30", Rule.SEATS),
        ({"alignment": "tight"}, {"taken": [booking("09:00", 10, COLOUR)]}, "09:30", Rule.GRID),
    ],
)  # fmt: skip
def test_the_rule_that_closed_a_start_is_told(
    rules: dict[str, object], more: dict[str, object], clock: str, rule: Rule | None
) -> None:
    person = calendar("09:00-12:00", **more)
    bookable = one(service(60, interval_minutes=30, **rules), person)
    found = explain(bookable, person, Asked.days(MONDAY, MONDAY, BERLIN), now=LONG_BEFORE)

    assert {verdict.start: verdict.closed_by for verdict in found}[wall(clock)] is rule


def test_the_time_in_the_way_is_told_with_the_rule() -> None:
    person = calendar("09:00-10:00", booking("09:10", 15, buffers=(5, 5)))
    bookable = one(service(30), person)
    first = explain(bookable, person, Asked.days(MONDAY, MONDAY, BERLIN), now=LONG_BEFORE)[0]

    assert first.blocker == (wall("09:10"), wall("09:25"))


def test_a_day_that_an_override_closed_is_explained_too() -> None:
    person = calendar(daily("09:00-10:00", on_2027_01_11=[]))
    bookable = one(service(30), person)
    found = explain(bookable, person, Asked.days(MONDAY, MONDAY, BERLIN), now=LONG_BEFORE)

    assert [(verdict.start, verdict.closed_by) for verdict in found] == [
        (wall("09:00"), Rule.HOURS), (wall("09:30"), Rule.HOURS),
    ]  # fmt: skip
