"""What scripts add to the editor of words, and what axe says of this room, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.sites import Site
from tests.support.walks import Walk, walk

EMAIL, PASSWORD = "teller@example.com", "a quiet harbour town"


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


def test_the_preview_and_the_meter_follow_what_is_typed(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/notices/texts/order.ready/customer/en")
    walked.inspect()
    expect(page.get_by_role("button", name="Look again")).to_be_hidden()
    page.get_by_label("Short message").fill("Ready: ")
    page.get_by_role("button", name="Insert {number}").click()
    expect(page.locator(".bubble")).to_have_text("Ready: 1042")
    page.get_by_label("Subject of the email").fill("Come, ")
    page.get_by_role("button", name="Insert {name}").click()
    expect(page.locator("[data-part=preview]")).to_contain_text("Come, Amina K.")
    page.get_by_label("Short message").fill("س" * 71)
    expect(page.locator("[data-part=preview]")).to_contain_text("2 parts")


def test_switches_and_times_fit_on_a_phone(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/notices/")
    page.get_by_text("Order ready").click()
    walked.inspect()
    page.locator("#order-ready").get_by_label("SMS").first.check()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#order-ready")).to_contain_text("SMS")
    for path in ("texts", "times"):
        page.goto(f"{owned.url}/app/notices/{path}")
        walked.inspect()
