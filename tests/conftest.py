"""Real servers for whichever test asks, one of each for the whole run."""

import contextlib
import gc
import os
from collections import Counter
from collections.abc import Iterator

import psycopg
import pytest
import redis
from hypothesis import settings
from playwright.sync_api import Browser
from sqlalchemy import make_url

from tests.support import servers
from tests.support.browser import launched

# The fixtures of the application live in modules of their own, named here.
pytest_plugins = [
    "tests.support.apps",
    "tests.support.catalogues",
    "tests.support.people",
    "tests.support.sites",
    "tests.support.telephones",
]

# The same examples on every run, however slow the machine, and nothing remembered between runs.
settings.register_profile("cardshop", derandomize=True, deadline=None, database=None)
settings.load_profile("cardshop")

# Each test leaves an application behind; looking through all of them again and again took a fifth
# of the run.
gc.set_threshold(50_000, 20, 20)

# Few tests, and minutes for each.
LONGEST = {"test_killed.py"}

_shared_servers = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start what the parallel workers share. They inherit the addresses with the environment."""
    if config.getoption("numprocesses", default=None) and not _is_worker(config):
        postgres = _shared_servers.enter_context(servers.postgres())
        redis_address = _shared_servers.enter_context(servers.redis_server())
        os.environ[servers.POSTGRES_URL] = postgres
        os.environ[servers.REDIS_URL] = redis_address


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that nobody waits for it at the end; then large files."""
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda it: (it.path.name not in LONGEST, -sizes[it.path], str(it.path)))


def pytest_unconfigure() -> None:
    _shared_servers.close()


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A fresh PostgreSQL database, of this worker alone."""
    name = f"cardshop_{worker_id}_{os.getpid()}"
    with servers.postgres() as address:
        url = make_url(address)
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute(f"create database {name}".encode())
            yield url.set(database=name).render_as_string(hide_password=False)
            server.execute(f"drop database {name} with (force)".encode())


@pytest.fixture(scope="session")
def redis_url(worker_id: str) -> Iterator[str]:
    """An empty Redis database, of this worker alone."""
    number = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    with servers.redis_server() as address:
        url = make_url(address).set(database=str(number)).render_as_string(hide_password=False)
        with redis.Redis.from_url(url) as client:
            client.flushdb()
        yield url


@pytest.fixture
def postbox() -> Iterator[servers.Postbox]:
    """A mail server of this test alone, and what it was sent."""
    with servers.smtp_server() as box:
        yield box


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. A machine without one fails here, for a skipped journey proves nothing."""
    with launched() as running:
        yield running


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
