"""A Persian card, the dark, and large letters: nothing breaks, nothing sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sites import Site
from tests.support.walks import DESKTOP, PHONE, walk

CARDS = ["golden-crumb", "northside", "dr-karimi", "ines"]
NARROW = {"width": 320, "height": 640}
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_persian_card_is_read_from_the_right(browser: Browser, demo_site: Site) -> None:
    with walk(browser, reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/dr-karimi")
        html = page.locator("html")
        expect(html).to_have_attribute("dir", "rtl")
        expect(html).to_have_attribute("lang", "fa-IR")
        walked.inspect()
        page.get_by_role("link", name="هم‌رسانی این کارت").click()
        expect(page.get_by_role("dialog", name="هم‌رسانی")).to_be_visible()
        walked.inspect()
        page.goto(f"{demo_site.url}/dr-karimi/share")
        walked.inspect()


@pytest.mark.parametrize("card", CARDS)
def test_no_card_sticks_out_of_a_narrow_screen(
    browser: Browser, demo_site: Site, card: str
) -> None:
    with walk(browser) as walked:
        walked.page.goto(f"{demo_site.url}/{card}")
        for size in (NARROW, PHONE, DESKTOP):
            walked.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert walked.page.evaluate(STICKS_OUT) == 0
            assert overflowing(walked.page) == []


@pytest.mark.parametrize("card", CARDS)
def test_letters_of_twice_the_size_fit(browser: Browser, demo_site: Site, card: str) -> None:
    with walk(browser) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/{card}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for size in (NARROW, PHONE, DESKTOP):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert page.evaluate(STICKS_OUT) == 0
            assert overflowing(page) == []


@pytest.mark.parametrize("path", ["/", "/golden-crumb", "/northside", "/dr-karimi", "/ines"])
def test_the_dark_is_as_readable(browser: Browser, demo_site: Site, path: str) -> None:
    with walk(browser, color_scheme="dark") as walked:
        walked.page.goto(demo_site.url + path)
        walked.inspect()


def overflowing(page: Page) -> list[str]:
    """Words that run out of their box, or out of the screen where it does not scroll."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("h1,h2,p,a,button,th,td,b,span,summary")]
          .filter((e) => e.checkVisibility() && !e.closest(".nav,.strip,.skip,.vh,.toast,.urlbox"))
          .filter((e) => {
            const box = e.getBoundingClientRect()
            return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)
          }).map((e) => e.innerText)"""
    )
    return [str(words) for words in found]
