"""What a visitor does not notice: nothing jumps, nothing is waited for, nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import Site
from tests.support.walks import DESKTOP, PHONE, walk

CARDS = ["golden-crumb", "northside", "dr-karimi", "ines"]
SHOPS = [
    "golden-crumb/shop",
    "golden-crumb/shop/country-sourdough",
    "golden-crumb/shop/tomato-and-cheese-roll",
    "northside/shop",
    "dr-karimi/shop",
]
SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifts.push(shift.value)
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", CARDS + SHOPS)
def test_nothing_jumps_while_a_page_is_read(
    browser: Browser, demo_site: Site, path: str, size: dict[str, int]
) -> None:
    with walk(browser, size=size) as walked:
        walked.page.add_init_script(SHIFTS)
        walked.page.goto(f"{demo_site.url}/{path}", wait_until="load")
        reads_to_the_end(walked.page)
        assert walked.page.evaluate("window.shifts") == []


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_readable_after_few_requests(
    browser: Browser, demo_site: Site, card: str
) -> None:
    with walk(browser) as walked:
        asked: list[str] = []
        walked.page.on("request", lambda request: asked.append(request.resource_type))
        walked.page.goto(f"{demo_site.url}/{card}", wait_until="networkidle")
        assert asked[0] == "document"
        assert len([kind for kind in asked if kind != "image"]) <= 4


def test_visitors_are_not_marked(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as walked:
        for path in ("/", "/golden-crumb", "/golden-crumb/share", "/dr-karimi", "/robots.txt"):
            walked.page.goto(demo_site.url + path)
        assert walked.context.cookies() == []
        assert walked.page.evaluate("localStorage.length + sessionStorage.length") == 0


def reads_to_the_end(page: Page) -> None:
    """Scroll down as a thumb does, until the end, and back to the top."""
    height: Any = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, height, 500):
        page.mouse.wheel(0, 500)
        page.wait_for_function(f"() => scrollY >= Math.min({place}, {height} - innerHeight) - 1")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_timeout(300)
