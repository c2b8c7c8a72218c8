"""How fast the outbox is emptied by 1, 2 and 4 workers, and what visitors notice of it."""

from __future__ import annotations

import contextlib
import itertools
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import quantiles

from sqlalchemy import insert

from cardshop import config
from cardshop.app import create_app
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.notifications.models import Channel, Message, MessageState, MessagingSettings
from tests.bench.servers import granian
from tests.support import factories, servers, sites, twilio_double
from tests.support.servers import wait_until
from tests.support.twilio_double import Double

WORKERS = (1, 2, 4)
MESSAGES = 1_200
# A page that is made anew for everybody who asks.
PAGE = "/golden-crumb/shop?q=bread"
VISITS = 60
_keys = itertools.count(1)


def figures(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Messages in a second on both engines, and the site's answers beside them."""
    folder.mkdir(exist_ok=True)
    with twilio_double.twilio() as double:
        yield from _on_sqlite(folder, double)
        with servers.postgres() as address:
            yield from _on_postgres(folder, address, double)
        if double.complaints:
            raise RuntimeError(double.complaints[0])


def _on_sqlite(folder: Path, double: Double) -> Iterator[tuple[str, str, str]]:
    environment = sites.new_database(folder) | _account(double)
    with granian("wsgi:app", environment) as site:
        alone = _answers(site.url)
        with _working(1, environment):
            _write(environment, folder, MESSAGES)
            beside = _answers(site.url)
            _drained(double)
    for name, part in (("median", 9), ("19 of 20", 18)):
        measured = f"{alone[part] * 1000:.1f} ms, {beside[part] / alone[part]:.2f}x"
        yield f"search while the outbox drains, {name}", measured, "goal <= 1.5x"
    yield "messages/s on SQLite, 1 worker", _rate(1, environment, folder, double), ""


def _on_postgres(folder: Path, address: str, double: Double) -> Iterator[tuple[str, str, str]]:
    own = {"CARDSHOP_DATABASE_URL": address, "CARDSHOP_STORAGE_URL": f"file://{folder / 'pg'}"}
    environment = sites.environment_of(folder, "http://localhost", own) | _account(double)
    sites.Site("http://localhost", folder, environment).flask("db", "upgrade")
    for count in WORKERS:
        what = f"messages/s on PostgreSQL, {count} worker{'s' if count > 1 else ''}"
        yield what, _rate(count, environment, folder, double), ""


def _account(double: Double) -> dict[str, str]:
    return {
        "CARDSHOP_TWILIO_ACCOUNT_SID": twilio_double.ACCOUNT,
        "CARDSHOP_TWILIO_AUTH_TOKEN": twilio_double.TOKEN,
        "CARDSHOP_TWILIO_SMS_FROM": twilio_double.SMS_FROM,
        "CARDSHOP_TWILIO_API_BASE": double.url,
    }


def _rate(count: int, environment: Mapping[str, str], folder: Path, double: Double) -> str:
    """The pace of the last two thirds: by then every worker has noticed."""
    with _working(count, environment):
        before = len(double.messages)
        _write(environment, folder, MESSAGES)
        wait_until(lambda: len(double.messages) >= before + MESSAGES // 3, seconds=120)
        there, began = len(double.messages), time.monotonic()
        wait_until(lambda: len(double.messages) >= before + MESSAGES, seconds=120)
        return f"{(len(double.messages) - there) / (time.monotonic() - began):.0f}"


@contextlib.contextmanager
def _working(count: int, environment: Mapping[str, str]) -> Iterator[None]:
    """So many workers, at rest when the block begins."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    workers = [subprocess.Popen(command, env=dict(environment)) for _ in range(count)]
    try:
        time.sleep(2 + 2 * count)
        yield
    finally:
        for worker in workers:
            servers.stop(worker)


def _write(environment: Mapping[str, str], folder: Path, count: int) -> None:
    """So many messages of one business, due at once."""
    app = create_app(config.read(folder, environment))
    with app.app_context():
        business = factories.owner().business.id
        limits = {"daily_limit": 10**6, "daily_cost_limit": 10**6, "recipient_limit": 10**6}
        with transaction() as session:
            session.add(MessagingSettings(business_id=business, **limits))
            session.execute(insert(Message), [_row(business) for _ in range(count)])
        db.session.remove()
        db.engine.dispose()


def _row(business_id: int) -> dict[str, object]:
    number, at = next(_keys), clock.now()
    phone = f"+254711{number:06}"
    return {
        "business_id": business_id,
        "channel": Channel.SMS,
        "kind": "booking.confirmed",
        "event": "booking.confirmed",
        "person": "customer",
        "recipient": phone,
        "phone_key": phone,
        "content": {"text": "Your booking is confirmed."},
        "deduplication_key": f"bench {number}",
        "state": MessageState.QUEUED,
        "due_at": at,
        "created_at": at,
        "segments": 1,
    }


def _answers(url: str) -> list[float]:
    """How long a visitor waits: the twentieths of the times."""
    times = []
    for _ in range(VISITS):
        began = time.perf_counter()
        with urllib.request.urlopen(url + PAGE) as answer:
            answer.read()
        times.append(time.perf_counter() - began)
    return quantiles(times, n=20)


def _drained(double: Double) -> None:
    wait_until(lambda: len(double.messages) >= MESSAGES, seconds=120)
