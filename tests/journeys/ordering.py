"""The steps of ordering, in the words that people see."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.support.sites import Site

SHOP = "golden-crumb"


def open_product(page: Page, site: Site, name: str, *, search: str) -> None:
    """From the shop to one product, by the search."""
    page.goto(f"{site.url}/{SHOP}/shop")
    page.get_by_role("searchbox").fill(search)
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def fill_cart(page: Page, site: Site) -> None:
    """A whole sourdough, and a roll with the bread that has to be chosen and an extra."""
    open_product(page, site, "Country sourdough", search="sourdough")
    page.get_by_role("radio", name=re.compile(r"^Whole\sKsh")).check()
    add(page)
    open_product(page, site, "Tomato and cheese roll", search="tomato")
    page.get_by_label("Seeded roll").check()
    page.get_by_label("Avocado").check()
    add(page)
    page.goto(f"{site.url}/{SHOP}/cart")
    expect(page.get_by_text("Seeded roll")).to_be_visible()


def add(page: Page) -> None:
    """Put it into the cart: a toast says so, or, without scripts, the cart itself."""
    page.get_by_role("button", name="Add to cart").click()
    told = page.get_by_role("status").filter(has_text="Added to cart")
    expect(told.or_(page.get_by_role("link", name="Add more")).first).to_be_visible()


def fill_checkout(page: Page, phone: str) -> None:
    """Who orders, and where to bring it."""
    page.get_by_role("link", name="Checkout").click()
    page.get_by_label("Your name").fill("Wanjiru Mwangi")
    page.get_by_label("Phone number").fill(phone)
    page.get_by_label("Delivery to Kilimani").check()
    page.get_by_label("Delivery address").fill("Ring Road 14, second floor")


def use_coupon(page: Page, code: str) -> None:
    """Type the code and see what it takes off."""
    page.get_by_label("Coupon").fill(code)
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text(f"Coupon {code}")).to_be_visible()


def place(page: Page) -> None:
    """Order, and be told that one step is left."""
    page.get_by_role("button", name=re.compile("^Place order")).click()
    expect(page.get_by_role("heading", name="One step left")).to_be_visible()


def total(page: Page) -> str:
    """What the page says it comes to."""
    return page.locator(".tot dd").inner_text().replace("\u00a0", " ")


def sent_text(link: Locator) -> str:
    """What WhatsApp will be given: the link is short enough and has no plus signs."""
    address = str(link.get_attribute("href"))
    assert address.startswith("https://wa.me/254700000123?text=")
    assert len(address.encode()) <= 2000
    assert "+" not in address
    return parse_qs(urlsplit(address).query)["text"][0]


def say_sent(page: Page) -> None:
    """Tell the shop that the message left."""
    page.get_by_role("button", name="I have sent it").click()
    expect(page.get_by_role("heading", name="Waiting for the shop")).to_be_visible()


def code_of(site: Site, label: str) -> str:
    """What is printed on the sticker of that name."""
    file = site.environment["CARDSHOP_DATABASE_URL"].removeprefix("sqlite:///")
    with contextlib.closing(sqlite3.connect(file)) as database:
        found = database.execute("SELECT code FROM qr_tags WHERE label = ?", [label])
        return str(found.fetchone()[0])
