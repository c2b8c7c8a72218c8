"""The order board in Chromium: it learns by itself, rings, and works without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey
from tests.support.sites import Site, prepared, running
from tests.support.walks import DESKTOP, Walk, walk

OWNER = "maya@golden-crumb.example"
BOARD = "/app/orders/"


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The examples on a site where the same owner may sign in often."""
    folder = tmp_path_factory.mktemp("board")
    copied = prepared(tmp_path_factory, with_demo=True)
    with running(folder, copied=copied, CARDSHOP_LIMIT_SIGNIN="1000 per minute") as started:
        yield started


@pytest.fixture
def board(browser: Browser, demo_site: Site) -> Iterator[Walk]:
    """Maya's desktop with the board open."""
    with walk(browser, size=DESKTOP, locale="en-KE") as walked:
        opened(walked.page, demo_site)
        yield walked


def opened(page: Page, site: Site) -> None:
    journey.sign_in(page, site, OWNER, PASSWORD)
    page.goto(f"{site.url}{BOARD}")


def look(page: Page) -> None:
    """What coming back to the tab does; nobody waits ten seconds for a test."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def first_new(page: Page) -> str:
    return page.locator("section[aria-labelledby=col-placed] h3 a").first.inner_text()


def test_an_open_board_learns_of_what_is_done_elsewhere(
    browser: Browser, demo_site: Site, board: Walk
) -> None:
    moved = first_new(board.page)
    with walk(browser, scripts=False, locale="en-KE") as phone:
        opened(phone.page, demo_site)
        phone.page.get_by_role("button", name="Accept").first.click()
        expect(phone.page.get_by_role("link", name="Say it is accepted")).to_be_visible()
    look(board.page)
    making = board.page.get_by_role("region", name="Making")
    expect(making.get_by_role("link", name=moved)).to_be_visible()


def test_the_title_counts_and_a_sound_is_switched_on(board: Walk) -> None:
    new = board.page.locator("section[aria-labelledby=col-placed]>article").count()
    expect(board.page).to_have_title(f"({new}) Orders · cardshop" if new else "Orders · cardshop")
    switch = board.page.get_by_role("button", name="Sound for new orders")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    board.page.reload()
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_the_focus_stays_while_the_board_is_drawn_anew(board: Walk) -> None:
    button = board.page.get_by_role("button", name="Mark ready").first
    name = button.get_attribute("aria-label")
    button.focus()
    with board.page.expect_response("**/changes*"):
        board.page.evaluate(
            "document.querySelector('[data-behavior=liveOrders]').dataset.version = ''"
        )
        look(board.page)
    expect(board.page.get_by_role("button", name=name or "")).to_be_focused()


def test_who_was_signed_out_is_told(board: Walk) -> None:
    board.context.clear_cookies()
    look(board.page)
    expect(board.page.get_by_text("You are signed out.")).to_be_visible()


def test_an_order_is_made_and_fetched_on_a_phone(browser: Browser, demo_site: Site) -> None:
    with walk(browser, locale="en-KE") as phone:
        opened(phone.page, demo_site)
        phone.page.get_by_role("link", name="Making").click()
        phone.page.locator("section[aria-labelledby=col-accepted] h3 a").first.click()
        phone.inspect()
        for step in ("Mark ready", "Picked up"):
            journey.press(phone.page, step)
            expect(phone.page.get_by_role("link", name="Say")).to_be_visible()
        expect(phone.page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(
    "path", [BOARD, "/app/orders/kitchen", "/app/orders/all", "/app/orders/totals"]
)
def test_the_pages_of_orders_pass_axe(browser: Browser, demo_site: Site, path: str) -> None:
    with walk(browser, locale="en-KE") as walked:
        opened(walked.page, demo_site)
        walked.page.goto(f"{demo_site.url}{path}")
        walked.inspect()
