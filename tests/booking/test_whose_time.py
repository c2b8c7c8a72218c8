"""Whose time is taken: anyone's, the one wished for, a seat of a class, a walk-in's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cardshop.accounts.models import Business
from cardshop.booking.models import (
    Calendar,
    Service,
)
from tests.booking.visits import (
    DAY,
    HOUR,
    MINUTE,
    faults,
    held_times,
    lanes,
    refused,
    take,
    write_down,
)
from tests.support import salons
from tests.support.factories import NOW
from tests.support.salons import SOON


def test_a_class_is_filled_to_its_last_seat(business: Business) -> None:
    course = salons.service(business, capacity=4)
    room = salons.calendar(business, course)

    couple, single = take(course, seats=2), take(course)
    refused(take, course, seats=2)
    last = take(course)
    refused(take, course)

    assert [lanes(booking) for booking in (couple, single, last)] == [[0, 1], [2], [3]]
    assert (couple.price, single.price) == (300000, 150000)
    assert held_times(room) == [SOON]


def test_neighbours_keep_both_their_buffers(business: Business, amina: Calendar) -> None:
    service = salons.service(
        business, slot_interval_minutes=15, buffer_before_minutes=15, buffer_after_minutes=15
    )
    salons.calendar(business, service)
    take(service)

    for minutes in (-45, -30, -15, 15, 30, 45):
        refused(take, service, SOON + minutes * MINUTE)

    take(service, SOON + HOUR)
    take(service, SOON - HOUR)


def test_time_that_is_blocked_or_busy_elsewhere_is_not_open(
    business: Business, service: Service, amina: Calendar
) -> None:
    salons.blocked_time(amina, SOON)
    salons.busy_source(amina, (SOON + 2 * HOUR, SOON + 3 * HOUR))

    for hours in (0, 0.5, 2, 2.5):
        refused(take, service, SOON + timedelta(hours=hours))

    take(service, SOON + HOUR)
    assert write_down(service, SOON + 2 * HOUR).starts_at == SOON + 2 * HOUR


def test_anyone_is_the_free_one_with_the_fewest_bookings_that_day(
    business: Business, service: Service, amina: Calendar
) -> None:
    otieno = salons.calendar(business, service, name="Otieno")
    salons.booking(business, service, amina, starts_at=SOON + 4 * HOUR)
    salons.booking(business, service, otieno, starts_at=SOON + DAY)
    salons.booking(business, service, otieno, starts_at=SOON + 2 * DAY)

    names = [take(service).calendar_name, take(service).calendar_name]
    refused(take, service)
    names += [take(service, SOON + HOUR).calendar_name]

    assert names == ["Otieno", "Amina", "Otieno"]


def test_who_is_wished_for_is_taken_or_nobody(
    business: Business, service: Service, amina: Calendar
) -> None:
    otieno = salons.calendar(business, service, name="Otieno")
    take(service, calendar_id=amina.id)

    refused(take, service, calendar_id=amina.id)

    assert take(service, calendar_id=otieno.id).calendar_name == "Otieno"


def test_a_walk_in_comes_when_they_come_but_over_nobody(
    business: Business, service: Service, amina: Calendar
) -> None:
    night, bygone = SOON + timedelta(hours=11, minutes=7), NOW - 3 * DAY

    starts = [write_down(service, start).starts_at for start in (night, bygone)]
    refused(write_down, service, night + 29 * MINUTE)
    otieno = salons.calendar(business, service, name="Otieno")
    beside = write_down(service, night + 29 * MINUTE)

    assert starts == [night, bygone]
    assert (beside.calendar_name, held_times(otieno)) == ("Otieno", [night + 29 * MINUTE])
    for nonsense in (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)):
        assert list(faults(write_down, service, nonsense)) == ["/start"]


def test_a_walk_in_joins_a_class_that_has_room(business: Business) -> None:
    course = salons.service(business, capacity=2)
    full, room = salons.calendar(business, course), salons.calendar(business, course)
    take(course, calendar_id=full.id)

    made = [write_down(course) for _ in range(2)]
    refused(write_down, course, calendar_id=full.id)

    assert [booking.calendar_id for booking in made] == [full.id, room.id]
