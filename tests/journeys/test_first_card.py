"""Somebody new makes a card on a phone and publishes it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys import editing, journey
from tests.support.sites import Site
from tests.support.walks import Walk, walk


def test_a_newcomer_makes_and_publishes_a_card_on_a_phone(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    with walk(browser, locale="en-KE") as walked:
        journey.sign_up(walked, site, "asha@example.com", business="Asha Blooms", address="asha")
        editing.choose_photo(walked, journey.photo(tmp_path), shows="A bunch of roses")
        editing.add_phone(walked, "0700 000 123")
        editing.add_link(walked, "instagram.com/asha.blooms")
        editing.write_about(walked, "Roses from **Limuru**, every morning.")
        editing.choose_theme(walked, "Rose")
        editing.publish(walked)
    with walk(browser) as visitor:
        visitor.page.goto(f"{site.url}/asha")
        visitor.inspect()
        shows_the_card_of_asha(visitor)


def shows_the_card_of_asha(visitor: Walk) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", name="Asha Blooms")).to_be_visible()
    picture = page.get_by_role("img", name="A bunch of roses")
    assert picture.evaluate("img => img.complete && img.naturalWidth") >= 96
    phone = page.get_by_role("link", name="+254 700 000123")
    expect(phone).to_have_attribute("href", "tel:+254700000123")
    expect(page.get_by_role("link", name="Instagram").first).to_be_visible()
    expect(page.get_by_text("Limuru")).to_have_css("font-weight", "700")
