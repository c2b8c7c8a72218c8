"""A visitor and an owner who use no mouse: everything is reached, seen, and left again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sites import Site
from tests.support.walks import DESKTOP, PHONE, walk

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
# A focused element is seen when one of its points is the topmost thing there.
IS_SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect()
  for (const across of [0.1, 0.5, 0.9]) for (const down of [0.1, 0.5, 0.9]) {
    const top = document.elementFromPoint(box.x + across * box.width, box.y + down * box.height)
    if (top && document.activeElement.contains(top)) return true
  }
  return false
}"""
NAME = """() => {
  const here = document.activeElement
  return here === document.body ? "" : (here.getAttribute("aria-label") || here.innerText).trim()
}"""


def test_the_main_action_is_few_keys_away(browser: Browser, demo_site: Site) -> None:
    with walk(browser, reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        first = [tab(page) for _ in range(5)]
        assert first[:2] == ["Skip to content", "Share this card"]
        assert {"WhatsApp us", "Save contact"} <= set(first)


def test_the_menu_is_skipped(browser: Browser, demo_site: Site) -> None:
    with walk(browser, reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        tab(page)
        expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        tab(page)
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_sharing_is_opened_and_left_by_keys(browser: Browser, demo_site: Site) -> None:
    with walk(browser, reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        share = page.get_by_role("link", name="Share this card")
        share.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Share")
        expect(dialog).to_be_visible()
        walked.inspect()
        for _ in range(12):
            tab(page)
            assert page.evaluate("document.activeElement.matches('dialog *, body')")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(share).to_be_focused()


@SIZES
@pytest.mark.parametrize("card", ["golden-crumb", "northside", "dr-karimi", "ines"])
def test_focus_is_never_hidden(
    browser: Browser, demo_site: Site, card: str, size: dict[str, int]
) -> None:
    with walk(browser, size=size, reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/{card}")
        for key in ("Tab", "Shift+Tab"):
            assert hidden_stops(page, key) == []


def tab(page: Page) -> str:
    """Press Tab; the name of where it leads."""
    page.keyboard.press("Tab")
    return str(page.evaluate(NAME))


def hidden_stops(page: Page, key: str) -> list[str]:
    """Press a key until the page is left; the names of stops that something covers."""
    hidden: list[str] = []
    for stop in range(200):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            assert stop > 5
            return hidden
        if not page.evaluate(IS_SEEN):
            hidden.append(str(page.evaluate(NAME)))
    raise AssertionError("the keys never leave the page")
