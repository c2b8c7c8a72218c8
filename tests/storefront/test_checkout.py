"""From the cart to an order without JavaScript: what is asked, what is refused, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.cards.models import QrTag, Target
from cardshop.db import db, transaction
from cardshop.extensions import limiter
from cardshop.orders.models import Fulfilment
from tests.storefront.shopping import SHOP, Shopper, offer, orders, shop, shopper_with_bread
from tests.support import apps, factories, shops
from tests.support.pages import Page

WEEKDAYS = "mon tue wed thu fri sat sun".split()
DAILY: dict[str, Any] = {
    "weekly": {day: [["06:00", "19:00"]] for day in WEEKDAYS},
    "overrides": {},
}
# Tuesday 24 November 2026 in Nairobi.
NOON, NIGHT = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 18, tzinfo=UTC)


def message_of(page: Page) -> tuple[str, str]:
    """The message as shown, and as the WhatsApp link carries it."""
    shown = "".join(page.all("div", id="message")[0].itertext())
    link = page.links()["Send on WhatsApp"]
    return shown, parse_qs(urlsplit(link).query)["text"][0]


def typed_for_delivery(business: Business) -> dict[str, str]:
    """What somebody in Kilimani types who has a coupon."""
    shops.settings(business)
    shops.coupon(business)
    return {
        "how": f"delivery-{shops.zone(business, minutes=25).id}",
        "address": "Road 1, floor 2",
        "landmark": "Blue gate",
        "coupon": "welcome10",
        "note": "Ring twice",
    }


def test_the_whole_way_without_javascript(app: Flask) -> None:
    business = shop()
    cake = shops.product(business, "Cake", sizes={"Small": 320000}, extras={"Candles": 5000})
    small, candles = offer(cake).variants[0].id, next(iter(offer(cake).modifiers))
    shopper = Shopper(app)
    shopper.add(cake, variant_id=small, modifier_ids=[candles])
    typed = typed_for_delivery(business) | {f"note-{cake.id}-{small}-{candles}": "Zawadi"}

    page = shopper.place(shopper.draft(shopper.checkout(), **typed), **typed)

    [order] = orders()
    assert page.url == f"/o/{order.token}"
    assert "One step left" in page.text
    assert (order.total, order.discount, order.delivery_fee) == (312500, 32500, 20000)
    assert (order.address, order.landmark) == ("Road 1, floor 2", "Blue gate")
    assert order.note == "Ring twice"
    assert order.customer_phone == "+254711000111"
    assert "“Zawadi”" in page.text
    assert "Your cart is empty" in shopper.cart().text


def test_the_message_shown_is_the_message_sent(app: Flask) -> None:
    shopper = shopper_with_bread(app, shop())

    shown, sent = message_of(shopper.place(shopper.checkout()))

    assert shown == sent
    assert "480" in sent
    assert len(sent) > 20


def test_checkout_of_nothing_leads_to_the_cart(app: Flask) -> None:
    shop()

    assert "Your cart is empty" in Shopper(app).checkout().text


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(app: Flask) -> None:
    business = shop()
    shops.settings(business)
    kilimani = shops.zone(business)
    shopper = shopper_with_bread(app, business)

    page = shopper.place(
        shopper.checkout(),
        name="",
        phone="12",
        how=f"delivery-{kilimani.id}",
        landmark="Blue gate",
        note="Ring",
    )

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.error_of("name") == "Enter your name."
    assert "country code" in page.error_of("phone")
    assert page.field("phone").get("value") == "12"
    assert page.field("landmark").get("value") == "Blue gate"
    assert "".join(page.field("note").itertext()).strip() == "Ring"
    assert [e.get("value") for e in page.all("input", checked="")][:1] == [
        f"delivery-{kilimani.id}"
    ]
    assert orders() == []


def test_delivery_needs_an_address(app: Flask) -> None:
    business = shop()
    shops.settings(business)
    kilimani = shops.zone(business, fee=0)
    shopper = shopper_with_bread(app, business)

    page = shopper.place(shopper.checkout(), how=f"delivery-{kilimani.id}")

    assert page.status == 409
    assert "address" in page.error_of("address")


def test_a_foreign_coupon_is_none_here(app: Flask) -> None:
    business = shop()
    shops.coupon(factories.owner().business, "THEIRS")
    shopper = shopper_with_bread(app, business)

    page = shopper.draft(shopper.checkout(), coupon="THEIRS", name="Amina")

    assert page.status == 200
    assert page.error_of("coupon")
    assert page.field("coupon").get("value") == "THEIRS"
    assert page.field("name").get("value") == "Amina"


@pytest.mark.parametrize("how", ["", "drone", "delivery-x", "delivery-999999", "dine_in"])
def test_a_way_that_is_not_offered_is_refused(app: Flask, how: str) -> None:
    shopper = shopper_with_bread(app, shop())

    page = shopper.place(shopper.checkout(), how=how)

    assert page.status in (409, 422)
    assert "How do you want it?" in page.text
    assert "There is a problem" in page.text
    assert orders() == []


def test_the_table_comes_from_the_scanned_code(app: Flask) -> None:
    business = shop()
    shops.settings(business, offers_dine_in=True)
    shopper = shopper_with_bread(app, business)
    assert "At your table" not in shopper.checkout().text
    _tag(business, "tab1e004")

    shopper.browser.client.set_cookie("cardshop_tag", "tab1e004")
    page = shopper.checkout()
    assert "At your table" in page.text
    shopper.place(page, how="dine_in")

    [order] = orders()
    assert (order.fulfilment, order.table_name) == (Fulfilment.DINE_IN, "Table 4")
    assert order.source_tag_id is not None


def _tag(business: Business, code: str) -> None:
    card = factories.card(business)
    with transaction() as session:
        session.add(
            QrTag(
                card_id=card.id,
                code=code,
                target=Target.TABLE,
                table_name="Table 4",
                created_at=factories.NOW,
            )
        )


def test_a_minimum_is_told_before_anything_is_typed(app: Flask) -> None:
    business = shop()
    shops.settings(business, minimum_order=100000)
    shopper = shopper_with_bread(app, business)

    page = shopper.checkout()

    assert "Orders here start at" in page.text
    assert "Orders here start at" in shopper.cart().text
    assert shopper.place(page).status == 409


def test_a_persian_card_speaks_persian_and_reads_its_digits(app: Flask) -> None:
    business = shop(locale="fa-IR", country="IR", currency="IRR", currency_exponent=0)
    shopper = shopper_with_bread(app, business)
    page = shopper.checkout()
    assert page.root.get("dir") == "rtl"
    assert "۴۸" in page.text

    page = shopper.place(page, name="سارا رضایی", phone="۰۹۱۲۳۴۵۶۷۸۹")

    [order] = orders()
    assert (order.customer_phone, order.locale) == ("+989123456789", "fa-IR")
    assert "#۱۰۰۱" in page.text
    assert page.root.get("lang", "").startswith("fa")


def test_an_order_cannot_be_sent_from_another_site(app: Flask) -> None:
    shopper = shopper_with_bread(app, shop())
    data = shopper.filled(shopper.checkout())

    answer = shopper.browser.client.post(
        f"{SHOP}/checkout", data=data, headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403
    assert orders() == []


@pytest.fixture
def strict(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application as it lets everybody send two forms a minute."""
    yield apps.build(str(db.engine.url), tmp_path, limit_public="2 per minute")
    limiter.init_app(app)
    limiter.reset()


def test_placing_is_counted_and_looking_is_not(strict: Flask) -> None:
    shopper = shopper_with_bread(strict, shop())
    pages = [shopper.draft(shopper.checkout()) for _ in range(4)]

    answers = [shopper.place(page, name="").status for page in pages]

    assert answers == [422, 422, 429, 429]
