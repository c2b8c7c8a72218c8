"""What was typed is shown again, fit to be shown."""

from __future__ import annotations

from tests.support.people import Browser


def test_characters_that_cannot_be_shown_do_not_break_the_page(owner_browser: Browser) -> None:
    page = owner_browser.post("/app/business", {"name": "Golden\x00 Crumb\x1f"})

    assert page.status == 422
    assert page.field("name").get("value") == "Golden Crumb"
    assert "characters that cannot be shown" in page.error_of("name")
