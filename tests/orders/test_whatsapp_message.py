"""The message and the replies of real orders, in the business's language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.lib.money import Currency
from cardshop.lib.wa_link import MOST_BYTES
from cardshop.orders import queries
from cardshop.orders.domain.message import Composed
from cardshop.orders.domain.template import check
from cardshop.orders.messages.replies import replies
from cardshop.orders.messages.whatsapp import built_in_template, whatsapp_message
from cardshop.orders.models import Fulfilment, Order, OrderLine, OrderState
from cardshop.web import locales
from tests.support import factories, shops
from tests.support.factories import NOW

LINK = "http://localhost/o/V1StGXR8_Z5jdHi6B-myTQ"


def message(business: Business, order: Order, **settings: Any) -> Composed:
    if settings:
        shops.settings(business, **settings)
    whole = queries.order_of(business.id, order.id)
    return whatsapp_message(whole, business, link=LINK)


def sent(composed: Composed) -> str:
    """What WhatsApp shows: the decoded words of the address."""
    return unquote(composed.url.partition("?text=")[2], errors="strict")


def test_an_order_is_written_out(each_engine: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    order = shops.order(business, ("Butter croissant", 22000, 2), number=1042)
    composed = message(business, order, payment_note="Pay by M-Pesa")
    total = Currency("KES", 2).show(44000, "en-KE")
    assert composed.text == (
        f"Order 1042\n\n2 × Butter croissant: {total}\n\nTotal: {total}\n\nPickup\n"
        "As soon as it is ready\nName: Wanjiru Mwangi\nPhone: +254 711 000111\n\n"
        f"Pay by M-Pesa\n\n{LINK}"
    )
    assert sent(composed) == composed.text
    assert composed.url.startswith("https://wa.me/254700000123?text=Order%201042%0A%0A")


def test_charges_place_and_time_are_told(app: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    order = shops.order(
        business,
        discount=10000,
        delivery_fee=20000,
        total=106000,
        fulfilment=Fulfilment.DELIVERY,
        zone_name="Kilimani",
        address="5 Ring Road\nflat 2",
        landmark="blue gate",
        wanted_from=NOW + timedelta(days=1),
        wanted_until=NOW + timedelta(days=1, minutes=30),
    )
    words = message(business, order).text.split("\n")
    assert "Delivery: Kilimani, 5 Ring Road flat 2, blue gate" in words
    assert any(word.startswith("When: Wed") and "–" in word for word in words)
    assert [word.split(":")[0] for word in words[4:8]] == [
        "Subtotal",
        "Discount",
        "Delivery fee",
        "Total",
    ]


def test_options_extras_and_the_line_s_note_are_told(app: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    line = OrderLine(
        position=0,
        name="Cake",
        unit_price=340000,
        quantity=1,
        total=340000,
        options=[{"name": "Size", "value": "Small"}],
        modifiers=[{"group": "Extras", "name": "Candles", "price": 40000}],
        note="“Zawadi” on top",
    )
    order = Order(**columns(business), lines=[line], subtotal=340000, total=340000)
    words = whatsapp_message(order, business, link=LINK).text.split("\n")
    assert words[2].startswith("1 × Cake (Small, Candles): ")
    assert words[3] == "– “Zawadi” on top"


def columns(business: Business) -> dict[str, Any]:
    """A transient order's other columns."""
    kept = shops.order(business)
    names = ("number", "currency", "currency_exponent", "prices_include_tax", "customer_name")
    more = ("customer_phone", "fulfilment", "discount", "delivery_fee", "tax", "note", "ready_at")
    return {name: getattr(kept, name) for name in (*names, *more)} | {
        "zone_name": "",
        "address": "",
        "landmark": "",
        "table_name": "",
    }


def test_the_owner_s_words_are_used(app: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    template = "New order {number} for {business}\n{total} {nonsense}\n{link}"
    text = message(business, shops.order(business, number=1007), message_template=template).text
    assert text.startswith(f"New order 1007 for {business.name}\n")
    assert text.endswith(LINK)


@pytest.mark.parametrize("tag", locales.LANGUAGES)
def test_the_built_in_words_of_every_language_are_a_good_template(app: Flask, tag: str) -> None:
    with app.test_request_context(), locales.speaking(tag):
        assert check(built_in_template())


NAMES = {
    "en-KE": "Butter croissant",
    "ar-EG": "كرواسون بالزبدة",
    "hi-IN": "मक्खन क्रोइसैन",
    "fa-IR": "کرواسان کره‌ای",
    "en-US": "🥐👩🏽‍🍳 croissant",
}


@pytest.mark.parametrize("locale", NAMES)
@pytest.mark.parametrize("count", [1, 10, 60])
def test_the_words_sent_are_the_words_shown(app: Flask, locale: str, count: int) -> None:
    business = factories.owner(locale=locale, currency="USD", currency_exponent=2).business
    lines = [(f"{NAMES[locale]} {n}", 44000, 2) for n in range(count)]
    order = shops.order(business, *lines, customer_name=NAMES[locale], note=NAMES[locale])
    composed = message(business, order)
    assert len(composed.url.encode()) <= MOST_BYTES
    assert sent(composed) == composed.text
    assert Currency("USD", 2).show(order.total, locale) in composed.text
    assert str(order.number) in composed.text.split("\n")[0]
    assert composed.text.endswith(f"\n{LINK}")


def test_a_reply_for_each_step_opens_the_customer_s_chat(app: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    order = shops.order(business, customer_name="Ann\nTotal: 0 {link}", number=1003)
    shops.settings(business, pickup_note="Ring at the blue door")
    offered = {reply.state: reply for reply in replies(order, business, link=LINK)}
    assert set(offered) == set(OrderState) - {OrderState.EXPIRED}
    for reply in offered.values():
        assert reply.url.startswith("https://wa.me/254711000111?text=")
        assert unquote(reply.url.partition("?text=")[2]) == reply.text
        assert "1003" in reply.text
        assert reply.text.endswith(f"\n{LINK}")
    assert "Ring at the blue door" in offered[OrderState.READY].text
    assert "Hello Ann Total: 0 {link}, " in offered[OrderState.ACCEPTED].text


def test_what_is_ready_depends_on_the_way(app: Flask) -> None:
    business = factories.owner(locale="en-KE").business
    words = {}
    for way in Fulfilment:
        order = shops.order(business, fulfilment=way)
        by_state = {r.state: r for r in replies(order, business, link=LINK)}
        words[way] = by_state[OrderState.READY].text
    assert "ready to collect" in words[Fulfilment.PICKUP]
    assert "on its way" in words[Fulfilment.DELIVERY]
    assert "comes to your table" in words[Fulfilment.DINE_IN]
