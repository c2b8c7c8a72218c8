"""A client in another zone books, moves, cancels: by thumb, keys, without scripts, in Persian."""

from __future__ import annotations

import re

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import booking
from tests.journeys.test_ordering import enter, tab_to
from tests.support.sites import Site
from tests.support.walks import walk

EITHER = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
NEW_YORK = "America/New_York"
INSTAGRAM = "Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Instagram 300.0"


@EITHER
def test_a_client_in_another_zone_books_moves_and_cancels(
    browser: Browser, demo_site: Site, *, scripts: bool
) -> None:
    with walk(browser, scripts=scripts, timezone_id=NEW_YORK) as walked:
        page = walked.page
        booking.open_times(page, demo_site, "Haircut")
        if not scripts:
            expect(page.get_by_text("Times in London time")).to_be_visible()
            booking.choose_zone(page, "New York")
        expect(page.get_by_text("Times in New York time")).to_be_visible()
        booking.slots(page).first.click()
        booking.fill_details(page, "Callum Reed", f"07700 90045{int(scripts)}")
        booking.confirm(page)
        expect(page.get_by_text("New York time").first).to_be_visible()
        expect(page.get_by_text("London time")).to_be_visible()
        with page.expect_download() as saving:
            page.get_by_role("link", name="Phone", exact=True).click()
        file = icalendar.Calendar.from_ical(saving.value.path().read_bytes())
        assert "Haircut" in str(file.walk("VEVENT")[0]["SUMMARY"])
        hour = booking.move(page)
        expect(page.get_by_role("main")).to_contain_text(f"{hour} –")
        booking.cancel(page, "I am travelling")
        expect(page.get_by_text("You cancelled it.")).to_be_visible()


def test_a_time_taken_while_typing_is_exchanged_and_the_client_remembered(
    browser: Browser, demo_site: Site
) -> None:
    with walk(browser) as walked, walk(browser) as rival:
        page = walked.page
        booking.open_times(page, demo_site, "Cut and beard")
        booking.slots(page).nth(2).click()
        page.wait_for_url("**/details?*")
        rival.page.goto(page.url)
        booking.fill_details(rival.page, "Jay Patel", "07700 900461")
        booking.confirm(rival.page)
        booking.fill_details(page, "Nadia Stone", "07700 900462")
        page.get_by_label("Remember me on this device").check()
        page.get_by_role("button", name="Confirm booking").click()
        expect(page.get_by_role("alert")).to_contain_text("is not free any more")
        walked.faults.clear()  # The browser tells of the answer 409.
        page.get_by_role("button", name=re.compile("^Book ")).first.click()
        expect(page.get_by_text("is confirmed.")).to_be_visible()
        booking.open_times(page, demo_site, "Cut and beard")
        booking.slots(page).last.click()
        expect(page.get_by_label("Your name")).to_have_value("Nadia Stone")


def test_a_booking_is_made_by_keyboard_alone(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/northside/book")
        enter(page, "Beard trim", shows=page.get_by_role("heading", name="Pick a time"))
        enter(page, "Later days", shows=page.get_by_role("link", name="Earlier days"))
        hour = booking.slots(page).first.inner_text()
        enter(page, hour, shows=page.get_by_role("heading", name="Your details"))
        for label, words in (("Your name", "Peter Kay"), ("Phone number", "07700 900463")):
            tab_to(page, label)
            page.keyboard.type(words)
        enter(page, "Confirm booking", shows=page.get_by_text("is confirmed."))
        enter(page, "Cancel", shows=page.get_by_role("heading", name="Cancel this booking?"))
        ended = page.get_by_role("heading", name="This booking is cancelled")
        enter(page, "Cancel my booking", shows=ended)


def test_a_persian_client_abroad_books_moves_and_cancels(browser: Browser, demo_site: Site) -> None:
    with walk(browser, timezone_id="Europe/Berlin", reduced_motion="reduce") as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/dr-karimi/book/cleaning")
        page.wait_for_url("**zone=Europe/Berlin*")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        walked.inspect()
        on_last_day(page).last.click()
        page.locator("#name").fill("سارا محمدی")
        page.locator("#phone").fill("۰۹۱۲۱۲۳۴۵۶۷")
        walked.inspect()
        page.locator(".stick button").click()
        expect(page.locator(".done.ok h1")).to_be_visible()
        assert not re.search("[0-9]", page.locator("main .panel").inner_text())
        page.locator("a[href$='/move']").click()
        on_last_day(page).first.click()
        page.locator("main form button").click()
        page.locator("a[href$='/cancel']").click()
        walked.inspect()
        page.locator("main form button").click()
        expect(page.locator(".done.off h1")).to_be_visible()


def on_last_day(page: Page) -> Locator:
    """The times of the last day that is shown: no cut-off is near, at whatever hour we test."""
    page.locator("a.day.free").last.click()
    expect(page.locator("a.day.free").last).to_have_attribute("aria-current", "date")
    expect(booking.slots(page).last).to_have_text(re.compile("^[۰-۹]+:[۰-۹]+$"))
    return booking.slots(page)


def test_browsers_inside_other_apps_are_told_how_to_keep_it(
    browser: Browser, demo_site: Site
) -> None:
    with walk(browser, user_agent=INSTAGRAM, timezone_id="Europe/London") as walked:
        page = walked.page
        booking.open_times(page, demo_site, "Haircut")
        booking.slots(page).nth(1).click()
        booking.fill_details(page, "Ines Costa", "07700 900464")
        booking.confirm(page)
        page.get_by_role("link", name="Phone", exact=True).click()
        expect(page.get_by_role("dialog", name="Add to your calendar")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
