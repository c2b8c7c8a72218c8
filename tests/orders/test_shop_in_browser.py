"""What scripts add to the shop's pages, and what axe says of them, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.sites import Site
from tests.support.walks import Walk, walk

EMAIL, PASSWORD = "shopkeeper@example.com", "a quiet harbour town"


@pytest.fixture(scope="module")
def owned(site: Site) -> Site:
    """The site with a business in Nairobi."""
    site.flask(
        *("accounts", "create", "--email", EMAIL, "--password", PASSWORD, "--country", "KE"),
        *("--business", "Golden Crumb", "--whatsapp", "+254700000123"),
    )
    return site


@pytest.fixture
def walked(browser: Browser, owned: Site) -> Iterator[Walk]:
    """The owner's phone, signed in."""
    with walk(browser, locale="en-KE") as walking:
        walking.page.goto(f"{owned.url}/account/sign-in")
        walking.page.get_by_label("Email").fill(EMAIL)
        walking.page.get_by_label("Password", exact=True).fill(PASSWORD)
        walking.page.get_by_role("button", name="Sign in").click()
        walking.page.wait_for_url("**/app/**")
        yield walking


def test_the_message_follows_what_is_typed(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/shop/message")
    walked.inspect()
    expect(page.get_by_role("button", name="Look again")).to_be_hidden()
    words = page.get_by_label("Your words")
    words.fill("New: {number}\nPay \n{link}")
    expect(page.locator("[data-part=preview]")).to_contain_text("Add {total}")
    words.evaluate("e => e.setSelectionRange(18, 18)")
    page.get_by_role("button", name="Insert {total}").click()
    expect(page.locator(".bubble")).to_contain_text("New: 1042")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(words).to_have_value("New: {number}\nPay {total}\n{link}")


def test_the_number_doctor_listens(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/business")
    walked.inspect()
    doctor = page.locator("[data-part=doctor]")
    expect(doctor).to_contain_text("254700000123")
    page.get_by_label("WhatsApp number").fill("+44 20 7946 0018")
    expect(doctor).to_contain_text("looks like a landline")
    test = doctor.get_by_role("link", name="Send myself a test")
    expect(test).to_have_attribute("href", re.compile(r"https://wa\.me/442079460018\?text=This%20"))
    page.get_by_label("WhatsApp number").fill("0700 000123")
    expect(doctor).to_contain_text("read as a number of Kenya")
    walked.inspect()


def test_the_shop_s_pages_pass_axe(walked: Walk, owned: Site) -> None:
    for path in (
        "/app/shop/",
        "/app/shop/zones",
        "/app/shop/zones/new",
        "/app/shop/coupons",
        "/app/shop/coupons/new",
        "/app/customers/",
    ):
        walked.page.goto(f"{owned.url}{path}")
        walked.inspect()
