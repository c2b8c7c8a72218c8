"""A real CalDAV server stores a booking, its update, its cancellation and a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.domain.ical_event import BookingEvent, Person
from cardshop.booking.domain.ical_writer import (
    Feed,
    booking_file,
    cancellation,
    feed_file,
    invitation,
)
from cardshop.booking.models import BusyKind, BusySource, Calendar
from cardshop.booking.operations import busy_reading
from cardshop.booking.operations.busy_refresh import refresh_due
from cardshop.booking.operations.caldav import (
    Client,
)
from cardshop.booking.operations.sealing import seal
from cardshop.db import db
from tests.booking import elsewhere
from tests.booking.elsewhere import spans, told
from tests.booking.radicale_server import PASSWORD, USER, Radicale, radicale
from tests.support import factories, salons
from tests.support.apps import SECRET
from tests.support.factories import NOW


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


def client(password: str = PASSWORD) -> Client:
    return Client(busy_reading.FETCHER, (USER, password))


def source(on: Calendar, url: str, password: str = PASSWORD) -> BusySource:
    """A CalDAV source that was never read."""
    sealed = seal((USER, password), secret_key=SECRET)
    fresh: dict[str, Any] = {"last_fetched_at": None, "last_tried_at": None, "next_fetch_at": NOW}
    return salons.busy_source(on, url=url, kind=BusyKind.CALDAV, credentials=sealed, **fresh)


BOOKED = BookingEvent(
    uid="9f1c@cards.example",
    sequence=0,
    revised_at=NOW,
    starts_at=datetime(2026, 12, 2, 7, 0, tzinfo=UTC),
    ends_at=datetime(2026, 12, 2, 7, 30, tzinfo=UTC),
    state="confirmed",
    service="Cut; wash – برش",
    customer="Šárka",
    organizer=Person("bookings@cards.example", "Golden Crumb"),
    attendee=Person("wanjiru@example.com", "Wanjiru"),
)
MOVED = replace(BOOKED, sequence=1, starts_at=BOOKED.starts_at + timedelta(hours=1),
                ends_at=BOOKED.ends_at + timedelta(hours=1))  # fmt: skip


def without_method(file: bytes) -> bytes:
    """As calendar programs store what they were sent (RFC 4791, 4.1)."""
    return b"".join(line for line in file.splitlines(True) if not line.startswith(b"METHOD"))


def test_a_real_server_stores_a_booking_its_update_and_its_cancellation(server: Radicale) -> None:
    where = f"{server.calendar('work')}booking.ics"
    gone = replace(MOVED, sequence=2, state="cancelled")
    steps = [
        (booking_file(BOOKED), b"SEQUENCE:0", b"DTSTART:20261202T070000Z"),
        (invitation(MOVED), b"SEQUENCE:1", b"DTSTART:20261202T080000Z"),
        (cancellation(gone), b"STATUS:CANCELLED", b"SEQUENCE:2"),
    ]
    tag = {"If_None_Match": "*"}
    for file, *lines in steps:
        stored = server.put(where, without_method(file), **tag)
        assert stored.status_code in (201, 204), stored.text
        tag = {"If_Match": stored.headers["ETag"]}
        kept = server.send("GET", where).content
        assert all(line in kept for line in (*lines, b"UID:9f1c@cards.example"))
        assert "برش" in kept.decode()


def test_a_real_server_stores_a_whole_feed(server: Radicale) -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Berlin")
    others = [replace(MOVED, uid=f"{n}@cards.example", zone=zone) for n in range(3)]
    stored = server.put(f"/{USER}/feed/", feed_file(Feed("Amina", zone, "teal"), others))
    assert stored.status_code == 201, stored.text
    window = NOW, NOW + timedelta(days=30)
    found = client().events(f"{server.url}/{USER}/feed/", window)
    assert (found.text or b"").count(b"BEGIN:VEVENT") == 3


def test_cancelled_entries_on_the_server_take_no_time(app: Flask, server: Radicale) -> None:
    """What Radicale keeps of a cancelled booking, read back as a busy calendar."""
    gone = replace(MOVED, sequence=2, state="cancelled")
    server.put(f"{server.calendar('work')}booking.ics", without_method(cancellation(gone)))
    kept = source(salons.calendar(factories.owner().business), server.url)
    refresh_due()
    assert (told(kept.id).events, spans(kept.id)) == (1, [])
    assert db.session.query(BusySource).count() == 1
