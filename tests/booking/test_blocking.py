"""Time that the owner keeps free, and appointments that come again every week."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.models import (
    Appointment,
    BlockedTime,
    Booking,
    Calendar,
    Service,
)
from cardshop.booking.operations import (
    Occupied,
    Repetition,
    SomeTaken,
)
from cardshop.db import transaction
from cardshop.lib import ids
from tests.booking.telling import kinds
from tests.booking.visits import (
    AMINA,
    DAY,
    count,
    faults,
    held_times,
    refused,
    request,
    take,
)
from tests.support import salons
from tests.support.factories import NOW
from tests.support.salons import SOON


def block(calendar: Calendar, hours: float) -> int:
    with transaction():
        held = queries.calendar_of(calendar.business_id, calendar.id)
        end = SOON + timedelta(hours=hours)
        blocked = operations.block(held, SOON, end, reason="Fair", at=NOW)
        return blocked.id


def test_blocked_time_is_not_open_until_it_is_given_back(
    business: Business, service: Service, amina: Calendar
) -> None:
    key = block(amina, 50)
    refused(take, service, SOON + DAY)
    with pytest.raises(Occupied):
        block(amina, 1)

    with transaction():
        operations.unblock(queries.blocked_time_of(business.id, key), business.id, at=NOW)

    assert (count(BlockedTime), count(Appointment)) == (0, 0)
    assert take(service, SOON + DAY).starts_at == SOON + DAY


def test_nothing_booked_is_blocked_and_the_owner_sees_what_stands_there(
    service: Service, amina: Calendar
) -> None:
    booking = take(service, SOON + DAY)

    with pytest.raises(Occupied) as caught:
        block(amina, 50)

    assert [one.id for one in caught.value.bookings] == [booking.id]
    assert (count(BlockedTime), held_times()) == (0, [SOON + DAY])


def test_time_is_blocked_forwards_and_for_a_year_at_most(amina: Calendar) -> None:
    for hours in (0, -1, 24 * 366 + 1):
        assert list(faults(block, amina, hours)) == ["/end"]

    block(amina, 24 * 366)

    assert len(held_times()) == 366


def repeat(
    service: Service, times: int, *, calendar_id: int | None = None, keeps_rest: bool = False
) -> tuple[int, list[datetime]]:
    who = {"email": "w@example.com"}
    with transaction() as session:
        series = operations.repeat(
            session.get_one(Business, service.business_id),
            request(service, customer=who, calendar_id=calendar_id),
            Repetition(times=times, keeps_rest=keeps_rest),
            idempotency_key=ids.new_token(),
            actor=AMINA,
            at=NOW,
            at_any_time=True,
        )
        return len(series.made), series.refused


def test_a_weekly_appointment_is_all_or_nothing_unless_told(
    business: Business, service: Service, amina: Calendar
) -> None:
    salons.booking(business, service, amina, starts_at=SOON + 14 * DAY)

    with pytest.raises(SomeTaken) as caught:
        repeat(service, 4)
    assert (caught.value.refused, count(Booking)) == ([SOON + 14 * DAY], 1)

    assert repeat(service, 4, keeps_rest=True) == (3, [SOON + 14 * DAY])
    assert kinds() == ["booking-series"]


def test_a_weekly_appointment_keeps_to_the_clock_on_the_wall(
    business: Business, service: Service
) -> None:
    berlin = salons.calendar(business, service, timezone="Europe/Berlin")

    repeat(service, 20, calendar_id=berlin.id)

    starts = held_times(berlin)
    assert (len(starts), starts[0].hour, starts[-1].hour) == (20, 7, 6)
