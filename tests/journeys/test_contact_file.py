"""Somebody new starts from the contact that their phone has already."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys import editing, journey
from tests.journeys.contacts import IPHONE
from tests.support.sites import Site
from tests.support.walks import Walk, walk


def test_a_card_is_made_from_the_file_of_an_iphone(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "Njeri Wambui.vcf").write_text(IPHONE, newline="")
    with walk(browser, locale="en-KE") as walked:
        journey.begin(walked, site, "njeri@example.com", business="Kiln & Clay")
        walked.page.get_by_role("link", name="Start from a contact file").click()
        walked.inspect()
        reads_the_file(walked, tmp_path / "Njeri Wambui.vcf")
        walked.page.get_by_label("Address of the card").fill("kiln-and-clay")
        journey.press(walked.page, "Make the card")
        expect(walked.page.get_by_alt_text("Current photo")).to_be_visible()
        walked.inspect()
        editing.publish(walked)
    with walk(browser) as visitor:
        visitor.page.goto(f"{site.url}/kiln-and-clay")
        visitor.inspect()
        shows_the_card_of_njeri(visitor)


def reads_the_file(walked: Walk, path: Path) -> None:
    page = walked.page
    page.get_by_label("Contact file", exact=True).set_input_files(path)
    journey.press(page, "Read the file")
    expect(page.get_by_role("heading", name="Look through it")).to_be_visible()
    for found in ("Photo", "Potter", "+254 712 345678", "njeri@kilnandclay.example"):
        expect(page.get_by_text(found, exact=True)).to_be_visible()
    walked.inspect()


def shows_the_card_of_njeri(visitor: Walk) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", name="Njeri Wambui", level=1)).to_be_visible()
    assert page.get_by_role("img").first.evaluate("img => img.complete && img.naturalWidth") >= 48
    for number in ("+254 712 345678", "+254 733 221100"):
        expect(page.get_by_role("link", name=number)).to_be_visible()
    expect(page.get_by_role("link", name="njeri@kilnandclay.example")).to_be_visible()
    expect(page.get_by_text("Karen Road 9")).to_be_visible()
    instagram = page.get_by_role("link", name="Instagram").first
    expect(instagram).to_have_attribute("href", "https://instagram.com/kiln.and.clay")
