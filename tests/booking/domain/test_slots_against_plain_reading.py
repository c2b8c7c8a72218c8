"""Open times, taking and explaining agree with the rules read aloud, whatever is given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import Span, merged
from cardshop.booking.domain.bookable import (
    Alignment,
    Asked,
    Bookable,
    CalendarTimes,
    ServiceRules,
    Taken,
)
from cardshop.booking.domain.explain import explain
from cardshop.booking.domain.slots import slots
from cardshop.booking.domain.taking import is_open
from tests.booking.domain.plain_reading import DAY, PlainReading

# A date of each zone on or beside a change of its clocks, and an ordinary one.
CHANGES = [
    ("Europe/Berlin", "2027-03-28"), ("Europe/Berlin", "2027-10-31"),
    ("America/New_York", "2027-03-14"), ("America/New_York", "2027-11-07"),
    ("America/Sao_Paulo", "2018-11-04"), ("America/Sao_Paulo", "2019-02-16"),
    ("Australia/Lord_Howe", "2027-10-03"), ("Australia/Lord_Howe", "2027-04-04"),
    ("Asia/Tehran", "2022-03-22"), ("Asia/Tehran", "2022-09-21"),
    ("Africa/Casablanca", "2027-02-07"), ("Africa/Casablanca", "2027-03-14"),
    ("Pacific/Apia", "2011-12-30"), ("Pacific/Apia", "2020-09-27"), ("Pacific/Apia", "2021-04-04"),
    ("America/Havana", "2027-11-07"), ("America/St_Johns", "2010-11-07"),
    ("Asia/Kathmandu", "2027-05-05"), ("UTC", "2027-05-05"),
]  # fmt: skip


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    noon = draw(st.integers(50, 90))
    day = [Span(draw(st.integers(0, noon - 20)) * 10, noon * 10)]
    day += [Span(draw(st.integers(noon, 120)) * 10, draw(st.integers(121, 150)) * 10)]
    if draw(st.integers(0, 5)) == 5:
        day = [Span(start := draw(st.integers(0, 1439)), start + draw(st.integers(1, 1440)))]
    return merged(day)


@st.composite
def situations(draw: st.DrawFn) -> tuple[ServiceRules, CalendarTimes, date, datetime]:
    name, near = draw(st.sampled_from(CHANGES))
    day = date.fromisoformat(near) + draw(st.integers(-1, 1)) * DAY
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    minutes = st.integers(0, 180).map(lambda tens: midnight + (tens * 7 % 181 - 24) * 600)
    starts = draw(st.lists(minutes, min_size=3, max_size=6, unique=True))
    brief = st.sampled_from([0, 0, 5, 10, 45])
    service = ServiceRules(
        1,
        draw(st.sampled_from([10, 25, 30, 60, 90, 400])),
        draw(st.sampled_from([0, 7, 10, 15, 20, 25, 30, 60, 120])),
        draw(brief), draw(brief), draw(st.sampled_from([0, 0, 1, 90, 1500])),
        draw(st.integers(1, 4)), draw(st.sampled_from([1, 1, 2, 3])),
        draw(st.sampled_from([None, None, None, None, 1, 2, 0])), draw(st.sampled_from(Alignment)),
    )  # fmt: skip
    taken = [
        Taken(of, start, (end := start + long * 60), start - wide * 60, end + wide * 60, seats)
        for start, of, long, wide, seats in draw(st.lists(st.tuples(
            st.sampled_from(starts), st.sampled_from([1, 1, 2]), st.sampled_from([10, 30, 75]),
            brief, st.integers(1, 2)), min_size=3, max_size=8))
    ]  # fmt: skip
    length = st.sampled_from([0, 37, 600, 1800, 7200, 36000])
    outside = st.tuples(minutes, st.sampled_from([0, 0, 20]), length)
    external = [(s + odd, s + odd + long) for s, odd, long in draw(st.lists(outside, max_size=3))]
    week = tuple(draw(spans()) for _ in range(7))
    overrides = {day: draw(spans())} if draw(st.booleans()) else {}
    hours, limit = Hours(week, overrides), draw(st.sampled_from([None, None, None, None, 1, 3]))
    ago = st.sampled_from([-2 * DAY, timedelta(seconds=-31), timedelta(microseconds=1), -DAY])
    now = datetime.fromtimestamp(draw(minutes), UTC) - DAY + draw(ago)
    return service, CalendarTimes(1, ZoneInfo(name), hours, taken, external, limit), day, now


@given(situations(), st.integers(0, 2))
@settings(max_examples=300)
def test_the_open_slots_are_those_of_the_rules(
    situation: tuple[ServiceRules, CalendarTimes, date, datetime], more: int
) -> None:
    service, calendar, day, now = situation
    asked = Asked.days(day, day + more * DAY, calendar.zone)
    found = slots(Bookable(service, [calendar]), asked, now=now)
    since, until = (datetime.fromtimestamp(s, UTC) for s in (asked.since, asked.until))
    first, last = (date.fromordinal(day) for day in asked.local_days(calendar.zone))

    expected = PlainReading(service, calendar, first, last, now).slots(since, until)
    assert {slot.start: slot.seats for slot in found} == expected
    assert [slot.start for slot in found] == sorted(expected)


@given(situations(), st.integers(0, 2))
@settings(max_examples=100)
def test_every_slot_offered_can_be_taken_and_is_explained_as_open(
    situation: tuple[ServiceRules, CalendarTimes, date, datetime], more: int
) -> None:
    service, calendar, day, now = situation
    bookable = Bookable(service, [calendar])
    asked = Asked.days(day - more * DAY, day, calendar.zone)
    offered = slots(bookable, asked, now=now)
    verdicts = explain(bookable, calendar, asked, now=now)

    assert all(is_open(bookable, slot.start, now=now, seats=slot.seats) for slot in offered)
    assert not any(is_open(bookable, slot.start, now=now, seats=slot.seats + 1) for slot in offered)
    opened = [(verdict.start, verdict.seats) for verdict in verdicts if not verdict.closed_by]
    assert opened == [(slot.start, slot.seats) for slot in offered]


@given(situations())
@settings(max_examples=100)
def test_a_start_that_no_page_offers_is_closed_for_taking(
    situation: tuple[ServiceRules, CalendarTimes, date, datetime],
) -> None:
    service, calendar, day, now = situation
    bookable, asked = Bookable(service, [calendar]), Asked.days(day, day, calendar.zone)
    since = datetime.fromtimestamp(asked.since, UTC)
    for minute in range(0, 1440, 11):
        start = since + timedelta(minutes=minute)
        reading = PlainReading(service, calendar, day - DAY, day + DAY, now)
        if is_open(bookable, start, now=now):
            assert reading.is_open(start)
            assert reading.seats(start) > 0
