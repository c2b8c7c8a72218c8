"""A customer orders from a phone, and the owner serves from another one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey, ordering
from tests.support.sites import Site
from tests.support.walks import Walk, walk

EITHER = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@EITHER
def test_a_customer_orders_with_variant_extras_coupon_and_delivery(
    browser: Browser, demo_site: Site, *, scripts: bool
) -> None:
    with walk(browser, scripts=scripts) as walked:
        page = walked.page
        ordering.fill_cart(page, demo_site)
        ordering.fill_checkout(page, "0711 000 201" if scripts else "0711 000 202")
        ordering.use_coupon(page, "WELCOME10")
        ordering.place(page)
        text = ordering.sent_text(page.get_by_role("link", name="Send on WhatsApp"))
        assert text == page.locator("#message").inner_text()
        assert ordering.total(page) in text.replace("\u00a0", " ")
        assert "1 × Country sourdough (Whole)" in text
        ordering.say_sent(page)


def test_the_owner_serves_while_the_customer_watches(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as owner, walk(browser) as customer:
        journey.sign_in(owner.page, demo_site, "maya@golden-crumb.example", PASSWORD)
        owner.page.goto(f"{demo_site.url}/app/orders/")
        number = placed(customer, demo_site)
        # Neither page is loaded again from here on.
        slip = owner.page.get_by_role("article").filter(has_text=number)
        expect(slip).to_be_visible(timeout=30_000)
        slip.get_by_role("link", name=re.compile(number)).click()
        serve(owner.page)
        expect(customer.page.get_by_role("heading", name="All done")).to_be_visible(timeout=30_000)


def placed(customer: Walk, site: Site) -> str:
    """The number of a new pickup order, which its customer says was sent."""
    page = customer.page
    ordering.fill_cart(page, site)
    page.get_by_role("link", name="Checkout").click()
    page.get_by_label("Your name").fill("Amina Khalid")
    page.get_by_label("Phone number").fill("0733 000 333")
    ordering.place(page)
    ordering.say_sent(page)
    return str(re.search(r"#(\d+)", page.locator("body").inner_text())[0])  # type: ignore[index]


def serve(page: Page) -> None:
    """Accept, make ready, complete."""
    for step, state in (("Accept", "Making"), ("Mark ready", "Ready"), ("Picked up", "Done")):
        page.get_by_role("button", name=step, exact=True).click()
        expect(page.get_by_text(state, exact=True).first).to_be_visible()


def test_a_persian_order_is_read_from_the_right(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/dr-karimi/shop")
        page.get_by_role("link", name="دهان‌شویه روزانه").first.click()
        walked.inspect()
        page.get_by_label("۴۰۰ میلی‌لیتر").check()
        page.get_by_role("button", name="افزودن به سبد").click()
        expect(page.locator("[data-cart]")).to_be_visible()
        page.goto(f"{demo_site.url}/dr-karimi/checkout")
        page.get_by_label("نام شما").fill("سارا محمدی")
        page.get_by_label("شمارهٔ تلفن").fill("۰۹۱۲۱۲۳۴۵۶۷")
        walked.inspect()
        page.get_by_role("button", name=re.compile("^ثبت سفارش")).click()
        expect(page.get_by_role("heading", name="یک گام مانده")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        speaks_persian(page.locator("#message").inner_text())
        speaks_persian(page.get_by_role("complementary").inner_text())
        walked.inspect()


def speaks_persian(words: str) -> None:
    """No digit or letter is Latin but in what is copied as it is: address, number, phone."""
    assert "۳٬۶۰۰٬۰۰۰" in words
    copied = r"(https?://)?localhost\S+|\+98 912 123 4567|(?<=سفارش )#?\d+"
    assert re.findall("[0-9A-Za-z]", re.sub(copied, "", words.replace("\u2066", ""))) == []


def test_an_order_is_placed_by_keyboard_alone(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb/shop")
        tab_to(page, "Search in the shop")
        page.keyboard.type("dark rye")
        page.keyboard.press("Enter")
        page.wait_for_url("**/shop?q=*")
        enter(page, "Dark rye", shows=page.get_by_role("heading", name="Dark rye", level=1))
        enter(page, "Add to cart", shows=page.get_by_role("link", name="View cart").first)
        enter(page, "View cart", shows=page.get_by_role("link", name="Checkout"))
        enter(page, "Checkout", shows=page.get_by_role("heading", name="Your details"))
        for label, words in (("Your name", "Peter Kamau"), ("Phone number", "0712 000 444")):
            tab_to(page, label)
            page.keyboard.type(words)
        enter(page, "Place order", shows=page.get_by_role("heading", name="One step left"))


def enter(page: Page, name: str, *, shows: Locator) -> None:
    """Reach what has that name and press Enter; something comes of it."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(shows).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has that name has the focus; it is in sight then."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached")


FOCUSED = """() => {
  const at = document.activeElement
  return (at.labels?.[0]?.innerText || at.getAttribute("aria-label") || at.innerText || "").trim()
}"""


def test_a_table_s_code_is_on_the_order(browser: Browser, demo_site: Site) -> None:
    code = ordering.code_of(demo_site, "Table 4")
    with walk(browser) as guest:
        page = guest.page
        page.goto(f"{demo_site.url}/q/{code}")
        expect(page.get_by_role("heading", name="Shop")).to_be_visible()
        page.goto(f"{demo_site.url}/golden-crumb/shop/dark-rye")
        ordering.add(page)
        page.goto(f"{demo_site.url}/golden-crumb/checkout")
        page.get_by_label("Your name").fill("Grace Achieng")
        page.get_by_label("Phone number").fill("0723 000 555")
        ordering.place(page)
        expect(page.locator("#message")).to_contain_text("At the table: 4")
        expect(page.get_by_role("complementary")).to_contain_text("Table 4")
