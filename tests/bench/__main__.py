"""Runs every measure and prints it beside its goal. Absolute figures do not travel; ratios do."""

from __future__ import annotations

import itertools
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import booking, cold, load, messages, shop
from tests.bench.servers import Running, granian
from tests.support.sites import new_database

PATH = "/golden-crumb"
ROUNDS, SECONDS, CLIENTS = 3, 2.0, 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report."""

    what: str
    measured: str
    goal: str = ""

    def __str__(self) -> str:
        return f"{self.what:<58} {self.measured:>24}  {self.goal}"


@dataclass(frozen=True, slots=True)
class Cost:
    """Requests in a second, and CPU milliseconds for each, of one server under one load."""

    per_second: float
    cpu_ms: float


@contextmanager
def both(folder: Path) -> Iterator[tuple[Running, Running]]:
    """The site with the demo, and a bare Flask route that returns its card page's bytes."""
    environment = new_database(folder)
    with ExitStack() as stack:
        site = stack.enter_context(granian("wsgi:app", environment))
        body = folder / "body.html"
        body.write_bytes(load.fetched(site.url + PATH))
        baseline = granian("tests.bench.bare:app", {"BENCH_BODY": str(body)})
        yield site, stack.enter_context(baseline)


def cost(server: Running, path: str, *, headers: str = "", status: int = 200) -> Cost:
    """One load on one server."""
    before = server.cpu_seconds()
    rate = load.run(
        server.url + path, seconds=SECONDS, clients=CLIENTS, headers=headers, status=status
    )
    if rate.faults:
        raise RuntimeError(f"{rate.faults} of {rate.requests} answers were not {status}")
    return Cost(rate.per_second, (server.cpu_seconds() - before) * 1000 / rate.requests)


def warm(site: Running, bare: Running) -> Iterator[Figure]:
    """The kept card page against the bare route, alternating; medians of the ratios."""
    rounds = [(cost(site, PATH), cost(bare, "/bytes")) for _ in range(ROUNDS)]
    ours, base = rounds[-1]
    speed = median(a.per_second / b.per_second for a, b in rounds)
    work = median(a.cpu_ms / b.cpu_ms for a, b in rounds)
    yield Figure("card page, kept: requests/s, CPU ms", f"{ours.per_second:.0f}, {ours.cpu_ms:.3f}")
    yield Figure(
        "bare Flask route, same bytes: requests/s, CPU ms",
        f"{base.per_second:.0f}, {base.cpu_ms:.3f}",
    )
    yield Figure("card page against bare Flask, requests", f"{speed:.2f}x", "goal >= 3x")
    yield Figure("card page against bare Flask, CPU", f"{work:.2f}x")


def unchanged(site: Running, bare: Running) -> Iterator[Figure]:
    """A visitor who has the page already."""
    with urllib.request.urlopen(site.url + PATH) as answer:
        tag = answer.headers["ETag"]
    known = f"If-None-Match: {tag}\r\n"
    pairs = [(cost(site, PATH, headers=known, status=304), cost(site, PATH)) for _ in range(ROUNDS)]
    speed = median(a.per_second / b.per_second for a, b in pairs)
    yield Figure("304 against 200 of the card page, requests", f"{speed:.2f}x", "goal >= 1x")


def slow_clients(site: Running, bare: Running) -> Iterator[Figure]:
    """Forty connections that send half a request and wait, while others ask."""
    alone = cost(site, PATH).per_second
    with load.held_open(site.url, 40):
        beside = cost(site, PATH).per_second
    yield Figure(
        "with 40 slow clients, share of own speed", f"{beside / alone:.2f}x", "goal >= 0.5x"
    )


def first_visit(site: Running, bare: Running) -> Iterator[Figure]:
    """What a phone loads before it has seen the shop, without pictures."""
    html = load.fetched(site.url + PATH, **{"Accept-Encoding": "gzip"})
    total, requests = cold.wire_bytes(site.url, PATH)
    yield Figure("card page, HTML with its CSS, gzipped", f"{len(html):,} bytes", "goal <= 14,336")
    yield Figure("first visit without pictures", f"{total:,} bytes", "goal <= 30,720")
    yield Figure("requests of that visit", str(requests), "goal <= 4")


MEASURES: tuple[Callable[[Running, Running], Iterator[Figure]], ...] = (
    warm,
    unchanged,
    slow_clients,
    first_visit,
)


def main() -> int:
    """Measure everything and print as it goes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with both(folder) as (site, bare):
            for measure in MEASURES:
                for figure in measure(site, bare):
                    print(figure, flush=True)
        parts = (
            cold.figures(folder),
            shop.figures(folder),
            booking.figures(folder),
            messages.figures(folder / "messages"),
        )
        for what, measured, goal in itertools.chain(*parts):
            print(Figure(what, measured, goal), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
