"""The owner's products on a phone in Chromium: with scripts and without, and what axe says."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import Walk, walk

EITHER = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def cookies(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Any:
    """The cookies of who has just opened a business."""
    name = f"seller{abs(hash(request.node.name))}"
    with walk(browser, locale="en-KE") as walked:
        who = {"business": "Golden Crumb", "address": name}
        journey.open_shop(walked.page, site, f"{name}@example.com", **who)
        return walked.context.storage_state()


@contextlib.contextmanager
def at_products(browser: Browser, site: Site, cookies: Any, **more: Any) -> Iterator[Walk]:
    """A walk that begins at the list of products."""
    with walk(browser, locale="en-KE", storage_state=cookies, **more) as walked:
        walked.page.goto(f"{site.url}/app/products")
        yield walked


def add(page: Page, site: Site, name: str, price: str) -> None:
    page.goto(f"{site.url}/app/products/new")
    page.fill("[name=name]", name)
    page.fill("[name=price]", price)
    page.click(".bar .b1")
    expect(page.get_by_text(f"{name} is saved.")).to_be_visible()


def fill_in_a_cake(page: Page, photo: Path) -> None:
    """Two sizes, two extras and a photo, with the buttons that the page offers."""
    page.get_by_role("link", name="Add the first product").click()
    page.fill("[name=name]", "Party cake")
    page.fill("[name=price]", "900")
    page.set_input_files("[name=files]", photo)
    page.get_by_role("button", name="Add option").click()
    page.fill("[name=options-0-name]", "Size")
    page.fill("[name=options-0-values]", "Small\nLarge")
    page.get_by_role("button", name="Add group").click()
    page.fill("[name=groups-0-name]", "Candles")
    page.fill("[name=groups-0-modifiers-0-name]", "Ten")
    page.get_by_role("button", name="Add extra").click()
    page.fill("[name=groups-0-modifiers-1-name]", "Twenty")


@EITHER
def test_a_cake_with_sizes_candles_and_a_photo(
    browser: Browser, site: Site, cookies: Any, tmp_path: Path, scripts: bool
) -> None:
    with at_products(browser, site, cookies, scripts=scripts) as walked:
        page = walked.page
        fill_in_a_cake(page, journey.photo(tmp_path))
        page.click(".bar .b1")
        expect(page.get_by_text("One step left")).to_be_visible()
        page.fill("[name=variants-1-price]", "1500")
        page.click(".bar .b1")
        expect(page.get_by_text("Party cake is saved.")).to_be_visible()
        expect(page.locator("[name=variants-1-price]")).to_have_value("1500")
        expect(page.locator("[name=groups-0-modifiers-1-name]")).to_have_value("Twenty")
        expect(page.locator(".photo")).to_have_count(1)


@EITHER
def test_what_changes_daily_is_changed_in_the_row(
    browser: Browser, site: Site, cookies: Any, scripts: bool
) -> None:
    with at_products(browser, site, cookies, scripts=scripts) as walked:
        page = walked.page
        add(page, site, "Rye", "450")
        page.goto(f"{site.url}/app/products")
        page.get_by_label("In stock of Rye").fill("8")
        with page.expect_response("**/price-and-stock"):
            page.get_by_label("In stock of Rye").press("Enter")
        expect(page.get_by_text("Saved.").first).to_be_attached()
        with page.expect_response("**/sold-out"):
            page.get_by_role("switch", name="On sale: Rye").click()
        expect(page.get_by_role("switch", name="On sale: Rye")).not_to_be_checked()
        page.reload()
        expect(page.get_by_label("In stock of Rye")).to_have_value("8")
        expect(page.locator(".prow .bdg")).to_have_text("Sold out")


@EITHER
def test_prices_of_many_go_up_after_a_look(
    browser: Browser, site: Site, cookies: Any, scripts: bool
) -> None:
    with at_products(browser, site, cookies, scripts=scripts) as walked:
        page = walked.page
        add(page, site, "Rye", "400")
        add(page, site, "Roll", "100")
        page.goto(f"{site.url}/app/products")
        page.get_by_label("Choose Rye").check()
        page.click(".many summary")
        page.fill("[name=percent]", "5")
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_role("cell", name="Ksh 420")).to_be_visible()
        page.get_by_role("button", name="Change prices").click()
        expect(page.get_by_label("Price of Rye")).to_have_value("420")
        expect(page.get_by_label("Price of Roll")).to_have_value("100")


def test_every_page_of_products_is_accessible(browser: Browser, site: Site, cookies: Any) -> None:
    with at_products(browser, site, cookies) as walked:
        page = walked.page
        walked.inspect()
        add(page, site, "Rye", "400")
        walked.inspect()
        page.get_by_role("button", name="Add option").click()
        page.get_by_role("button", name="Add group").click()
        walked.inspect()
        page.goto(f"{site.url}/app/products/categories")
        page.fill("[name=name]", "Bread")
        page.get_by_role("button", name="Add category").click()
        walked.inspect()
        page.goto(f"{site.url}/app/products")
        page.get_by_label("Choose Rye").check()
        page.get_by_label("More for Rye").click()
        walked.inspect()
