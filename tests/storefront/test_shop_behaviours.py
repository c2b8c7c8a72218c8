"""What JavaScript adds to the shop, in a real browser, and that it moves nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.storefront.samples import bakery
from tests.storefront.test_behaviours import PHONE
from tests.support import factories, shops

SHIFTS = """window.shifts = 0
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """A bakery with thirty loaves and a cake, served to a browser."""
    business = factories.owner().business
    bakery(business)
    bread = shops.category(business)
    for n in range(30):
        shops.product(business, f"Loaf {n}", category_id=bread.id, price=10000)
    sizes, extras = {"For 8": 320000, "For 12": 460000}, {"Candle": 1000, "Name": 500, "Gold": 9000}
    shops.product(business, "Cake", slug="cake", sizes=sizes, extras=extras, picks=(1, 2))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/golden-crumb"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    yield page
    context.close()


def test_more_products_come_below_on_their_shelf(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop")
    phone.get_by_role("link", name="Show more").click()
    expect(phone.locator(".prod")).to_have_count(31)
    assert phone.locator(".shelf h2").all_inner_texts() == ["Bread", "More"]
    expect(phone.get_by_role("link", name="Loaf 24", exact=True)).to_be_focused()
    assert phone.get_by_role("link", name="Show more").count() == 0
    # An answer of over half a second counts against what stands below: the foot, nothing else.
    assert phone.evaluate("shifts") < 0.01


def test_without_a_connection_the_link_stays(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop")
    phone.route("**/shop?*", lambda route: route.abort())
    phone.get_by_role("link", name="Show more").click()
    expect(phone.get_by_role("status").last).to_have_text("That did not work. Try again.")
    expect(phone.get_by_role("link", name="Show more")).to_be_visible()


def test_adding_from_the_list_shows_the_cart(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop")
    phone.get_by_label("Add to cart: Loaf 1", exact=True).click()
    expect(phone.locator(".bar a")).to_contain_text("View cart")
    assert phone.url == f"{address}/shop"
    assert phone.evaluate("shifts") == 0


def test_what_is_chosen_is_added_up(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop/cake")
    phone.get_by_text("For 12").click()
    phone.get_by_text("Candle").click()
    phone.get_by_label("One more").click()
    expect(phone.locator("[data-total]")).to_contain_text("9,220")
    phone.get_by_role("button", name="Add to cart").click()
    expect(phone.get_by_role("link", name="View cart")).to_be_visible()
    assert phone.evaluate("shifts") == 0


def test_no_more_extras_are_picked_than_may_be(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop/cake")
    for name in ("Candle", "Name"):
        phone.get_by_text(name, exact=True).click()
    expect(phone.get_by_label("Gold")).to_be_disabled()
    phone.get_by_text("Name", exact=True).click()
    expect(phone.get_by_label("Gold")).to_be_enabled()


def test_too_few_extras_are_asked_for_before_anything_is_sent(phone: Page, address: str) -> None:
    phone.goto(f"{address}/shop/cake")
    phone.get_by_role("button", name="Add to cart").click()
    message = phone.get_by_label("Candle").evaluate("box => box.validationMessage")
    assert message == "Choose 1 here."
    expect(phone.get_by_role("link", name="View cart")).to_be_hidden()


def test_without_javascript_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/shop")
    page.get_by_role("link", name="Show more").click()
    page.get_by_role("link", name="Cake", exact=True).click()
    page.get_by_text("For 12").click()
    page.get_by_text("Candle").click()
    page.get_by_role("button", name="Add to cart").click()
    assert page.url == f"{address}/cart"
    assert "For 12" in page.inner_text("main")
    context.close()


def test_nothing_sticks_out_of_a_narrow_page(phone: Page, address: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in ("/shop", "/shop/cake", ""):
        phone.goto(address + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
