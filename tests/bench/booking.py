"""What booking costs: a month of slots alone and over HTTP, among 100,000 bookings, and a race."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from flask_migrate import upgrade

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.bookable import Asked, Bookable
from cardshop.booking.domain.slots import slots
from cardshop.booking.models import Calendar, Service
from cardshop.db import db
from cardshop.lib import clock
from tests.bench import booking_race, cold, load
from tests.bench.servers import Running, granian
from tests.support import apps, factories, full_diaries, salons, servers
from tests.support.sites import environment_of

Figure = tuple[str, str, str]

DAYS, BOOKINGS, EVENTS = 30, 500, 2_000
FEW, MANY = 1_000, 100_000
ASKED, ROUNDS, SECONDS, CLIENTS = 60, 3, 2.0, 8
SLUG = "busy-chair"
# Nobody waits for a limit here.
UNLIMITED = {
    "CARDSHOP_LIMIT_API": "1000000 per minute",
    "CARDSHOP_LIMIT_PUBLIC": "1000000 per hour",
}


def figures(folder: Path) -> Iterator[Figure]:
    """All of it, on SQLite, and on PostgreSQL what the engine decides."""
    folder = folder / "booking"
    folder.mkdir()
    with _application(f"sqlite:///{folder / 'site.db'}", folder) as app:
        yield from _month(folder)
        yield from _growth("SQLite")
        yield from booking_race.figures(app, "SQLite", _served_with(folder, ""))
    with servers.postgres() as url, _application(url, folder):
        yield from _growth("PostgreSQL")
    with servers.postgres() as url, _application(url, folder) as app:
        yield from booking_race.figures(app, "PostgreSQL", _served_with(folder, url))


@contextmanager
def _application(url: str, folder: Path) -> Iterator[Flask]:
    app = apps.build(url, folder)
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def _served_with(folder: Path, url: str) -> dict[str, str]:
    more = {"CARDSHOP_DATABASE_URL": url} if url else {}
    return environment_of(folder, "http://localhost", UNLIMITED | more)


def _month(folder: Path) -> Iterator[Figure]:
    """Thirty days with 500 bookings and 2,000 events elsewhere."""
    business, service, at = _busy_chair("08:00-18:00")
    full_diaries.fill(business, service, at, _daily(30, BOOKINGS))
    full_diaries.busy(at, _daily(7, EVENTS), minutes=5)
    now = clock.now()
    asked = Asked.instants(now, now + timedelta(days=DAYS))
    found = queries.bookable(business, service, asked, at=now)
    alone = _cpu(lambda: slots(found, asked, now=now))
    free = len(slots(found, asked, now=now))
    what = f"{DAYS} days of slots, {BOOKINGS} bookings, {EVENTS:,} events ({free} free)"
    yield what, f"{alone * 1000:.2f} ms", ""
    without = _without_events(found)
    few = _cpu(lambda: slots(without, asked, now=now))
    yield "the same without the events", f"{few * 1000:.2f} ms", "goal <= 0.25 ms"
    yield "the first against bare Flask, CPU", f"{alone / cold.bare_cpu():.1f}x", ""
    db.session.remove()
    yield from _over_http(folder, service)


def _over_http(folder: Path, service: Service) -> Iterator[Figure]:
    first, last = (_tomorrow() + timedelta(days=n) for n in (0, DAYS - 1))
    path = f"/api/v1/public/cards/{SLUG}/services/{service.id}/slots"
    asked = f"{path}?from={first:%Y-%m-%d}&to={last:%Y-%m-%d}"
    with granian("wsgi:app", _served_with(folder, "")) as site:
        body = folder / "slots.json"
        body.write_bytes(load.fetched(site.url + asked))
        with granian("tests.bench.bare:app", {"BENCH_BODY": str(body)}) as bare:
            pairs = [(_rate(site, asked), _rate(bare, "/bytes")) for _ in range(ROUNDS)]
    speed = median(ours / base for ours, base in pairs)
    yield "the same over HTTP against bare Flask, requests", f"{speed:.3f}x", "goal >= 0.4x"
    yield "slots over HTTP, requests/s", f"{pairs[-1][0]:.0f}", ""


def _growth(engine: str) -> Iterator[Figure]:
    """A week of slots when the table holds a thousand bookings, and a hundred thousand."""
    business, service, at = _busy_chair()
    others = [salons.calendar(business, service, name=f"Person {n}") for n in range(3)]
    full_diaries.fill(business, service, at, _starts(100, since=_tomorrow()))
    keys, spent, there = (business.id, service.id), [], 0
    for size in (FEW, MANY):
        each = (size - 100) // (1 + len(others))
        for calendar in (at, *others):
            full_diaries.fill(business, service, calendar, _past(there, each))
        there = each
        _settle()
        spent.append(_cpu(lambda: _asked_for(*keys)))
    growth = f"{spent[0] * 1000:.1f} ms, {spent[1] / spent[0]:.2f}x"
    yield f"slot query among 1,000 and 100,000 bookings, {engine}", growth, "goal <= 1.5x"


def _past(first: int, end: int) -> list[datetime]:
    """Starts gone by, counted backwards."""
    last = _tomorrow() - timedelta(days=2)
    return [last - timedelta(minutes=30 * n) for n in range(first, end)]


def _asked_for(business_id: int, service_id: int) -> None:
    now = clock.now()
    asked = Asked.instants(now, now + timedelta(days=7))
    business = db.session.get_one(Business, business_id)
    service = queries.service_of(business_id, service_id)
    found = queries.bookable(business, service, asked, at=now)
    if not slots(found, asked, now=now):
        raise RuntimeError("no slots")
    db.session.rollback()


def _settle() -> None:
    """What an engine knows of its tables is brought up to date, as it does by itself in time."""
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _busy_chair(hours: str = "00:00-24:00") -> tuple[Business, Service, Calendar]:
    business = factories.owner(timezone="UTC").business
    if not db.session.query(Calendar).count():
        factories.card(business, slug=SLUG)
    service = salons.service(business)
    return business, service, salons.calendar(business, service, hours=salons.hours(hours))


def _without_events(found: Bookable) -> Bookable:
    return replace(found, calendars=[replace(one, external=()) for one in found.calendars])


def _starts(count: int, *, since: datetime) -> list[datetime]:
    return full_diaries.every(30, count, since=since)


def _daily(minutes: int, count: int) -> list[datetime]:
    """So many in thirty days, each day from eight on at equal distances."""
    each = -(-count // DAYS)
    mornings = [_tomorrow() + timedelta(days=n, hours=8) for n in range(DAYS)]
    found = [
        start for since in mornings for start in full_diaries.every(minutes, each, since=since)
    ]
    return found[:count]


def _tomorrow() -> datetime:
    return full_diaries.midnight(clock.now()) + timedelta(days=1)


def _rate(server: Running, path: str) -> float:
    rate = load.run(server.url + path, seconds=SECONDS, clients=CLIENTS)
    if rate.faults:
        raise RuntimeError(f"{rate.faults} of {rate.requests} answers were not 200")
    return rate.per_second


def _cpu(act: Callable[[], object]) -> float:
    """Median CPU seconds, after a warm-up."""
    spent = []
    for _ in range(ASKED):
        before = time.process_time()
        act()
        spent.append(time.process_time() - before)
    return sorted(spent)[ASKED // 2]
