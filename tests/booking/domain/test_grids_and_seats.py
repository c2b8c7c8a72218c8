"""Where starts fall, how many seats they have, and who can take them."""

from __future__ import annotations

from datetime import datetime

import pytest

from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.grids import clock_unit
from cardshop.booking.domain.slots import Slot, slots
from tests.booking.domain.diaries import (
    BERLIN,
    COLOUR,
    LONG_BEFORE,
    MONDAY,
    away,
    booking,
    calendar,
    clocks,
    daily,
    service,
    wall,
)


@pytest.mark.parametrize(
    ("alignment", "open_starts"),
    [
        # 09:10-12:00 with 09:50-10:15 taken.
        ("opening", "09:10 10:40 11:10"),
        ("clock", "10:30 11:00 11:30"),
        ("tight", "09:10 10:15 10:45 11:15"),
    ],
)
def test_the_grid_begins_with_the_opening_the_clock_or_the_free_time(
    alignment: str, open_starts: str
) -> None:
    taken = calendar("09:10-12:00", booking("09:50", 25, COLOUR))

    assert clocks(service(30, alignment=alignment), taken) == open_starts


def test_free_time_for_the_grid_leaves_room_for_the_services_buffers() -> None:
    rules = service(30, alignment="tight", buffer_before_minutes=5, buffer_after_minutes=10)
    theirs = booking("10:00", 20, COLOUR, buffers=(3, 4))
    taken = calendar("09:00-12:00", theirs, external=[away("11:10", "13:00")])

    # Until 09:47 (10:00 - 3 - 10), from 10:29 (10:20 + 4 + 5) until 11:00.
    assert clocks(rules, taken) == "09:00 10:29"


@pytest.mark.parametrize(
    ("alignment", "now", "open_starts"),
    [
        ("opening", "09:50", "10:15 11:00"),
        ("clock", "09:50", "10:00 10:45"),
        ("clock", "10:01", "10:15 11:00"),
        ("clock", "10:16", "10:30 11:15"),
        ("tight", "09:50", "10:05 10:50"),
        ("tight", "09:50:01", "10:06 10:51"),
    ],
)
def test_the_present_cuts_free_time_for_all_grids_but_that_of_the_opening(
    alignment: str, now: str, open_starts: str
) -> None:
    rules = service(45, alignment=alignment, notice_minutes=15 if alignment == "tight" else 0)

    assert clocks(rules, calendar("09:30-12:00"), now=wall(now)) == open_starts


@pytest.mark.parametrize(
    ("step", "unit"),
    [(60, 60), (120, 60), (90, 30), (20, 20), (40, 20), (45, 15), (50, 10), (25, 5), (7, 1)],
)
def test_the_clock_grid_takes_the_largest_usual_part_of_the_interval(step: int, unit: int) -> None:
    assert clock_unit(step) == unit


def test_a_start_with_some_seats_taken_has_the_others_left() -> None:
    class_of_five = service(60, capacity=5)
    taken = calendar("09:00-12:00", booking("10:00", 60, seats=2), booking("10:00", 60))

    assert seats(class_of_five, taken) == {"09:00": 5, "10:00": 2, "11:00": 5}


def test_a_full_start_and_one_that_overlaps_a_class_are_closed() -> None:
    rules = service(60, interval_minutes=30, capacity=2)
    taken = calendar("09:00-12:00", booking("09:00", 60, seats=2), booking("10:30", 60))

    assert seats(rules, taken) == {"10:30": 1}


def test_two_classes_that_overlap_close_each_other() -> None:
    rules = service(60, interval_minutes=30, capacity=2)
    taken = calendar("09:00-11:30", booking("09:00", 60), booking("09:30", 60))

    assert seats(rules, taken) == {"10:30": 2}


@pytest.mark.parametrize("alignment", ["opening", "clock", "tight"])
def test_a_class_that_has_begun_to_fill_stays_listed_off_the_grid(alignment: str) -> None:
    rules = service(60, capacity=3, alignment=alignment)
    taken = calendar("09:00-12:00", booking("10:20", 60))

    assert seats(rules, taken)["10:20"] == 2


def test_seats_are_not_offered_where_something_else_is_in_the_way() -> None:
    rules = service(60, capacity=3, buffer_after_minutes=10)
    crowded = calendar("09:00-12:00", booking("10:00", 60), booking("11:05", 10, COLOUR))
    away_then = calendar("09:00-12:00", booking("10:00", 60), external=[away("10:30", "10:40")])
    closed = calendar(daily("09:00-12:00", on_2027_01_11=[]), booking("10:00", 60))

    assert "10:00" not in seats(rules, crowded)
    assert "10:00" not in seats(rules, away_then)
    assert seats(rules, closed) == {}


def test_anyone_merges_calendars_and_says_who_can_take_what() -> None:
    ana = calendar("09:00-10:30", booking("09:30"), id=7)
    ben = calendar("09:30-11:00", id=3)
    found = open_slots(service(30), ana, ben)

    assert [(clock(slot.start), slot.calendars) for slot in found] == [
        ("09:00", (7,)), ("09:30", (3,)), ("10:00", (7, 3)), ("10:30", (3,)),
    ]  # fmt: skip
    assert found[0] == Slot(wall("09:00"), wall("09:30"), 1, (7,))


def test_seats_of_anyone_are_the_most_that_one_booking_can_have() -> None:
    rules = service(60, capacity=4)
    ana, ben = calendar("09:00-10:00", booking("09:00", 60, seats=3)), calendar("09:00-10:00", id=2)

    assert [(slot.seats, slot.calendars) for slot in open_slots(rules, ana, ben)] == [(4, (1, 2))]


def test_nobody_gives_the_service_and_nothing_is_open() -> None:
    assert open_slots(service(30)) == []


def open_slots(rules: object, *calendars: CalendarTimes) -> list[Slot]:
    asked = Asked.days(MONDAY, MONDAY, BERLIN)
    return slots(Bookable(rules, calendars), asked, now=LONG_BEFORE)  # type: ignore[arg-type]


def seats(rules: object, *calendars: CalendarTimes) -> dict[str, int]:
    return {clock(slot.start): slot.seats for slot in open_slots(rules, *calendars)}


def clock(instant: datetime) -> str:
    return f"{instant.astimezone(BERLIN):%H:%M}"
