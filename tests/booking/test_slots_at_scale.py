"""What open times cost: as many statements for thousands of bookings as for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import event

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.bookable import Asked
from cardshop.booking.domain.slots import slots
from cardshop.booking.models import Service
from cardshop.booking.queries import next_free
from cardshop.db import db
from tests.support import factories, full_diaries, salons
from tests.support.factories import NOW

MIDNIGHT = full_diaries.midnight(NOW)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The reading statements meanwhile."""
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        if str(arguments[2]).startswith(("SELECT", "WITH")):
            asked.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine, "before_cursor_execute", listen)


def salon(calendars: int, bookings: int) -> tuple[Business, Service]:
    """A service given in so many calendars, each with so many bookings and busy times ahead."""
    business = factories.owner(timezone="UTC").business
    service = salons.service(business, daily_limit=1000)
    for n in range(calendars):
        at = salons.calendar(business, service, name=f"Person {n}")
        full_diaries.fill(business, service, at, full_diaries.every(60, bookings, since=MIDNIGHT))
        busy = full_diaries.every(90, bookings, since=MIDNIGHT + timedelta(minutes=40))
        full_diaries.busy(at, busy, minutes=5)
    return business, service


def statements(
    business: Business, service: Service, calendar_id: int | None = None, *, days: int = 30
) -> int:
    service, within = queries.service_of(business.id, service.id), timedelta(days=days)
    asked_for = Asked.instants(NOW, NOW + within)
    with counted() as asked:
        found = queries.bookable(business, service, asked_for, at=NOW, calendar_id=calendar_id)
    assert slots(found, asked_for, now=NOW)
    return len(asked)


def test_slots_cost_the_same_whatever_there_is(each_engine: Flask) -> None:
    few, many = salon(1, 1), salon(6, 300)
    asked = [statements(*one, days=days) for one in (few, many) for days in (1, 30, 62)]
    assert len(set(asked)) == 1
    assert asked[0] <= 4


def test_one_calendar_of_many_costs_the_same_with_a_daily_limit(each_engine: Flask) -> None:
    costs = []
    for business, service in (salon(2, 1), salon(6, 100)):
        first = queries.calendars(business.id)[0].id
        costs.append(statements(business, service, first))
    assert costs[0] == costs[1] <= 5


def test_next_free_times_cost_the_same_whatever_there_is(each_engine: Flask) -> None:
    costs = []
    for business, _service in (salon(1, 1), salon(6, 100)):
        assert business.id  # It is read again after what was written for it.
        with counted() as asked:
            assert next_free.next_starts(business, at=NOW)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 8


def test_what_is_long_over_is_not_read(each_engine: Flask) -> None:
    business, service = salon(1, 20)
    at = queries.calendars(business.id)[0]
    past = full_diaries.every(60, 1000, since=MIDNIGHT - timedelta(days=200))
    full_diaries.fill(business, service, at, past)
    within = Asked.instants(NOW, NOW + timedelta(days=30))
    found = queries.bookable(business, service, within, at=NOW)
    assert len(found.calendars[0].taken) == 20
