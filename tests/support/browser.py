"""A real Chromium for tests, kept away from every address but this machine's."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
NAME = "CARDSHOP_CHROMIUM"

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


class NoBrowser(Exception):
    """No Chromium was found: run tests/support/chromium.sh .venv."""


def chromium() -> Path:
    """The program that chromium.sh found or installed."""
    for candidate in (os.environ.get(NAME), _noted(), "/usr/bin/chromium"):
        if candidate and os.access(candidate, os.X_OK):
            return Path(candidate)
    raise NoBrowser(NoBrowser.__doc__)


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        try:
            yield browser
        finally:
            browser.close()


def _noted() -> str:
    note = ROOT / "build" / "browser.env"
    if not note.exists():
        return ""
    return note.read_text().strip().removeprefix(f"{NAME}=")
