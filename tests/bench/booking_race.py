"""Thirty-two clients want the same four hundred times over HTTP: each time has one winner.

The server has the settings of `flask serve`.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from multiprocessing.queues import Queue
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import text

from cardshop.db import db
from cardshop.lib import clock
from tests.bench.servers import granian
from tests.support import factories, full_diaries, salons

PROCESSES, THREADS = 4, 8
CALENDARS, TIMES = 4, 100
# So many clients want each time.
RIVALS = 4
SLUG = "wanted"
_WON, _LOST = 201, 409
_OVERLAPS = text(
    "SELECT count(*) FROM appointments AS a JOIN appointments AS b ON a.calendar_id = b.calendar_id"
    " AND a.id < b.id AND a.active AND b.active"
    " AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until"
    " JOIN calendars ON calendars.id = a.calendar_id WHERE calendars.business_id = :business_id"
)
_BOOKED = text("SELECT count(*) FROM bookings WHERE business_id = :business_id")


def figures(app: Flask, engine: str, environment: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Bookings in a second, and that nothing was given twice. The application's context is on."""
    business_id, wishes = _wishes()
    db.session.remove()
    db.engine.dispose()
    with granian("wsgi:app", environment) as site:
        started = time.monotonic()
        answers = _ask(site.url, wishes)
        taken = time.monotonic() - started
    known = {"business_id": business_id}
    overlaps = db.session.execute(_OVERLAPS, known).scalar_one()
    kept = db.session.execute(_BOOKED, known).scalar_one()
    tries, winners = sum(answers.values()), answers[_WON]
    rates = f"{winners / taken:.0f} of {tries / taken:.0f} tries"
    yield f"bookings/s while 32 clients want 400 times, {engine}", rates, ""
    said = f"{winners}, {kept}, {overlaps}, {tries - winners - answers[_LOST]}"
    yield f"won, kept, overlaps, other answers, {engine}", said, "goal 400, 400, 0, 0"


def _wishes() -> tuple[int, list[list[bytes]]]:
    """What each client asks for, one after the other."""
    business = factories.owner(timezone="UTC").business
    factories.card(business, slug=SLUG)
    service = salons.service(business)
    hours = salons.hours("00:00-24:00")
    calendars = [
        salons.calendar(business, service, name=f"Person {n}", hours=hours)
        for n in range(CALENDARS)
    ]
    tomorrow = full_diaries.midnight(clock.now()) + timedelta(days=1)
    times = full_diaries.every(30, TIMES, since=tomorrow)
    wanted = [(one.id, start) for start in times for one in calendars for _ in range(RIVALS)]
    # Rivals come at nearly the same moment: neighbours in the list go to different clients.
    clients = PROCESSES * THREADS
    bodies = [_body(service.id, key, start, n) for n, (key, start) in enumerate(wanted)]
    return business.id, [_jumbled(bodies[first::clients], first) for first in range(clients)]


def _jumbled(bodies: Sequence[bytes], seed: int) -> list[bytes]:
    """Nearly in order: some run ahead, some lag behind."""
    chance = random.Random(seed)
    placed = sorted(enumerate(bodies), key=lambda pair: pair[0] + chance.random() * 3)
    return [body for _, body in placed]


def _body(service_id: int, calendar_id: int, start: datetime, number: int) -> bytes:
    return json.dumps(
        {
            "service_id": service_id,
            "calendar_id": calendar_id,
            "start": start.isoformat().replace("+00:00", "Z"),
            "customer": {"name": f"Client {number}", "email": f"client{number}@example.com"},
        }
    ).encode()


def _ask(url: str, wishes: Sequence[Sequence[bytes]]) -> Counter[int]:
    """The answers by status; 0 is none at all."""
    fork = multiprocessing.get_context("fork")
    queue: Queue[Counter[int]] = fork.Queue()
    crowds = [wishes[first : first + THREADS] for first in range(0, len(wishes), THREADS)]
    processes = [fork.Process(target=_crowd, args=(url, crowd, queue)) for crowd in crowds]
    for process in processes:
        process.start()
    found = sum((queue.get() for _ in processes), Counter[int]())
    for process in processes:
        process.join()
    return found


def _crowd(url: str, wishes: Sequence[Sequence[bytes]], queue: Queue[Counter[int]]) -> None:
    found: list[Counter[int]] = []
    threads = [
        threading.Thread(target=lambda own=own: found.append(_client(url, own))) for own in wishes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put(sum(found, Counter[int]()))


def _client(url: str, bodies: Sequence[bytes]) -> Counter[int]:
    place = urlsplit(url)
    wire = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    answers: Counter[int] = Counter()
    for body in bodies:
        answers[_status(wire, body)] += 1
    wire.close()
    return answers


def _status(wire: http.client.HTTPConnection, body: bytes) -> int:
    path, headers = f"/api/v1/public/cards/{SLUG}/bookings", {"Content-Type": "application/json"}
    try:
        wire.request("POST", path, body, headers)
        answer = wire.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        wire.close()
        return 0
    return answer.status
