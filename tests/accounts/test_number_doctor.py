"""The number doctor on the business details page."""

from __future__ import annotations

from urllib.parse import unquote

from tests.support import factories
from tests.support.people import Browser


def said(browser: Browser, typed: str, country: str = "KE") -> str:
    form = {"whatsapp": typed, "country": country}
    answer = browser.raw("POST", "/app/business/number", data=form)
    return str(answer.get_json()["shown"])


def test_the_page_says_what_the_number_is_understood_as(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/business").text
    assert "+254 700 000123" in page
    assert "Kenya" in page
    assert "Mobile number" in page
    assert "wa.me/254700000123" in page


def test_a_test_message_can_be_sent_to_oneself(owner_browser: Browser) -> None:
    address = owner_browser.get("/app/business").links()["Send myself a test"]
    number, _, link = address.partition("?text=")
    assert number == "https://wa.me/254700000123"
    assert unquote(link).startswith("This is a test")
    assert "+" not in link


def test_a_landline_is_warned_of_while_typing(owner_browser: Browser) -> None:
    assert "looks like a landline" in said(owner_browser, "+44 20 7946 0018")


def test_no_number_is_explained(owner_browser: Browser) -> None:
    assert "with its country code" in said(owner_browser, "call me")
    assert said(owner_browser, "  ").strip() == ""


def test_mexico_s_one_is_explained(owner_browser: Browser) -> None:
    assert "Type +52 55 1234 5678" in said(owner_browser, "+52 1 55 1234 5678", "MX")


def test_argentina_s_missing_nine_is_offered(owner_browser: Browser) -> None:
    assert "type +5491123456789" in said(owner_browser, "+54 11 2345 6789", "AR")


def test_checking_saves_nothing(owner_browser: Browser, owner: factories.Owner) -> None:
    form = {"whatsapp": "+39 02 1234 5678", "country": "KE", "act": "examine"}
    page = owner_browser.post("/app/business", data=form)
    assert page.status == 200
    assert "390212345678" in page.text
    assert owner.business.whatsapp == "+254700000123"
