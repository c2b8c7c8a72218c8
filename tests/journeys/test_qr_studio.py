"""The owner chooses how a code looks, sees it change, and prints it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import DESKTOP, walk

OWNER = "ines@duarte.example"


def choose(page: Page, name: str) -> None:
    """Press a choice where people do: on its words or its colour."""
    page.locator("label").filter(has=page.get_by_role("radio", name=name, exact=True)).click()


def test_a_code_is_drawn_anew_while_it_is_chosen(browser: Browser, demo_site: Site) -> None:
    with walk(browser) as phone:
        page = phone.page
        journey.sign_in(page, demo_site, OWNER, PASSWORD)
        page.goto(f"{demo_site.url}/app/qr/new")
        phone.inspect()
        page.get_by_label("Name").fill("Window")
        journey.press(page, "Make the code")
        phone.inspect()
        choose(page, "Purple")
        expect(page.locator("[data-part=code] path")).to_have_attribute("fill", "#5b1d7a")
        page.get_by_label("Code", exact=True).fill("#fff000")
        expect(page.get_by_text("Does not scan.")).to_be_visible()
        choose(page, "Green")
        page.get_by_label("Big line").fill("See my work")
        expect(page.locator("[data-part=big]")).to_have_text("See my work")
        journey.press(page, "Save code")
        expect(page.get_by_text("Code saved.")).to_be_visible()
        phone.inspect()


def test_a_poster_is_printed_by_its_button(browser: Browser, demo_site: Site) -> None:
    with walk(browser, size=DESKTOP) as desk:
        page = desk.page
        journey.sign_in(page, demo_site, OWNER, PASSWORD)
        page.goto(f"{demo_site.url}/app/qr/")
        desk.inspect()
        page.get_by_role("link", name=re.compile("The code on your card")).click()
        page.get_by_role("link", name="Print poster").click()
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        desk.inspect()
        page.evaluate("window.print = () => { window.printed = true }")
        journey.press(page, "Print")
        assert page.evaluate("window.printed")


def test_a_code_is_made_without_scripts(browser: Browser, demo_site: Site) -> None:
    with walk(browser, scripts=False) as plain:
        page = plain.page
        journey.sign_in(page, demo_site, OWNER, PASSWORD)
        page.goto(f"{demo_site.url}/app/qr/")
        page.get_by_role("link", name="New code").click()
        page.get_by_label("Name").fill("Van")
        journey.press(page, "Make the code")
        choose(page, "Dots")
        choose(page, "Blue")
        journey.press(page, "Save code")
        expect(page.locator("[data-part=code] path")).to_have_attribute("fill", "#12407a")
        expect(page.get_by_text("Scans well.")).to_be_visible()
