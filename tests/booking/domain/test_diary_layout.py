"""Where things stand in the diary, on days of every length."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cardshop.booking.domain.diary_layout import (
    DAY,
    Mark,
    Placed,
    Ruler,
    closed,
    shown_hours,
    side_by_side,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN, PLAIN = date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 24)


def seconds(*parts: int, zone: ZoneInfo = BERLIN, fold: int = 0) -> int:
    return int(datetime(*parts, tzinfo=zone, fold=fold).timestamp())  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", PLAIN, 24),
        ("Europe/Berlin", SPRING, 23),
        ("Europe/Berlin", AUTUMN, 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Asia/Kathmandu", PLAIN, 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # it had no midnight
        ("Pacific/Apia", date(2011, 12, 30), 0),  # there was no such day
    ],
)
def test_a_day_alone_is_as_long_as_it_is(zone: str, day: date, hours: float) -> None:
    assert Ruler.of(day, ZoneInfo(zone)).minutes == hours * 60
    assert Ruler.of(day, ZoneInfo(zone), by_wall=True).minutes == DAY


def test_full_hours_are_marked_where_the_clock_shows_them() -> None:
    walls = [mark.wall.hour for mark in Ruler.of(SPRING, BERLIN).marks()]
    assert walls == [0, 1, *range(3, 24)]
    autumn = Ruler.of(AUTUMN, BERLIN).marks()
    assert [mark.wall.hour for mark in autumn] == [0, 1, 2, 2, *range(3, 24)]
    assert autumn[4] == Mark(240, time(3))
    howe = Ruler.of(date(2026, 4, 5), ZoneInfo("Australia/Lord_Howe")).marks()
    assert {mark.minute % 60 for mark in howe if mark.wall >= time(2)} == {30}


@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN])
@pytest.mark.parametrize("by_wall", [False, True])
def test_what_stands_somewhere_is_found_there_again(day: date, by_wall: bool) -> None:
    ruler = Ruler.of(day, BERLIN, by_wall=by_wall)
    for minute in range(4 * 60, 23 * 60, 5):
        assert ruler.minute(int(ruler.instant(minute).timestamp())) == minute


def test_days_beside_each_other_share_their_hours() -> None:
    for day in (PLAIN, SPRING, AUTUMN):
        ruler = Ruler.of(day, BERLIN, by_wall=True)
        noon = seconds(day.year, day.month, day.day, 12)
        assert ruler.cut(noon, noon + 1800) == (720, 750)
    skipped = Ruler.of(SPRING, BERLIN, by_wall=True).instant(150)
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 there


def test_a_repeated_hour_lies_on_the_first() -> None:
    ruler = Ruler.of(AUTUMN, BERLIN, by_wall=True)
    first, again = seconds(2026, 10, 25, 2, 30), seconds(2026, 10, 25, 2, 30, fold=1)
    assert ruler.cut(first, first + 1800) == (150, 180)
    assert ruler.cut(again, again + 1800) == (150, 180)
    assert ruler.cut(first, again) == (150, 210)
    assert Ruler.of(AUTUMN, BERLIN).cut(first, again) == (150, 210)


def test_what_reaches_over_midnight_is_on_both_days() -> None:
    start, end = seconds(2026, 11, 24, 23, 30), seconds(2026, 11, 25, 0, 45)
    assert Ruler.of(PLAIN, BERLIN).cut(start, end) == (1410, 1440)
    assert Ruler.of(date(2026, 11, 25), BERLIN).cut(start, end) == (0, 45)
    assert Ruler.of(date(2026, 11, 26), BERLIN).cut(start, end) is None
    assert Ruler.of(PLAIN, BERLIN).cut(start, start + 20) == (1410, 1411)


def test_things_that_overlap_share_the_width() -> None:
    found = side_by_side([(1, 60, 120), (2, 90, 150), (3, 120, 180), (4, 200, 230)])
    assert found == [
        Placed(1, 60, 120, 0, 2),
        Placed(2, 90, 150, 1, 2),
        Placed(3, 120, 180, 0, 2),
        Placed(4, 200, 230, 0, 1),
    ]


def test_short_things_get_the_room_that_their_words_need() -> None:
    found = side_by_side([(1, 60, 65), (2, 70, 75)], at_least=20)
    assert [(thing.lane, thing.lanes) for thing in found] == [(0, 2), (1, 2)]
    assert (found[0].top, found[0].bottom) == (60, 65)
    assert side_by_side([]) == []


@given(
    some.lists(
        some.tuples(some.integers(0, 40), some.integers(1, 20)).map(lambda t: (t[0], t[0] + t[1])),
        max_size=15,
    )
)
def test_nothing_ever_covers_another(spans: list[tuple[int, int]]) -> None:
    found = side_by_side([(key, *span) for key, span in enumerate(spans)])
    assert sorted(thing.key for thing in found) == list(range(len(spans)))
    assert all(0 <= thing.lane < thing.lanes for thing in found)
    for one in found:
        for other in found:
            if one.key < other.key and one.top < other.bottom and other.top < one.bottom:
                assert one.lanes == other.lanes
                assert one.lane != other.lane


def test_closed_is_what_is_not_open() -> None:
    assert closed([], DAY) == [(0, DAY)]
    assert closed([(540, 780), (840, 1080)], DAY) == [(0, 540), (780, 840), (1080, DAY)]
    assert closed([(-60, 30), (20, 100), (1400, 1600)], DAY) == [(100, 1400)]
    assert closed([(0, DAY)], DAY) == []


@given(some.lists(some.tuples(some.integers(-99, 1500), some.integers(-99, 1600)), max_size=8))
def test_closed_times_are_in_order_and_apart(spans: list[tuple[int, int]]) -> None:
    found = closed(spans, DAY)
    assert all(0 <= top < bottom <= DAY for top, bottom in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_a_page_shows_all_there_is_with_some_air() -> None:
    assert shown_hours([]) == (8, 18)
    assert shown_hours([(570, 600), (900, 1061)]) == (8, 19)
    assert shown_hours([(0, 1440)]) == (0, 24)
    assert shown_hours([(30, 1500)], 1500) == (0, 25)
