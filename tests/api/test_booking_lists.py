"""Owners' programs list bookings: filters, pages, statements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cardshop.booking.models import BookingState, Calendar, Service
from tests.api.conftest import Program, pointers
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.salons import SOON

pytestmark = pytest.mark.usefixtures("standing_clock")


def test_bookings_are_listed_by_their_starts_with_filters(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    otieno = salons.calendar(owner.business, haircut)
    day = timedelta(days=1)
    late = salons.booking(owner.business, haircut, amina, starts_at=SOON + day).id
    early = salons.booking(owner.business, haircut, otieno).id
    gone = salons.booking(owner.business, haircut, amina, state=BookingState.CANCELLED).id
    salons.booking(factories.owner().business)

    def found(**asked: object) -> list[int]:
        page = program.get("/bookings", query_string=asked).get_json()
        return [booking["id"] for booking in page["items"]]

    assert found() == [early, gone, late]
    assert found(state="confirmed") == [early, late]
    assert found(calendar_id=otieno.id) == [early]
    assert found(**{"from": "2026-12-03"}) == [late]
    assert found(to="2026-12-02") == [early, gone]
    assert found(**{"from": "2026-12-02T07:00:01Z"}) == [late]
    assert found(to="2026-12-02T07:00:00Z") == []
    assert found(**{"from": "2026-12-02T10:00:00+03:00", "to": "2026-12-02"}) == [early, gone]


def test_the_list_comes_in_pages(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    keys = [
        salons.booking(owner.business, haircut, amina, starts_at=SOON + n * timedelta(hours=1)).id
        for n in (2, 0, 1)
    ]
    pages = [program.get("/bookings?limit=1").get_json()]
    for _ in range(2):
        pages.append(program.get(f"/bookings?limit=1&after={pages[-1]['next']}").get_json())

    assert [page["items"][0]["id"] for page in pages] == [keys[1], keys[2], keys[0]]
    assert pages[-1]["next"] is None


UNUSABLE_FILTERS = [
    ("from=yesterday", "/from"),
    ("to=2026-02-30", "/to"),
    ("to=9999-12-31T23:59:59Z", "/to"),
    ("from=0001-01-01", "/from"),
    ("from=2026-12-02T10:00:00", "/from"),
    ("state=lost", "/state"),
    ("calendar_id=x", "/calendar_id"),
    ("after=azE", "/after"),
    ("limit=0", "/limit"),
    ("since=2026-12-02", "/since"),
]


def test_a_filter_that_cannot_be_used_is_pointed_at(program: Program) -> None:
    for asked, where in UNUSABLE_FILTERS:
        assert pointers(program.get(f"/bookings?{asked}")) == [where], asked


def test_a_list_takes_the_same_statements_for_one_and_for_many(
    program: Program, owner: factories.Owner, haircut: Service
) -> None:
    counts = []
    program.get("/calendars")  # The token's first use is noted.
    for many in (1, 20):
        for _ in range(many):
            salons.booking(owner.business, haircut, salons.calendar(owner.business, haircut))
        with statements() as asked:
            assert program.get("/bookings?limit=100").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
