"""What scripts add to the pages of accounts, and what axe says of them, in Chromium."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.accounts.steps import PASSWORD
from tests.support.sites import Site
from tests.support.walks import Walk, walk


def newcomer(walked: Walk, site: Site, email: str) -> None:
    """Sign up as far as the second step."""
    walked.page.goto(f"{site.url}/account/sign-up")
    walked.page.get_by_label("Email").fill(email)
    walked.page.get_by_label("Password", exact=True).fill(PASSWORD)
    walked.page.get_by_role("button", name="Continue").click()


def test_a_password_can_be_looked_at(browser: Browser, site: Site) -> None:
    with walk(browser) as walked:
        walked.page.goto(f"{site.url}/account/sign-in")
        walked.inspect()
        field = walked.page.get_by_label("Password", exact=True)
        walked.page.get_by_label("Show password").check()
        expect(field).to_have_attribute("type", "text")
        walked.page.get_by_label("Show password").uncheck()
        expect(field).to_have_attribute("type", "password")


def test_the_country_brings_its_customs_along(browser: Browser, site: Site) -> None:
    with walk(browser, locale="en-KE") as walked:
        newcomer(walked, site, "country@example.com")
        walked.inspect()
        walked.page.get_by_label("Business name").fill("Crumb")
        expect(walked.page.get_by_label("Currency")).to_have_value("KES")
        walked.page.get_by_label("Country").select_option("AR")
        expect(walked.page.get_by_label("Currency")).to_have_value("ARS")
        expect(walked.page.get_by_label("Business name")).to_have_value("Crumb")
        expect(walked.page.get_by_role("button", name="Use this country")).to_be_hidden()


def test_the_settings_pass_axe(browser: Browser, site: Site) -> None:
    with walk(browser, locale="en-KE") as walked:
        newcomer(walked, site, "axe@example.com")
        walked.page.get_by_label("Business name").fill("Axe Bakery")
        walked.page.get_by_role("button", name="Continue").last.click()
        for path in (
            "/account/",
            "/account/sessions",
            "/account/tokens",
            "/account/language",
            "/account/password",
            "/app/business",
        ):
            walked.page.goto(f"{site.url}{path}")
            walked.inspect()


def test_a_day_is_opened_and_closed_by_its_switch(browser: Browser, site: Site) -> None:
    with walk(browser, locale="en-KE") as walked:
        newcomer(walked, site, "hours@example.com")
        walked.page.get_by_label("Business name").fill("Hours Bakery")
        walked.page.get_by_role("button", name="Continue").last.click()
        walked.page.goto(f"{site.url}/app/hours")
        walked.page.locator("#mon .sw").click()
        expect(walked.page.get_by_label("Monday from", exact=True)).to_have_value("09:00")
        walked.page.locator("#mon .sw").click()
        expect(walked.page.get_by_label("Monday from", exact=True)).to_be_hidden()
        walked.page.locator("#mon .sw").click()
        walked.page.get_by_role("button", name="Copy Monday").click()
        expect(walked.page.get_by_label("Sunday to", exact=True)).to_have_value("17:00")
        walked.page.locator(".bar").get_by_role("button", name="Save hours").click()
        expect(walked.page.get_by_text("Your opening hours are saved.")).to_be_visible()
        walked.inspect()
