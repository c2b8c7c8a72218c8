"""The owner edits the card: on a 390 px phone, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cards.pictures import png
from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import DESKTOP, Walk, walk

KINDS = ["about", "gallery", "testimonials", "faq", "map", "video", "text"]


@pytest.fixture
def card(browser: Browser, site: Site, request: pytest.FixtureRequest) -> str:
    """The editor's address of a new business's card."""
    name = f"owner{abs(hash(request.node.name))}"
    request.node.email = f"{name}@example.com"
    with walk(browser, locale="en-KE") as walked:
        who = {"business": "Golden Crumb", "address": name}
        journey.open_shop(walked.page, site, request.node.email, **who)
        return walked.page.url.rsplit("/", 1)[0]


def signed_in(walked: Walk, site: Site, request: pytest.FixtureRequest) -> Page:
    page = walked.page
    page.goto(f"{site.url}/account/sign-in")
    page.fill("[name=email]", request.node.email)
    page.fill("[name=password]", journey.PASSWORD)
    page.click("main form button.b1")
    page.wait_for_url("**/app/**")
    return page


def save(page: Page) -> None:
    page.click(".bar .b1")
    expect(page.locator(".note.ok[role=status]")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_lists_are_filled_on_a_phone(
    browser: Browser, site: Site, card: str, request: pytest.FixtureRequest, scripts: bool
) -> None:
    with walk(browser, scripts=scripts) as walked:
        page = signed_in(walked, site, request)
        page.goto(f"{card}/contact")
        page.fill("[name=phones-0-number]", "0700 000 123")
        page.click("text=Add a phone")
        page.fill("[name=phones-1-number]", "0711 222 333")
        page.click("[aria-label='Move Phone 2 up']")
        save(page)
        expect(page.locator("[name=phones-0-number]")).to_have_value("+254 711 222333")

        page.goto(f"{card}/links")
        page.fill("[name=paste]", "instagram.com/crumb")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("[name=paste]")).to_have_value("")
        expect(page.locator(".link", has_text="Instagram")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_sections_are_moved_and_hidden(
    browser: Browser, site: Site, card: str, request: pytest.FixtureRequest, scripts: bool
) -> None:
    with walk(browser, scripts=scripts) as walked:
        page = signed_in(walked, site, request)
        page.goto(f"{card}/sections")
        with page.expect_response("**/place"):
            page.click("[aria-label='Move Links up']")
        expect(page.get_by_text("Links moved to place 1 of 3").first).to_be_attached()
        with page.expect_response("**/visibility"):
            page.click("[aria-label='Show Links']")
        expect(page.locator("[aria-label='Show Links']")).to_have_attribute("aria-checked", "false")
        page.reload()
        expect(page.locator(".srt").first).to_contain_text("Links")
        expect(page.locator(".srt").first).to_contain_text("Hidden")


def test_a_look_is_seen_before_it_is_saved(
    browser: Browser, site: Site, card: str, request: pytest.FixtureRequest
) -> None:
    with walk(browser, size=DESKTOP) as walked:
        page = signed_in(walked, site, request)
        page.goto(f"{card}/design")
        inside = page.frame_locator("#preview")
        expect(inside.locator("h1")).to_have_text("Golden Crumb")
        page.click("text=Blade")
        expect(page.locator("[name=accent]")).to_have_value("#e0b354")
        expect(inside.locator(".lay-banner h1")).to_have_text("Golden Crumb")
        expect(inside.locator("body")).to_have_css("background-color", "rgb(16, 14, 9)")
        page.fill("[name=accent]", "#c8f031")
        expect(page.get_by_text("We made links", exact=False)).to_have_count(0)
        save(page)
        expect(page.locator("[name=accent]")).to_have_value("#c8f031")


def test_a_photo_is_seen_before_it_is_saved(
    browser: Browser, site: Site, card: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    (tmp_path / "bread.png").write_bytes(png(size=(300, 300)))
    with walk(browser) as walked:
        page = signed_in(walked, site, request)
        page.goto(card)
        page.set_input_files("[name=avatar]", tmp_path / "bread.png")
        expect(page.get_by_text("Chosen. Save to keep it.")).to_be_visible()
        save(page)
        expect(page.get_by_alt_text("Current photo")).to_be_visible()


def test_every_page_of_the_editor_is_accessible(
    browser: Browser, site: Site, card: str, request: pytest.FixtureRequest
) -> None:
    with walk(browser) as walked:
        page = signed_in(walked, site, request)
        for part in ("", "/contact", "/links", "/sections", "/design", "?show=preview"):
            page.goto(card + part)
            walked.inspect()
        for kind in KINDS:
            page.goto(f"{card}/sections")
            page.click("summary")
            page.click(f"[name=kind][value={kind}]")
            page.wait_for_url("**/sections/*")
            if kind in ("faq", "testimonials"):
                page.click("[data-add=items]")
            walked.inspect()
