"""The page of how a shop takes orders."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.orders import queries
from cardshop.orders.models import ShopSettings, WhenClosed
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.people import Browser


def typed(**changed: Any) -> dict[str, Any]:
    """The form as a browser sends it: pickup only."""
    return {
        "is_taking_orders": "y",
        "offers_pickup": "y",
        "when_closed": "allow",
        "preparation_minutes": "25",
        "days_ahead": "3",
        "window_minutes": "60",
        "minimum_order": "",
        "pickup_note": "",
        "payment_note": "",
    } | changed


def kept(owner: factories.Owner) -> ShopSettings:
    return queries.settings_of(owner.business.id)


def test_a_new_shop_shows_what_holds_without_settings(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/shop/")
    assert page.field("offers_pickup").get("checked") is not None
    assert page.field("offers_delivery").get("checked") is None
    assert page.field("preparation_minutes").get("value") == "30"
    assert "Add the first zone" in page.links()


def test_everything_is_kept(owner_browser: Browser, owner: factories.Owner) -> None:
    form = typed(when_closed="refuse", minimum_order="1,500.50", payment_note=" Cash ")
    del form["offers_pickup"]
    page = owner_browser.post("/app/shop/", form | {"offers_dine_in": "y"})
    assert "Saved." in page.text
    settings = kept(owner)
    assert (settings.offers_pickup, settings.offers_dine_in) == (False, True)
    assert settings.when_closed is WhenClosed.REFUSE
    assert (settings.minimum_order, settings.payment_note) == (150050, "Cash")
    assert (settings.preparation_minutes, settings.window_minutes) == (25, 60)
    assert owner.business.content_version == 2


def test_orders_are_paused_by_a_switch(owner_browser: Browser, owner: factories.Owner) -> None:
    form = typed()
    del form["is_taking_orders"]
    owner_browser.post("/app/shop/", form)
    assert not kept(owner).is_taking_orders


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("minimum_order", "1.2.3", "Write it like"),
        ("minimum_order", "-5", "Enter a price"),
        ("preparation_minutes", "soon", "Enter a whole number"),
        ("preparation_minutes", "1.5", "Enter a whole number"),
        ("preparation_minutes", "999999", "10080 or less"),
        ("days_ahead", "61", "60 or less"),
        ("window_minutes", "5", "10 or more"),
        ("when_closed", "perhaps", "Choose one of"),
        ("pickup_note", "x" * 201, "at most 200"),
    ],
)
def test_bad_input_is_explained_and_kept_in_the_form(
    owner_browser: Browser, owner: factories.Owner, field: str, words: str, said: str
) -> None:
    page = owner_browser.post("/app/shop/", typed(**{field: words}))
    assert page.status == 422
    assert said in page.text
    assert page.title.startswith("Error")
    assert kept(owner).preparation_minutes == 30


def test_amounts_are_read_and_shown_in_the_business_s_manner(app: Any) -> None:
    owner = factories.owner(locale="es-AR", currency="ARS", country="AR")
    browser = Browser(app).sign_in(owner)
    browser.post("/app/shop/", typed(minimum_order="1.234,50"))
    assert kept(owner).minimum_order == 123450
    assert browser.get("/app/shop/").field("minimum_order").get("value") == "1234,50"


def test_a_number_in_persian_digits_is_read(owner_browser: Browser, owner: factories.Owner) -> None:
    owner_browser.post("/app/shop/", typed(preparation_minutes="۴۵"))
    assert kept(owner).preparation_minutes == 45


def test_a_length_that_a_program_chose_stays_on_offer(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    shops.settings(owner.business, window_minutes=25)
    page = owner_browser.get("/app/shop/")
    chosen = [o.get("value") for o in page.all("option") if o.get("selected") is not None]
    assert chosen == ["25"]


def test_the_page_asks_little(owner_browser: Browser) -> None:
    owner_browser.get("/app/shop/")
    with statements() as asked:
        owner_browser.get("/app/shop/")
    assert len(asked) <= 4
