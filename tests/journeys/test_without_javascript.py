"""A visitor and an owner whose browsers run no scripts: everything works, one page at a time."""

from __future__ import annotations

import vobject
from playwright.sync_api import Browser, Page, expect

from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import walk


def test_a_visitor_reads_a_card(browser: Browser, demo_site: Site) -> None:
    with walk(browser, scripts=False) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        for heading in ("Fresh today", "From the oven", "What people say", "Opening hours"):
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.get_by_role("navigation", name="On this page").get_by_role(
            "link", name="Opening hours"
        ).click()
        expect(page.get_by_role("row", name="Sunday")).to_be_in_viewport()
        answer = page.get_by_text("Yes, by boda", exact=False)
        expect(answer).to_be_hidden()
        page.get_by_text("Do you deliver?").click()
        expect(answer).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_visitor_shares_a_card(browser: Browser, demo_site: Site) -> None:
    with walk(browser, scripts=False) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        page.get_by_role("link", name="Share this card").click()
        expect(page.get_by_role("heading", name="Share")).to_be_visible()
        code = page.get_by_role("img", name="QR code for this page")
        answer = walked.context.request.get(demo_site.url + str(code.get_attribute("src")))
        assert answer.headers["content-type"].startswith("image/svg+xml")
        with page.expect_download() as saving:
            page.get_by_role("link", name="PDF").click()
        assert saving.value.path().read_bytes().startswith(b"%PDF")
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_role("heading", name="Golden Crumb", level=1)).to_be_visible()


def test_a_visitor_keeps_the_contact(browser: Browser, demo_site: Site) -> None:
    with walk(browser, scripts=False) as walked:
        walked.page.goto(f"{demo_site.url}/golden-crumb")
        with walked.page.expect_download() as saving:
            walked.page.get_by_role("link", name="Save contact").first.click()
        contact = vobject.readOne(saving.value.path().read_text(encoding="utf-8"))
        assert contact.fn.value == "Golden Crumb"


def test_a_visitor_looks_at_a_picture(browser: Browser, demo_site: Site) -> None:
    with walk(browser, scripts=False) as walked:
        page = walked.page
        page.goto(f"{demo_site.url}/golden-crumb")
        page.get_by_role("link", name="Sourdough loaf").click()
        page.wait_for_url("**/media/*")
        page.go_back()
        expect(page.get_by_role("heading", name="Golden Crumb", level=1)).to_be_visible()


def test_an_owner_edits_the_card(browser: Browser, site: Site) -> None:
    with walk(browser, scripts=False, locale="en-KE") as walked:
        page = walked.page
        opens_a_shop(page, site)
        adds_a_phone(page, "0733 221 100")
        moves_and_hides(page)
        page.goto(f"{site.url}/baraka")
        listed = page.get_by_role("main").get_by_role("region")
        expect(listed).to_have_count(1)
        expect(listed.get_by_role("link", name="+254 733 221100")).to_be_visible()


def opens_a_shop(page: Page, site: Site) -> None:
    """Sign up without scripts: the button "Check" says whether an address is free."""
    page.goto(f"{site.url}/account/sign-up")
    journey.enter_email(page, "baraka@example.com")
    page.get_by_label("WhatsApp").fill("0700 000 123")
    journey.enter_business(page, "Baraka Books")
    page.get_by_label("Address of the card").fill("baraka")
    journey.press(page, "Check")
    expect(page.get_by_text("baraka is free.")).to_be_visible()
    journey.press(page, "Make my card")
    journey.go(page, "Address")
    journey.press(page, "Publish")
    expect(page.get_by_role("heading", name="Your card is live")).to_be_visible()


def adds_a_phone(page: Page, number: str) -> None:
    journey.go(page, "Contact")
    journey.press(page, "Add a phone")
    page.get_by_label("Phone number").last.fill(number)
    journey.press(page, "Move Phone 2 up")
    expect(page.get_by_label("Phone number").first).to_have_value(number)
    journey.save(page)


def moves_and_hides(page: Page) -> None:
    journey.go(page, "Sections")
    journey.press(page, "Move Links up")
    rows = page.get_by_role("region", name="Sections in order").get_by_role("listitem")
    expect(rows.first).to_contain_text("Links")
    page.get_by_role("switch", name="Show Links").click()
    expect(page.get_by_role("switch", name="Show Links")).not_to_be_checked()
