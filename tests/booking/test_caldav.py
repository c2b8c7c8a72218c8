"""CalDAV against a real server: calendars found, read, read again, and passwords kept close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.domain.caldav_xml import LOOK_AROUND, NotCalDav, calendars_in, found_in
from cardshop.booking.models import BusyKind, BusySource, Calendar
from cardshop.booking.operations import busy_reading
from cardshop.booking.operations.busy_refresh import refresh_due
from cardshop.booking.operations.caldav import (
    Client,
    HrefElsewhere,
    NoCalendarsThere,
    SignInRefused,
)
from cardshop.booking.operations.sealing import seal
from cardshop.db import transaction
from cardshop.lib.errors import Invalid
from cardshop.notifications.channels.fetching import LeadsElsewhere
from tests.booking import elsewhere
from tests.booking.elsewhere import Elsewhere, spans, told
from tests.booking.ical.busy_files import event, file_of
from tests.booking.radicale_server import PASSWORD, USER, Radicale, radicale
from tests.support import factories, salons
from tests.support.apps import SECRET
from tests.support.factories import NOW

LUNCH = event(
    "SUMMARY:Lunch", "DTSTAMP:20261101T000000Z", "DTSTART:20261202T070000Z",
    "DTEND:20261202T080000Z", uid="lunch",
)  # fmt: skip
CHOIR = event(
    "SUMMARY:Choir", "DTSTAMP:20261101T000000Z", "DTSTART:20261203T150000Z",
    "DTEND:20261203T160000Z", "RRULE:FREQ=WEEKLY;COUNT=3", uid="choir",
)  # fmt: skip
MULTISTATUS = (
    '<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop><current-user-principal>'
    "<href>{href}</href></current-user-principal></prop><status>HTTP/1.1 200 OK</status>"
    "</propstat></response></multistatus>"
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(running: Radicale, monkeypatch: pytest.MonkeyPatch) -> Radicale:
    """An empty Radicale; it is NOW."""
    running.clear()
    elsewhere.reach(monkeypatch, running.port)
    elsewhere.stand_at(monkeypatch)
    return running


@pytest.fixture
def http(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """A server that is not what it should be."""
    with elsewhere.running() as server:
        elsewhere.reach(monkeypatch, server.port)
        yield server


def client(password: str = PASSWORD) -> Client:
    return Client(busy_reading.FETCHER, (USER, password))


def source(on: Calendar, url: str, password: str = PASSWORD) -> BusySource:
    """A CalDAV source that was never read."""
    sealed = seal((USER, password), secret_key=SECRET)
    fresh: dict[str, Any] = {"last_fetched_at": None, "last_tried_at": None, "next_fetch_at": NOW}
    return salons.busy_source(on, url=url, kind=BusyKind.CALDAV, credentials=sealed, **fresh)


@pytest.mark.parametrize("where", ["", "/", f"/{USER}/", f"/{USER}/work/"])
def test_calendars_are_found_from_whatever_address_people_have(
    server: Radicale, where: str
) -> None:
    path = server.calendar("work")
    server.calendar("tasks", "VTODO")
    assert [found.address for found in client().calendars(server.url + where)] == [
        server.url + path
    ]


def test_busy_times_are_read_and_kept_up_to_date(
    each_engine: Flask, server: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = server.calendar("work"), server.calendar("choir")
    server.put(f"{path}lunch.ics", file_of(LUNCH))
    server.put(f"{other}choir.ics", file_of(CHOIR))
    kept = source(salons.calendar(factories.owner().business), server.url)
    refresh_due()
    weeks = ["12-03 15:00 16:00", "12-10 15:00 16:00", "12-17 15:00 16:00"]
    assert spans(kept.id) == ["12-02 07:00 08:00", *weeks]
    assert (told(kept.id).events, told(kept.id).last_error) == (2, "")

    server.send("DELETE", f"{path}lunch.ics")
    elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=15))
    refresh_due()
    assert spans(kept.id) == weeks


def test_nothing_is_asked_for_while_nothing_changed(server: Radicale) -> None:
    path = server.calendar("work")
    server.put(f"{path}lunch.ics", file_of(LUNCH))
    window = NOW, NOW + timedelta(days=30)
    first = client().events(server.url, window)
    assert b"UID:lunch" in (first.text or b"")
    again = client().events(server.url, window, known_tag=first.tag)
    assert (again.text, again.tag) == (None, first.tag)
    server.put(f"{path}choir.ics", file_of(CHOIR))
    assert client().events(server.url, window, known_tag=first.tag).text is not None


def test_an_empty_calendar_is_never_busy(app: Flask, server: Radicale) -> None:
    server.calendar("work")
    kept = source(salons.calendar(factories.owner().business), server.url)
    refresh_due()
    assert (told(kept.id).last_fetched_at, spans(kept.id)) == (NOW, [])


def test_a_wrong_password_keeps_the_last_busy_times(app: Flask, server: Radicale) -> None:
    server.put(f"{server.calendar('work')}lunch.ics", file_of(LUNCH))
    kept = source(salons.calendar(factories.owner().business), server.url)
    refresh_due()
    with transaction():
        changed = told(kept.id)
        changed.credentials = seal((USER, "wrong"), secret_key=SECRET)
        changed.next_fetch_at = NOW
    refresh_due()
    assert "user name and password" in told(kept.id).fault
    assert spans(kept.id) == ["12-02 07:00 08:00"]


def test_a_changed_secret_key_is_said_in_plain_words(app: Flask, server: Radicale) -> None:
    kept = source(salons.calendar(factories.owner().business), server.url)
    with transaction():
        told(kept.id).credentials = seal((USER, PASSWORD), secret_key="another")
    refresh_due()
    assert "password cannot be read any more" in told(kept.id).fault


def test_who_has_no_calendars_is_told(server: Radicale) -> None:
    with pytest.raises(NoCalendarsThere):
        client().calendars(server.url)
    with pytest.raises(SignInRefused):
        client("wrong").calendars(server.url)


@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        ({"body": b"<html>Sign in</html>"}, NotCalDav),
        ({"body": b"<html>", "status": 207}, NotCalDav),
        ({"body": b"", "status": 207}, NotCalDav),
        ({"status": 405}, NotCalDav),
        ({"status": 301, "Location": "http://127.0.0.1:1/"}, LeadsElsewhere),
        ({"status": 301, "Location": "http://localhost:{port}/"}, LeadsElsewhere),
        ({"status": 207, "body": MULTISTATUS.format(href="http://evil.example/").encode()},
         HrefElsewhere),
        ({"status": 207, "body": MULTISTATUS.format(href="//[").encode()}, NotCalDav),
        ({"status": 207, "body": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, NotCalDav),
        ({"status": 207, "body": "<a/>".encode("utf-16")}, NotCalDav),
    ],
)  # fmt: skip
def test_a_password_goes_to_no_other_server(
    http: Elsewhere, says: dict[str, Any], refusal: type[Invalid]
) -> None:
    filled = {n: v.format(port=http.port) if n == "Location" else v for n, v in says.items()}
    http.says(**filled)
    with pytest.raises(refusal):
        client().calendars(f"http://127.0.0.1:{http.port}/dav/")
    assert len(http.asked) == 1


def test_apples_servers_name_each_other() -> None:
    """And only such may, by safe addresses."""
    from cardshop.booking.operations.caldav import _next

    where = "https://caldav.icloud.com/"
    home = "https://p63-caldav.icloud.com:443/1/calendars/"
    assert _next(where, home) == home
    for wrong in ("http://p63-caldav.icloud.com/", "https://icloud.com.evil.example/"):
        with pytest.raises(HrefElsewhere):
            _next(where, wrong)
    for numbers in ("https://10.0.0.1/", "https://192.0.2.7/"):
        with pytest.raises(HrefElsewhere):
            _next(numbers, "https://9.0.0.1/")


def test_what_a_property_lacks_is_not_taken_for_it() -> None:
    (found,) = found_in(
        b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>'
        b"<d:href>/a/</d:href><d:propstat><d:prop><d:resourcetype><c:calendar/></d:resourcetype>"
        b"</d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>"
        b"</d:multistatus>"
    )
    assert (found.href, found.is_calendar) == ("/a/", False)
    assert calendars_in(b'<multistatus xmlns="DAV:"/>') == b""
    assert b"calendar-home-set" in LOOK_AROUND
