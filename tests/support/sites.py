"""The whole site as people run it: `flask serve --with-worker` on its own folder and port."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.servers import free_port, stop, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    url: str
    folder: Path
    environment: dict[str, str]

    def flask(self, *words: str) -> str:
        """What a `flask` command prints on this site's database."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout


def prepared(factory: pytest.TempPathFactory, *, with_demo: bool = False) -> Path:
    """A folder with a migrated database, maybe with the four examples, to be copied.

    Whichever process of a test run comes first makes it; drawing the examples takes a while.
    """
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = shared / ("with-examples" if with_demo else "without-examples")
    with (shared / f"{kept.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = factory.mktemp(kept.name)
            site = Site("http://localhost", made, environment_of(made, "http://localhost", {}))
            site.flask("db", "upgrade")
            if with_demo:
                site.flask("demo", "load")
            made.rename(kept)
    return kept


@contextlib.contextmanager
def running(folder: Path, *, copied: Path | None = None, **settings: str) -> Iterator[Site]:
    """A site in `folder` until the block ends, with an empty database or what was `prepared`."""
    port = free_port()
    url = f"http://localhost:{port}"
    environment = environment_of(folder, url, settings)
    site = Site(url, folder, environment)
    if copied:
        shutil.copytree(copied, folder, dirs_exist_ok=True)
    else:
        site.flask("db", "upgrade")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--workers", "1", "--with-worker"],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            wait_until(lambda: _is_well(url), seconds=110)
            yield site
        finally:
            stop(process)


def new_database(folder: Path) -> dict[str, str]:
    """The environment of a site with the four example businesses, not yet served."""
    site = Site("http://localhost", folder, environment_of(folder, "http://localhost", {}))
    site.flask("db", "upgrade")
    site.flask("demo", "load")
    return site.environment


def environment_of(folder: Path, url: str, settings: dict[str, str]) -> dict[str, str]:
    """The environment of a site whose database and files are in this folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CARDSHOP_")}
    return kept | {
        "CARDSHOP_DATABASE_URL": f"sqlite:///{folder / 'site.db'}",
        "CARDSHOP_STORAGE_URL": f"file://{folder / 'media'}",
        "CARDSHOP_SECRET_KEY": "a secret of thirty-two characters",
        "CARDSHOP_BASE_URL": url,
        **settings,
    }


def _is_well(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
        return bool(answer.status == 200)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of this module's tests."""
    with running(tmp_path_factory.mktemp("site"), copied=prepared(tmp_path_factory)) as started:
        yield started


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the four example businesses."""
    copied = prepared(tmp_path_factory, with_demo=True)
    with running(tmp_path_factory.mktemp("demo"), copied=copied) as started:
        yield started
