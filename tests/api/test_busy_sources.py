"""`/calendars/{id}/busy-sources` and `/busy-sources`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cardshop.booking.models import BusySource, Calendar
from cardshop.booking.operations.busy_refresh import refresh_due
from cardshop.db import db, transaction
from cardshop.lib import clock
from tests.api.conftest import Program, pointers
from tests.booking import elsewhere
from tests.support import factories, salons
from tests.support.factories import NOW

URL = "https://calendar.example/private.ics"


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def calendar(owner: factories.Owner) -> Calendar:
    return salons.calendar(owner.business)


def test_added_listed_and_removed(program: Program, calendar: Calendar) -> None:
    there = f"/calendars/{calendar.id}/busy-sources"

    made = program.post(there, json={"url": "webcal://calendar.example/private.ics"})

    told = made.get_json()
    assert made.status_code == 201
    assert told == {
        "id": told["id"],
        "calendar_id": calendar.id,
        "kind": "ics",
        "url": URL,
        "last_fetched_at": None,
        "last_error": None,
        "events": 0,
        "next_fetch_at": "2026-11-24T09:00:00Z",
    }
    assert program.get(there).get_json() == {"items": [told], "next": None}
    assert program.delete(f"/busy-sources/{told['id']}").status_code == 204
    assert program.get(there).get_json()["items"] == []
    assert program.delete(f"/busy-sources/{told['id']}").status_code == 404


def test_the_same_key_adds_once(program: Program, calendar: Calendar) -> None:
    there, key = f"/calendars/{calendar.id}/busy-sources", {"Idempotency-Key": "one"}
    first = program.post(there, json={"url": URL}, headers=key)
    again = program.post(there, json={"url": URL}, headers=key)
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_password_is_never_answered(program: Program, calendar: Calendar) -> None:
    signed = {"url": "https://dav.example/", "kind": "caldav", "user": "amina", "password": "qwert"}
    made = program.post(f"/calendars/{calendar.id}/busy-sources", json=signed)
    assert made.get_json()["kind"] == "caldav"
    assert "qwert" not in made.get_data(as_text=True)
    assert b"qwert" not in (db.session.query(BusySource.credentials).scalar() or b"")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "/url"),
    ({"url": "http://a.example/b.ics"}, "/url"),
    ({"url": "file:///etc/passwd"}, "/url"),
    ({"url": "http://localhost/feeds/abc.ics"}, "/url"),
    ({"url": URL, "kind": "caldav", "password": "x"}, "/user"),
    ({"url": URL, "kind": "exchange"}, "/kind"),
    ({"url": URL, "every": 5}, "/every"),
    ({"url": 7}, "/url"),
]


def test_what_cannot_be_read_is_refused(program: Program, calendar: Calendar) -> None:
    for sent, where in REFUSED:
        answer = program.post(f"/calendars/{calendar.id}/busy-sources", json=sent)
        assert pointers(answer) == [where], sent


def test_a_refresh_is_done_by_the_worker(
    program: Program, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = NOW - timedelta(minutes=5)
    with elsewhere.running() as server:
        elsewhere.reach(monkeypatch, server.port)
        source = salons.busy_source(calendar, url=server.url, last_tried_at=tried)
        there = f"/busy-sources/{source.id}/refresh"
        answer = program.post(there)
        assert (answer.status_code, server.asked) == (202, [])
        assert answer.get_json()["next_fetch_at"] == "2026-11-24T09:00:00Z"
        refresh_due()
    told = program.get(f"/calendars/{calendar.id}/busy-sources").get_json()["items"][0]
    assert (told["events"], told["last_error"]) == (1, None)
    assert told["last_fetched_at"] == "2026-11-24T09:00:00Z"


def test_a_fault_is_told_with_what_fills_it(program: Program, calendar: Calendar) -> None:
    source = salons.busy_source(calendar, failures=1)
    with transaction():
        kept = db.session.get_one(BusySource, source.id)
        kept.last_error, kept.error_values = "Error %(status)s.", {"status": "503"}
    told = program.get(f"/calendars/{calendar.id}/busy-sources").get_json()["items"][0]
    assert told["last_error"] == "Error 503."


def test_another_business_and_readers_change_nothing(
    program: Program, stranger: Program, reader: Program, calendar: Calendar
) -> None:
    source = salons.busy_source(calendar)
    there = f"/calendars/{calendar.id}/busy-sources"
    for who, status in ((stranger, 404), (reader, 403)):
        assert who.post(there, json={"url": URL}).status_code == status
        assert who.post(f"/busy-sources/{source.id}/refresh").status_code == status
        assert who.delete(f"/busy-sources/{source.id}").status_code == status
    assert stranger.get(there).status_code == 404
    assert len(reader.get(there).get_json()["items"]) == 1
