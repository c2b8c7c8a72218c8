"""Busy calendars elsewhere: read, read again, and kept whatever happens to them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking import queries
from cardshop.booking.models import BusyInterval, BusySource, Calendar
from cardshop.booking.operations.busy_refresh import refresh_due
from cardshop.db import db, transaction
from tests.booking import elsewhere
from tests.booking.elsewhere import FILE, LUNCH, WEEKLY, Elsewhere, spans, told
from tests.booking.ical.busy_files import event, file_of
from tests.support import factories, salons
from tests.support.factories import NOW

LUNCHTIME = ["12-02 07:00 08:00"]
KEYS = {"secret_key": "s" * 32, "base_url": "https://cards.example"}


@pytest.fixture(scope="module")
def module_server() -> Iterator[Elsewhere]:
    with elsewhere.running() as server:
        yield server


@pytest.fixture
def server(module_server: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Somebody's calendar with a lunch in it; it is NOW."""
    module_server.__dict__.update(Elsewhere(port=module_server.port).__dict__)
    elsewhere.reach(monkeypatch, module_server.port)
    elsewhere.stand_at(monkeypatch)
    return module_server


@pytest.fixture
def on(each_engine: Flask) -> Calendar:
    """A chair in Nairobi, on both engines."""
    business = factories.owner().business
    return salons.calendar(business, salons.service(business))


@pytest.fixture
def chair(app: Flask) -> Calendar:
    """The same, on one."""
    business = factories.owner().business
    return salons.calendar(business, salons.service(business))


def due(on: Calendar, server: Elsewhere, **columns: Any) -> BusySource:
    """A busy calendar that was never read."""
    fresh = {"last_fetched_at": None, "last_tried_at": None, "next_fetch_at": NOW}
    return salons.busy_source(on, **{"url": server.url} | fresh | columns)


def test_a_calendar_is_read_and_read_again_after_a_quarter_of_an_hour(
    on: Calendar, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(on, server)
    server.headers = {"ETag": '"one"', "Last-Modified": "Tue, 24 Nov 2026 08:00:00 GMT"}
    assert (refresh_due(), refresh_due()) == (1, 0)
    kept = told(source.id)
    assert spans(source.id) == LUNCHTIME
    assert (kept.last_fetched_at, kept.last_error, kept.events) == (NOW, "", 1)
    assert (kept.next_fetch_at, kept.leased_until) == (NOW + timedelta(minutes=15), None)

    elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=15))
    assert refresh_due() == 1
    _, _, headers = server.asked[-1]
    assert headers["If-None-Match"] == '"one"'
    assert told(source.id).last_fetched_at == NOW + timedelta(minutes=15)
    assert spans(source.id) == LUNCHTIME

    server.says(file_of(), ETag='"two"')
    elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=30))
    assert refresh_due() == 1
    assert (spans(source.id), told(source.id).events) == ([], 0)


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("web page", {"body": b"<!doctype html><p>Sign in"}, "leads to a web page"),
    ("cut", {"body": FILE[:-20]}, "breaks off"),
    ("noise", {"body": b"\x00\xff" * 50}, "no calendar at this address"),
    ("empty", {"body": b""}, "no calendar at this address"),
    ("gone", {"status": 404}, "no calendar at this address any more"),
    ("locked", {"status": 401}, "asks for a password"),
    ("broken", {"status": 503}, "answered with error 503"),
    ("odd", {"status": 204, "body": b""}, "answered with error 204"),
    (
        "compressed",
        {"body": gzip.compress(FILE), "headers": {"Content-Encoding": "gzip"}},
        "compressed",
    ),
    ("inside", {"status": 302, "headers": {"Location": "http://169.254.169.254/"}}, "https://"),
    ("neighbour", {"status": 302, "headers": {"Location": "http://10.0.0.1:{port}/"}}, "private"),
    ("mapped", {"status": 302, "headers": {"Location": "http://[::ffff:a00:1]:{port}"}}, "private"),
    ("turning", {"status": 301, "headers": {"Location": "/private.ics"}}, "leads on and on"),
    ("file", {"status": 301, "headers": {"Location": "file:///etc/passwd"}}, "https://"),
    ("endless", {"endless": True}, "larger than 5 MB"),
]


def test_any_fault_keeps_the_last_good_busy_times(chair: Calendar, server: Elsewhere) -> None:
    source = due(chair, server)
    refresh_due()
    well = Elsewhere(port=server.port).__dict__
    for name, fault, said in FAULTS:
        headers = {n: v.format(port=server.port) for n, v in fault.get("headers", {}).items()}
        server.__dict__.update(well | fault | {"headers": headers})
        with transaction():
            kept = told(source.id)
            kept.next_fetch_at, kept.failures, kept.last_error = NOW, 0, ""
        refresh_due()

        kept = told(source.id)
        assert said in kept.fault, name
        assert spans(source.id) == LUNCHTIME, name
        assert (kept.last_fetched_at, kept.failures, kept.leased_until) == (NOW, 1, None), name
        assert kept.next_fetch_at == NOW + timedelta(minutes=15), name


def test_a_server_that_drips_is_left_after_its_time(
    chair: Calendar, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere.reach(monkeypatch, server.port, seconds=0.3)
    source = due(chair, server)
    server.endless, server.body = True, b""
    refresh_due()
    assert "took too long" in told(source.id).fault or "larger" in told(source.id).fault


def test_tries_come_later_and_later_and_at_once_again_after_success(
    chair: Calendar, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(chair, server)
    server.status = 500
    at, waits = NOW, []
    for _ in range(7):
        elsewhere.stand_at(monkeypatch, at)
        refresh_due()
        waits.append((told(source.id).next_fetch_at - at) // timedelta(minutes=1))
        at = told(source.id).next_fetch_at
    assert waits == [15, 30, 60, 120, 240, 360, 360]
    server.status = 200
    elsewhere.stand_at(monkeypatch, at)
    refresh_due()
    kept = told(source.id)
    assert (kept.failures, kept.last_error) == (0, "")
    assert kept.next_fetch_at == at + timedelta(minutes=15)


def test_half_a_calendar_is_read_and_the_rest_is_told(chair: Calendar, server: Elsewhere) -> None:
    source = due(chair, server)
    bad = event("SUMMARY:Dentist; 2nd", "DTSTART:2026-13-45", uid="bad")
    often = event("SUMMARY:Tick", "DTSTART:20261124T000000Z", "RRULE:FREQ=SECONDLY", uid="tick")
    server.says(file_of(LUNCH, bad, often))
    refresh_due()
    kept = told(source.id)
    assert spans(source.id) == LUNCHTIME
    assert (kept.failures, kept.events) == (0, 3)
    assert "take no time: 2" in kept.fault
    assert "Dentist" in kept.fault
    assert "Tick" in kept.fault


def test_what_fills_a_busy_time_is_kept_for_the_owner(chair: Calendar, server: Elsewhere) -> None:
    source = due(chair, server)
    names = ("A\\, b", "A\\, b", "", "C", "D", "E")
    more = ("DTSTART:20261202T073000Z", "DTEND:20261202T083000Z")
    server.says(
        file_of(LUNCH, *(event(f"SUMMARY:{n}", *more, uid=str(k)) for k, n in enumerate(names)))
    )
    refresh_due()
    kept = db.session.query(BusyInterval).filter_by(source_id=source.id).one()
    assert kept.summary == "Lunch, A, b, C"


def test_an_unknown_zone_is_told_and_outlooks_names_are_known(
    chair: Calendar, server: Elsewhere
) -> None:
    source = due(chair, server)
    lines = ("DTSTART;TZID={0}:20261202T100000", "DTEND;TZID={0}:20261202T110000")
    zones = ("Atlantis Standard Time", "E. Africa Standard Time")
    server.says(file_of(*(event(*(n.format(zone) for n in lines), uid=zone) for zone in zones)))
    refresh_due()
    assert spans(source.id) == LUNCHTIME
    assert "Atlantis Standard Time" in told(source.id).fault
    assert told(source.id).failures == 0


def test_ten_thousand_events_are_kept(chair: Calendar, server: Elsewhere) -> None:
    source = due(chair, server)
    many = [
        event(
            f"DTSTART:{(NOW + timedelta(hours=2 * n)):%Y%m%dT%H%M%SZ}",
            f"DTEND:{(NOW + timedelta(hours=2 * n + 1)):%Y%m%dT%H%M%SZ}",
            uid=str(n),
        )
        for n in range(10_000)
    ]
    server.says(file_of(*many))
    refresh_due()
    assert told(source.id).events == 10_000
    assert db.session.query(BusyInterval).filter_by(source_id=source.id).count() > 1000


def test_repetitions_are_worked_out_anew_before_they_run_out(
    chair: Calendar, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file never changes, and time goes on."""
    source = due(chair, server)
    server.says(file_of(WEEKLY), ETag='"same"')
    refresh_due()
    weeks = len(spans(source.id))
    elsewhere.stand_at(monkeypatch, NOW + timedelta(days=60))
    refresh_due()
    assert len(spans(source.id)) > weeks
    assert spans(source.id)[-1] > "02-"


def test_another_zone_of_the_calendar_reads_it_anew(
    chair: Calendar, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(chair, server)
    floating = event("DTSTART:20261202T100000", "DTEND:20261202T110000")
    server.says(file_of(floating), ETag='"same"')
    refresh_due()
    assert spans(source.id) == LUNCHTIME
    with transaction():
        moved = queries.calendar_of(chair.business_id, chair.id)
        moved.timezone, moved.updated_at = "Asia/Tokyo", NOW + timedelta(minutes=1)
    elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=15))
    refresh_due()
    assert spans(source.id) == ["12-02 01:00 02:00"]
