"""How an open diary learns of changes: cheaply, without keeping a session alive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.accounts.models import UserSession
from cardshop.booking.models import BookingState
from cardshop.booking.queries.diary import held_on, pulse, waiting
from cardshop.db import db, transaction
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser
from tests.support.salons import SOON

DIARY = "/app/bookings/?view=week&date=2026-12-02"
CHANGES = "/app/bookings/changes?view=week&date=2026-12-02"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


def version(browser: Browser) -> dict[str, str]:
    live = next(d for d in browser.get(DIARY).all("div") if d.get("data-version"))
    return {"If-None-Match": f'"{live.get("data-version")}"'}


def told(answer: TestResponse) -> dict[str, Any]:
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def test_nothing_is_sent_while_nothing_changes(owner: Owner, owner_browser: Browser) -> None:
    salons.booking(owner.business)
    known = version(owner_browser)
    with statements() as asked:
        answer = owner_browser.client.get(CHANGES, headers=known)
    assert answer.status_code == 304
    assert not answer.data
    assert len(asked) <= 3, asked


def test_what_happens_comes_with_the_next_question(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    known = version(owner_browser)
    asked = salons.booking(
        owner.business, service, calendar, customer_name="Nia", state=BookingState.PENDING
    )
    answer = told(owner_browser.client.get(CHANGES, headers=known))
    assert answer["waiting"] == [asked.id]
    assert "Nia" in answer["html"]
    known = {"If-None-Match": f'"{answer["version"]}"'}
    assert owner_browser.client.get(CHANGES, headers=known).status_code == 304
    blocked = salons.blocked_time(calendar, SOON + timedelta(hours=3), reason="Dentist")
    answer = told(owner_browser.client.get(CHANGES, headers=known))
    assert "Dentist" in answer["html"]
    known = {"If-None-Match": f'"{answer["version"]}"'}
    with transaction() as session:
        session.delete(session.merge(blocked))
    assert "Dentist" not in told(owner_browser.client.get(CHANGES, headers=known))["html"]


def test_the_line_of_now_goes_on(owner: Owner, owner_browser: Browser) -> None:
    salons.calendar(owner.business)
    known = version(owner_browser)
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert owner_browser.client.get(CHANGES, headers=known).status_code == 200


def test_a_page_that_asks_keeps_no_session_alive(owner: Owner, app: Flask) -> None:
    browser = Browser(app).sign_in(owner)
    browser.get(DIARY)
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        assert "Set-Cookie" not in browser.client.get(CHANGES).headers
        db.session.rollback()
        assert db.session.query(UserSession.last_seen_at).scalar() == NOW


def test_a_visitor_is_told_nothing(owner: Owner, visitor: Browser) -> None:
    salons.booking(owner.business)
    assert visitor.client.get(CHANGES).status_code == 303


def test_questions_are_alike_on_both_engines(each_engine: Flask) -> None:
    business = factories.owner().business
    day = SOON - timedelta(hours=1), SOON + timedelta(hours=5)
    assert set(pulse(business.id, *day)) == {None, 0}
    service = salons.service(business)
    calendar = salons.calendar(business, service)
    kept = salons.booking(business, service, calendar)
    later = SOON + timedelta(hours=1)
    asked = salons.booking(business, service, calendar, starts_at=later, state=BookingState.PENDING)
    salons.booking(business, service, calendar, state=BookingState.CANCELLED)
    found = pulse(business.id, *day)
    assert (found[1], found[3]) == (3, 1)
    assert [row.id for row in waiting(business.id)] == [asked.id]
    assert [row.id for row in held_on(business.id, *day)] == [kept.id, asked.id]
