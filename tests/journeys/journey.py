"""The steps of which journeys are made, in the words that people see."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.support.sites import Site
from tests.support.walks import Walk

PASSWORD = "plain unrelated words 77"


def photo(folder: Path, *, colour: str = "teal") -> Path:
    """A photo as a phone takes it: a JPEG of one colour, with its camera's name in it."""
    path = folder / "photo.jpg"
    exif = Image.Exif()
    exif[0x0110] = "A phone"
    Image.new("RGB", (1200, 900), colour).save(path, exif=exif)
    return path


def sign_up(walked: Walk, site: Site, email: str, *, business: str, address: str) -> None:
    """Three steps, from the front page to the editor of the first card, all inspected."""
    begin(walked, site, email, business=business)
    walked.inspect()
    take_address(walked.page, address)
    walked.inspect()


def begin(walked: Walk, site: Site, email: str, *, business: str) -> None:
    """The first two steps, from the front page, all inspected."""
    page = walked.page
    page.goto(site.url)
    walked.inspect()
    page.get_by_role("link", name="Make your card").click()
    walked.inspect()
    enter_email(page, email)
    walked.inspect()
    enter_business(page, business)


def open_shop(page: Page, site: Site, email: str, *, business: str, address: str) -> None:
    """A new business with a published card, as fast as a browser can."""
    page.goto(f"{site.url}/account/sign-up")
    enter_email(page, email)
    enter_business(page, business)
    take_address(page, address)
    go(page, "Address")
    press(page, "Publish")
    expect(page.get_by_role("heading", name="Your card is live")).to_be_visible()


def enter_email(page: Page, email: str) -> None:
    """The first step of signing up."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Your business")).to_be_visible()


def enter_business(page: Page, name: str) -> None:
    """The second step: a business in Kenya."""
    page.get_by_label("Business name").fill(name)
    page.get_by_label("Country").select_option("KE")
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Choose your address")).to_be_visible()


def take_address(page: Page, address: str) -> None:
    """The third step: an address that is free."""
    page.get_by_label("Address of the card").fill(address)
    expect(page.get_by_text(f"{address} is free.")).to_be_visible()
    press(page, "Make my card")
    expect(page.get_by_text("Your card is ready. Fill it in.")).to_be_visible()


def sign_in(page: Page, site: Site, email: str, password: str = PASSWORD) -> None:
    """From the front page to the owner's home."""
    page.goto(site.url)
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")
    page.wait_for_url(re.compile("/app/"))


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def go(page: Page, part: str) -> None:
    """Go to a part of the card in the editor."""
    parts = page.get_by_role("navigation", name="Part of the card")
    parts.get_by_role("link", name=part, exact=True).click()
    expect(parts.get_by_role("link", name=part)).to_have_attribute("aria-current", "page")


def save(page: Page, words: str = "Save") -> None:
    """Save what was typed, and be told so."""
    press(page, words)
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
