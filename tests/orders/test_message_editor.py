"""The editor of the message: the owner's words, a preview, and how much a link can carry."""

from __future__ import annotations

from cardshop.orders import queries
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.people import Browser

GOOD = "Hi {number}\n{items}\n{total}\n{link}"


def kept(owner: factories.Owner) -> str:
    return queries.settings_of(owner.business.id).message_template


def shown(browser: Browser, words: str) -> str:
    answer = browser.raw("POST", "/app/shop/message/preview", data={"words": words})
    return str(answer.get_json()["shown"])


def test_it_begins_with_our_words(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/shop/message")
    assert "Order {number}" in (page.field("words").text or "")
    assert "Order 1042" in page.text
    assert "of 2,000 bytes" in page.text


def test_the_owner_s_words_are_kept(owner_browser: Browser, owner: factories.Owner) -> None:
    page = owner_browser.post("/app/shop/message", {"words": GOOD.replace("\n", "\r\n")})
    assert kept(owner) == GOOD
    assert "Hi 1042" in page.text


def test_our_words_are_kept_as_none(owner_browser: Browser, owner: factories.Owner) -> None:
    words = owner_browser.get("/app/shop/message").field("words").text or ""
    owner_browser.post("/app/shop/message", {"words": words})
    assert kept(owner) == ""


def test_one_can_go_back_to_our_words(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.settings(owner.business, message_template=GOOD)
    owner_browser.post("/app/shop/message/reset")
    assert kept(owner) == ""


def test_looking_keeps_nothing(owner_browser: Browser, owner: factories.Owner) -> None:
    page = owner_browser.post("/app/shop/message", {"words": GOOD, "act": "look"})
    assert "Hi 1042" in page.text
    assert kept(owner) == ""


def test_an_unknown_name_is_refused_with_its_place(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    page = owner_browser.post("/app/shop/message", {"words": GOOD.replace("{total}", "{totl}")})
    assert page.status == 422
    assert "Line 3, character 1: there is no {totl}." in page.error_of("words")
    assert "{totl}" in (page.field("words").text or "")
    assert kept(owner) == ""


def test_what_is_missing_is_named_while_typing(owner_browser: Browser) -> None:
    assert "Add {total}, {link}." in shown(owner_browser, "Hi {number}")
    assert "Hi 1042" in shown(owner_browser, GOOD)


def test_the_preview_is_made_of_own_products(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    shops.product(owner.business, "Country sourdough")
    shops.zone(owner.business, "Kilimani")
    text = owner_browser.get("/app/shop/message").text
    assert "1 × Country sourdough" in text
    assert "Delivery: Kilimani" in text


def test_a_business_without_a_number_is_told(app: object) -> None:
    browser = Browser(app).sign_in(factories.owner(whatsapp=""))  # type: ignore[arg-type]
    assert "no WhatsApp number yet" in browser.get("/app/shop/message").text


def test_hostile_words_stay_words(owner_browser: Browser) -> None:
    html = shown(owner_browser, "<script>{number}</script>\n{total}\n{link}")
    assert "<script>" not in html
    assert "&lt;script&gt;1042" in html


def test_long_words_leave_only_the_link(owner_browser: Browser) -> None:
    words = "{number}" + "ض" * 500 + "\n{total}\n{link}"
    assert "Only number, total and link fit." in shown(owner_browser, words)


def test_the_page_asks_little(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.product(owner.business)
    owner_browser.get("/app/shop/message")
    with statements() as asked:
        owner_browser.get("/app/shop/message")
    assert len(asked) <= 9
