"""A person's walk in Chromium: what is in their hand, and what must hold on the way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(slots=True)
class Walk:
    """One person's browser: its page, and what went wrong on the way."""

    page: Page
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def hear(self, kind: str, words: str) -> None:
        """Keep what the console complains of."""
        if kind == "error":
            self.faults.append(words)

    def inspect(self) -> None:
        """axe finds nothing on this page, in both sizes, and nothing sticks out sideways."""
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            # What lies half under a sticky header would count as too small to touch.
            self.page.evaluate("scrollTo(0, 0)")
            found = Axe().run(self.page, options={"runOnly": RULES})
            assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"
            wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{self.page.url} is wider than {size['width']} px"
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]


@contextlib.contextmanager
def walk(
    browser: Browser, *, scripts: bool = True, size: dict[str, int] = PHONE, **more: Any
) -> Iterator[Walk]:
    """A fresh browser; at the end no page had an error and no other host was asked for anything."""
    context = browser.new_context(viewport=size, java_script_enabled=scripts, **more)  # type: ignore[arg-type]
    page = context.new_page()
    walked = Walk(page, context)
    page.on("pageerror", lambda fault: walked.faults.append(str(fault)))
    page.on("console", lambda said: walked.hear(said.type, said.text))
    page.on("request", lambda asked: walked.hosts.add(urlsplit(asked.url).hostname or ""))
    try:
        yield walked
        assert walked.faults == []
        assert walked.hosts <= {"localhost", "127.0.0.1", ""}
    finally:
        context.close()
