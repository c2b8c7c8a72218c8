"""What a visitor must know before filling a cart."""

from __future__ import annotations

from cardshop.accounts import operations as accounts
from cardshop.accounts.domain.business import BusinessChanges
from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.lib.validation import parse
from cardshop.orders import operations
from cardshop.orders.domain.shop import SettingsChanges
from tests.support import factories, shops
from tests.support.factories import NOW
from tests.support.people import Browser

PAUSED = "We are not taking orders at the moment."


def opened() -> Business:
    business = factories.owner().business
    factories.card(business, slug="golden-crumb")
    shops.product(business, slug="rye")
    return business


def test_a_pause_is_said_on_every_page_of_the_shop_at_once(visitor: Browser) -> None:
    business = opened()
    assert PAUSED not in visitor.get("/golden-crumb/shop").text
    with transaction():
        operations.edit_settings(business.id, parse(SettingsChanges, {"is_taking_orders": False}))

    for path in ("/golden-crumb/shop", "/golden-crumb/shop/rye"):
        assert PAUSED in visitor.get(path).text


def test_prices_without_tax_are_called_so(visitor: Browser) -> None:
    business = opened()
    changes = parse(BusinessChanges, {"prices_include_tax": False})
    with transaction():
        accounts.edit_business(db.session.get_one(Business, business.id), changes, at=NOW)

    assert "Prices are without tax." in visitor.get("/golden-crumb/shop/rye").text
