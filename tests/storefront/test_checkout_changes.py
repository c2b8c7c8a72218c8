"""What changes between the page and the button is shown to be accepted, never silently altered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from cardshop.catalogue.models import Product, ProductStatus
from cardshop.db import transaction
from cardshop.orders import queries
from cardshop.orders.models import Coupon, DeliveryZone
from tests.storefront.shopping import SHOP, Shopper, orders, shop
from tests.support import shops


def change(row: Product | Coupon | DeliveryZone, **columns: object) -> None:
    with transaction() as session:
        kept = session.get_one(type(row), row.id)
        for name, value in columns.items():
            setattr(kept, name, value)


def test_a_new_price_is_shown_and_can_be_accepted(app: Flask) -> None:
    bread = shops.product(shop(), "Bread")
    shopper = Shopper(app)
    shopper.add(bread)
    page = shopper.checkout()
    change(bread, price=52000)

    page = shopper.place(page, note="Sliced")

    assert page.status == 409
    assert "The price of Bread is now" in page.text
    assert "520" in page.text
    assert "".join(page.field("note").itertext()).strip() == "Sliced"
    assert orders() == []
    assert "One step left" in shopper.place(page, note="Sliced").text
    assert [order.total for order in orders()] == [52000]


def test_what_sold_out_can_be_left_out(app: Flask) -> None:
    business = shop()
    bread, rolls = shops.product(business, "Bread"), shops.product(business, "Rolls")
    shopper = Shopper(app)
    shopper.add(bread)
    shopper.add(rolls)
    page = shopper.checkout()
    change(bread, status=ProductStatus.SOLD_OUT)

    page = shopper.place(page, note="Sliced")

    assert page.status == 409
    assert "Bread: This is not sold at the moment." in page.text
    page = shopper.draft(page, note="Sliced", accept=f"{bread.id}-0-:0")
    assert "Sliced" in page.html
    assert "Bread" not in page.text
    assert "One step left" in shopper.place(page, note="Sliced").text
    assert [line.name for line in queries.by_token(orders()[0].token).lines] == ["Rolls"]


def test_of_too_many_the_rest_can_be_taken(app: Flask) -> None:
    bread = shops.product(shop(), "Bread", stock=5)
    shopper = Shopper(app)
    shopper.add(bread, quantity="4")
    page = shopper.checkout()
    change(bread, stock=1)

    page = shopper.place(page)

    assert "Only 1 left of Bread." in page.text
    shopper.place(shopper.draft(page, accept=f"{bread.id}-0-:1"))
    assert [order.total for order in orders()] == [48000]


def test_another_way_changes_the_total_and_is_shown_first(app: Flask) -> None:
    business = shop()
    shops.settings(business)
    kilimani = shops.zone(business)
    shopper = Shopper(app)
    shopper.add(shops.product(business))
    typed = {"how": f"delivery-{kilimani.id}", "address": "Road 1"}

    page = shopper.place(shopper.checkout(), **typed)

    assert page.status == 409
    assert "The total is now" in page.text
    assert orders() == []
    shopper.place(page, **typed)
    assert [order.total for order in orders()] == [68000]


def test_a_zone_that_was_removed_is_asked_for_again(app: Flask) -> None:
    business = shop()
    shops.settings(business)
    kilimani = shops.zone(business)
    shopper = Shopper(app)
    shopper.add(shops.product(business))
    page = shopper.checkout()
    with transaction() as session:
        session.delete(session.get_one(DeliveryZone, kilimani.id))

    page = shopper.place(page, how=f"delivery-{kilimani.id}", address="Road 1")

    assert page.status == 409
    assert "We no longer deliver there." in page.text
    assert orders() == []


def test_a_coupon_that_was_used_up_meanwhile_is_told_at_its_field(app: Flask) -> None:
    business = shop()
    coupon = shops.coupon(business, max_uses=1)
    shopper = Shopper(app)
    shopper.add(shops.product(business))
    page = shopper.draft(shopper.checkout(), coupon="WELCOME10")
    change(coupon, uses=1)

    page = shopper.place(page, coupon="WELCOME10")

    assert page.status == 409
    assert page.error_of("coupon")
    assert orders() == []


def test_the_same_page_sent_twice_is_one_order(app: Flask) -> None:
    shopper = Shopper(app)
    shopper.add(shops.product(shop()))
    page = shopper.checkout()

    first, second = shopper.place(page), shopper.place(page)

    assert first.url == second.url
    assert len(orders()) == 1


def test_a_double_click_is_one_order(each_engine: Flask) -> None:
    shopper = Shopper(each_engine)
    shopper.add(shops.product(shop()))
    data = shopper.filled(shopper.checkout())
    cookies = "; ".join(f"{name}={value}" for name, value in shopper.cookies.items())

    def click(_number: int) -> str:
        client = each_engine.test_client(use_cookies=False)
        answer = client.post(f"{SHOP}/checkout", data=data, headers={"Cookie": cookies})
        return answer.location or str(answer.status_code)

    with ThreadPoolExecutor(2) as pool:
        went = set(pool.map(click, range(2)))

    assert len(orders()) == 1
    assert went == {f"/o/{orders()[0].token}"}


def test_a_cart_that_changed_in_another_tab_is_shown_before_it_is_ordered(app: Flask) -> None:
    business = shop()
    shopper = Shopper(app)
    shopper.add(shops.product(business, "Bread"))
    page = shopper.checkout()
    shopper.add(shops.product(business, "Rolls"))

    page = shopper.place(page)

    assert page.status == 409
    assert "Rolls" in page.text
    assert "The total is now" in page.text
    assert orders() == []
    shopper.place(page)
    assert [order.total for order in orders()] == [96000]


def test_another_cart_after_the_back_button_is_another_order(app: Flask) -> None:
    business = shop()
    bread, cake = shops.product(business, price=48000), shops.product(business, price=70000)
    shopper = Shopper(app)
    shopper.add(bread)
    old = shopper.checkout()
    shopper.place(old)
    shopper.add(cake)

    page = shopper.draft(old, note="Candles")
    shopper.place(page)

    assert [order.total for order in orders()] == [48000, 70000]
