"""A customer's order, found by its link alone: each state in words, handing over, cancelling."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest

from cardshop.accounts.models import Business
from cardshop.cards.models import Card
from cardshop.db import db, transaction
from cardshop.orders import queries
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.orders.operations import states
from tests.storefront.shopping import shop
from tests.support import factories, shops
from tests.support.people import Browser


def placed(business: Business | None = None, **columns: object) -> Order:
    """An order that waits to be sent, from the card of its business."""
    business = business or shop()
    card = db.session.query(Card.id).filter_by(business_id=business.id).scalar()
    return shops.order(business, card_id=card, **columns)


def move(order: Order, *way: OrderState) -> None:
    for state in way:
        with transaction():
            found = queries.by_token(order.token, for_change=True)
            states.move(found, state, actor="amina@example.com", at=factories.NOW)


def test_one_step_is_left_until_the_message_is_sent(visitor: Browser) -> None:
    order = placed()

    page = visitor.get(f"/o/{order.token}")

    assert page.title.startswith(f"One step left · #{order.number}")
    assert page.links()["Send on WhatsApp"].startswith("https://wa.me/254700000123?text=")
    assert f"Order%20{order.number}" in page.links()["Send on WhatsApp"]
    page = visitor.post(f"/o/{order.token}/sent")
    assert "Waiting for the shop" in page.text
    assert "Send on WhatsApp" not in page.links()
    assert visitor.post(f"/o/{order.token}/sent").status == 200


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ([OrderState.ACCEPTED], "Your order is accepted"),
        ([OrderState.ACCEPTED, OrderState.READY], "Ready to collect"),
        ([OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED], "All done"),
        ([OrderState.CANCELLED], "Golden Crumb cancelled it."),
        ([OrderState.EXPIRED], "This order expired"),
    ],
)
def test_each_state_has_its_words(visitor: Browser, way: list[OrderState], words: str) -> None:
    order = placed()
    move(order, *way)

    page = visitor.get(f"/o/{order.token}")

    assert words in page.text
    assert "One step left" not in page.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Fulfilment.DELIVERY, "On its way"), (Fulfilment.DINE_IN, "Coming to your table")],
)
def test_ready_means_something_else_for_each_way(
    visitor: Browser, kind: Fulfilment, words: str
) -> None:
    order = placed(fulfilment=kind, address="Road 1", table_name="Table 4")
    move(order, OrderState.ACCEPTED, OrderState.READY)

    assert words in visitor.get(f"/o/{order.token}").text


def test_a_customer_cancels_before_the_shop_begins(visitor: Browser) -> None:
    order = placed()
    assert f"Cancel order #{order.number}" in visitor.get(f"/o/{order.token}").text

    page = visitor.post(f"/o/{order.token}/cancel")

    assert "You cancelled it." in page.text
    assert visitor.post(f"/o/{order.token}/cancel").status == 200


def test_a_customer_cannot_cancel_what_is_being_made(visitor: Browser) -> None:
    order = placed()
    move(order, OrderState.ACCEPTED)

    assert "Cancel this order" not in visitor.get(f"/o/{order.token}").text
    page = visitor.post(f"/o/{order.token}/cancel")

    assert page.status == 409
    assert "working on this order already" in page.text


def test_looking_changes_nothing(visitor: Browser) -> None:
    order = placed()

    for path in ("sent", "cancel"):
        assert visitor.client.get(f"/o/{order.token}/{path}").status_code == 405
    visitor.get(f"/o/{order.token}")
    db.session.rollback()

    assert queries.by_token(order.token).version == 1


@pytest.mark.parametrize("ending", ["", "/status", "/qr.svg", "/wa"])
def test_the_address_is_a_secret(visitor: Browser, ending: str) -> None:
    order = placed()

    answer = visitor.client.get(f"/o/{order.token}{ending}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert visitor.client.get(f"/o/{order.token[:-1]}x{ending}").status_code == 404
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "' or 1=1"])
def test_a_link_that_is_none_leads_nowhere(visitor: Browser, token: str) -> None:
    placed()

    assert visitor.client.get(f"/o/{token}").status_code == 404


def test_the_code_at_a_desktop_opens_the_message_on_a_phone(visitor: Browser) -> None:
    order = placed()

    drawn = visitor.client.get(f"/o/{order.token}/qr.svg")
    opened = visitor.client.get(f"/o/{order.token}/wa")

    assert drawn.mimetype == "image/svg+xml"
    assert opened.status_code == 303
    assert f"Order {order.number}" in unquote(opened.location)


def test_the_code_of_a_sent_order_opens_its_page(visitor: Browser) -> None:
    order = placed(sent_at=factories.NOW)

    assert visitor.client.get(f"/o/{order.token}/wa").location == f"/o/{order.token}"


def test_scripts_are_told_what_changed(visitor: Browser) -> None:
    order = placed()
    before = visitor.client.get(f"/o/{order.token}/status").get_json()
    move(order, OrderState.ACCEPTED)

    after = visitor.client.get(f"/o/{order.token}/status").get_json()

    assert "One step left" in before["html"]
    assert "Your order is accepted" in after["html"]
    assert after["version"] > before["version"]
    assert after["is_over"] is False


def test_the_owner_is_led_to_the_order_in_the_dashboard(
    owner: factories.Owner, owner_browser: Browser, stranger_browser: Browser
) -> None:
    order = placed(owner.business)

    answer = owner_browser.client.get(f"/o/{order.token}")

    assert answer.location == f"/app/orders/{order.id}"
    assert "One step left" in stranger_browser.get(f"/o/{order.token}").text


def test_it_outlives_its_card(visitor: Browser, owner: factories.Owner) -> None:
    order = shops.order(owner.business, card_id=None)

    page = visitor.get(f"/o/{order.token}")

    assert owner.business.name in page.text
    assert f"Back to {owner.business.name}" not in page.links()


def test_without_a_whatsapp_number_the_shop_has_the_order_all_the_same(visitor: Browser) -> None:
    order = placed(shop(whatsapp=""))

    page = visitor.get(f"/o/{order.token}")

    assert "Send on WhatsApp" not in page.links()
    assert visitor.client.get(f"/o/{order.token}/wa").location == f"/o/{order.token}"


def test_typed_words_stay_words(visitor: Browser) -> None:
    order = placed(note="<script>alert(1)</script>\n\u202eevil", customer_name="<b>=1+1")

    page = visitor.get(f"/o/{order.token}")

    assert "<script>alert" not in page.html
    assert "<b>=1" not in page.html


def test_a_chosen_window_is_told_as_it_was_chosen(visitor: Browser) -> None:
    start = factories.NOW + timedelta(days=400)
    order = placed(wanted_from=start, wanted_until=start + timedelta(minutes=30))

    assert "12:00 – 12:30" in visitor.get(f"/o/{order.token}").text


def test_forms_come_from_our_pages_or_from_nowhere_known(visitor: Browser) -> None:
    order = placed()
    sent = f"/o/{order.token}/sent"

    def status(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return visitor.client.post(sent, headers=named).status_code

    assert status(Sec_Fetch_Site="cross-site") == 403
    assert status(Origin="https://evil.example") == 403
    # A page that tells no referrer has the origin null in browsers without Sec-Fetch-Site.
    assert status(Origin="null") == 303
