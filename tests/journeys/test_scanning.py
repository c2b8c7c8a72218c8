"""A code on a screen is scanned, and the contact is in the phone."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import vobject
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import DESKTOP, Walk, walk


def test_a_code_on_a_screen_leads_to_a_saved_contact(browser: Browser, demo_site: Site) -> None:
    with walk(browser, size=DESKTOP) as desk:
        desk.page.goto(f"{demo_site.url}/golden-crumb")
        address = scanned(desk.page)
        assert re.fullmatch(demo_site.url + "/q/[0-9a-z]{8}", address)
    with walk(browser) as owner:
        journey.sign_in(owner.page, demo_site, "maya@golden-crumb.example", PASSWORD)
        before = scans(owner, demo_site)
    with walk(browser) as phone:
        phone.page.goto(address)
        expect(phone.page).to_have_url(f"{demo_site.url}/golden-crumb")
        phone.inspect()
        is_the_contact_of_the_bakery(saved_contact(phone.page))
    with walk(browser) as owner:
        journey.sign_in(owner.page, demo_site, "maya@golden-crumb.example", PASSWORD)
        assert scans(owner, demo_site) == before + 1
        owner.inspect()


def scanned(page: Page) -> str:
    """What a phone reads when it is held before this screen."""
    code = page.get_by_role("img", name="QR code for this page")
    code.scroll_into_view_if_needed()
    # Asked by a function: words to evaluate are against the page's policy.
    expect(code).to_have_js_property("complete", True)
    screen = Image.open(io.BytesIO(page.screenshot()))
    found = zxingcpp.read_barcodes(screen)
    assert len(found) == 1
    return str(found[0].text)


def saved_contact(page: Page) -> Any:
    """The contact in the file that "Save contact" brings."""
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save contact").click()
    expect(page.get_by_role("status")).to_contain_text("Open it to save")
    assert saving.value.suggested_filename == "Golden Crumb.vcf"
    return vobject.readOne(Path(saving.value.path()).read_text(encoding="utf-8"))


def is_the_contact_of_the_bakery(contact: Any) -> None:
    assert contact.fn.value == "Golden Crumb"
    assert contact.tel.value == "+254700000123"
    assert contact.email.value == "hello@goldencrumb.example"
    assert contact.adr.value.city == "Nairobi"
    photo = Image.open(io.BytesIO(contact.photo.value))
    assert photo.format == "JPEG"
    assert max(photo.size) <= 320


def scans(owner: Walk, site: Site) -> int:
    """How often the code of the card itself was scanned, as its owner reads it."""
    owner.page.goto(f"{site.url}/app/qr")
    row = owner.page.get_by_role("listitem").filter(has_text="The code on your card").first
    found = re.search(r"(\d+) scan", row.inner_text())
    assert found
    return int(found[1])
