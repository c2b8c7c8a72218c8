"""The steps of booking, in the words that people see."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.support.sites import Site


def open_times(page: Page, site: Site, service: str, *, card: str = "northside") -> None:
    """From the list of services to free times that are not near."""
    page.goto(f"{site.url}/{card}/book")
    page.get_by_role("link", name=service).click()
    expect(page.get_by_role("heading", name="Pick a time")).to_be_visible()
    page.get_by_role("link", name="Later days").click()
    expect(page.get_by_role("link", name="Earlier days")).to_be_visible()


def slots(page: Page) -> Locator:
    """The free times of the day that is shown."""
    return page.locator("a.slot")


def choose_zone(page: Page, city: str) -> None:
    """Pick a zone from the list, as browsers without scripts do."""
    page.get_by_role("link", name="Change the time zone").click()
    page.get_by_label("Time zone").select_option(label=city)
    page.get_by_role("button", name="Show times").click()


def fill_details(page: Page, name: str, phone: str) -> None:
    """Who comes."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Phone number").fill(phone)


def confirm(page: Page) -> None:
    """Book, and be told so."""
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_text("is confirmed.")).to_be_visible()


def move(page: Page) -> str:
    """Move to the last time of the day; the hour that it has now."""
    page.get_by_role("link", name="Move", exact=True).click()
    hour = slots(page).last.inner_text()
    slots(page).last.click()
    expect(page.get_by_role("heading", name="Move to this time?")).to_be_visible()
    page.get_by_role("button", name="Move my booking").click()
    expect(page.get_by_text("You moved it.")).to_be_visible()
    return hour


def cancel(page: Page, reason: str) -> None:
    """Cancel, saying why."""
    page.get_by_role("link", name="Cancel", exact=True).click()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Cancel my booking").click()
    expect(page.get_by_role("heading", name="This booking is cancelled")).to_be_visible()
