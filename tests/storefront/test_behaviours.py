"""What JavaScript adds to a card, in a real browser, and what is there without it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.storefront.samples import bakery

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
INSTAGRAM = "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Instagram 300.0"
SHIFTS = """window.shifts = 0
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifts += shift.value
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The bakery's card, served to a browser."""
    bakery()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/golden-crumb"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A phone that shows the card."""
    context = browser.new_context(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(address)
    yield page
    context.close()


def test_sharing_opens_over_the_page_and_copies_the_link(phone: Page) -> None:
    phone.get_by_label("Share this card").click()
    phone.get_by_role("dialog", name="Share").get_by_text("Copy").click()
    assert phone.get_by_role("status").inner_text() == "Link copied"
    assert phone.evaluate("navigator.clipboard.readText()") == "http://localhost/golden-crumb"
    phone.keyboard.press("Escape")
    assert not phone.get_by_role("dialog").is_visible()


def test_saving_says_what_comes_next(phone: Page) -> None:
    with phone.expect_download() as saved:
        phone.get_by_text("Save contact").first.click()
    assert saved.value.suggested_filename == "Golden Crumb.vcf"
    assert "Open it to save" in phone.get_by_role("status").inner_text()


def test_inside_instagram_saving_explains_instead_of_failing(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(**PHONE, user_agent=INSTAGRAM)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Save contact").first.click()
    help_sheet = page.get_by_role("dialog", name="Save contact")
    assert "This app cannot save files" in help_sheet.inner_text()
    assert "+254 700 000456" in help_sheet.inner_text()
    context.close()


def test_a_picture_opens_large_and_closes(phone: Page) -> None:
    phone.get_by_alt_text("A cake").click()
    zoom = phone.get_by_role("dialog", name="Picture")
    assert "A cake" in zoom.inner_text()
    zoom.get_by_label("Close").click()
    assert not zoom.is_visible()


def test_nothing_moves_while_the_page_loads_scrolls_and_is_used(phone: Page) -> None:
    for step in range(8):
        phone.evaluate(f"scrollTo(0, {step * 500})")
        phone.wait_for_timeout(60)
    phone.evaluate("scrollTo(0, 0)")
    phone.get_by_label("Share this card").click()
    phone.wait_for_timeout(300)
    assert phone.evaluate("window.shifts") == 0


def test_the_page_is_whole_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.get_by_text("Do you deliver?").is_visible()
    assert not page.get_by_role("dialog").is_visible()
    page.get_by_label("Share this card").click()
    assert page.get_by_role("heading", name="Share").is_visible()
    context.close()
