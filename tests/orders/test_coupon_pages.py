"""Coupons: listed with their uses, added, changed, removed; ended ones marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cardshop.db import db
from cardshop.lib import clock
from cardshop.orders import queries
from cardshop.orders.models import Coupon, CouponKind
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.people import Browser


def typed(**changed: Any) -> dict[str, Any]:
    names = ("minimum", "starts_at", "ends_at", "max_uses", "max_uses_per_phone")
    return {"code": "WELCOME10", "kind": "percent", "value": "10", **dict.fromkeys(names, "")} | (
        changed
    )


def only(owner: factories.Owner) -> Coupon:
    db.session.rollback()
    (coupon,) = queries.coupons(owner.business.id)
    return coupon


def test_an_empty_page_shows_the_way(owner_browser: Browser) -> None:
    assert owner_browser.get("/app/shop/coupons").links()["Make a coupon"]


def test_percent_is_added(owner_browser: Browser, owner: factories.Owner) -> None:
    page = owner_browser.post("/app/shop/coupons/new", typed(code=" welcome 10 ", max_uses="50"))
    assert (only(owner).code, only(owner).value) == ("WELCOME10", 10)
    for words in ("WELCOME10", "10% off", "Used 0 of 50", "Active"):
        assert words in page.text


def test_an_amount_is_money(owner_browser: Browser, owner: factories.Owner) -> None:
    owner_browser.post("/app/shop/coupons/new", typed(kind="amount", value="1,250.50"))
    coupon = only(owner)
    assert (coupon.kind, coupon.value) == (CouponKind.AMOUNT, 125050)
    page = owner_browser.get(f"/app/shop/coupons/{coupon.id}")
    assert page.field("value").get("value") == "1250.50"


def test_free_delivery_needs_no_value(owner_browser: Browser, owner: factories.Owner) -> None:
    page = owner_browser.post("/app/shop/coupons/new", typed(kind="free_delivery", value="7"))
    assert (only(owner).kind, only(owner).value) == (CouponKind.FREE_DELIVERY, 0)
    assert "Free delivery" in page.text


def test_days_are_whole_days_of_the_business(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    form = typed(starts_at="2026-12-01", ends_at="2026-12-24")
    owner_browser.post("/app/shop/coupons/new", form)
    coupon = only(owner)
    assert coupon.starts_at == datetime(2026, 11, 30, 21, tzinfo=UTC)
    assert coupon.ends_at == datetime(2026, 12, 24, 21, tzinfo=UTC)
    page = owner_browser.get(f"/app/shop/coupons/{coupon.id}")
    assert page.field("ends_at").get("value") == "2026-12-24"


def test_an_instant_that_a_program_set_survives_the_form(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    noon = datetime(2026, 12, 24, 12, 30, tzinfo=UTC)
    coupon = shops.coupon(owner.business, ends_at=noon)
    form = typed(ends_at="2026-12-24", value="15")
    owner_browser.post(f"/app/shop/coupons/{coupon.id}", form)
    assert (only(owner).value, only(owner).ends_at) == (15, noon)


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("code", "a!", "Use 3 to 40 letters"),
        ("code", "", "Use 3 to 40 letters"),
        ("value", "101", "1 to 100 percent"),
        ("value", "", "1 to 100 percent"),
        ("value", "ten", "Enter a whole number"),
        ("starts_at", "tomorrow", "Choose a date"),
        ("ends_at", "0001-01-01", "Choose a date"),
        ("max_uses", "0", "1 or more"),
        ("max_uses_per_phone", "-1", "Enter a whole number"),
        ("minimum", "1.2.3", "Write it like"),
        ("kind", "gift", "Choose one of"),
    ],
)
def test_bad_input_is_explained(
    owner_browser: Browser, owner: factories.Owner, field: str, words: str, said: str
) -> None:
    page = owner_browser.post("/app/shop/coupons/new", typed(**{field: words}))
    assert page.status == 422
    assert said in page.text
    assert queries.coupons(owner.business.id) == []


def test_the_end_comes_after_the_start(owner_browser: Browser) -> None:
    form = typed(starts_at="2026-12-24", ends_at="2026-12-01")
    page = owner_browser.post("/app/shop/coupons/new", form)
    assert "after the start" in page.error_of("ends_at")


def test_a_code_is_taken_once_and_uses_are_not_undercut(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    coupon = shops.coupon(owner.business, uses=5)
    taken = owner_browser.post("/app/shop/coupons/new", typed())
    assert "Another coupon has this code" in taken.error_of("code")
    fewer = owner_browser.post(f"/app/shop/coupons/{coupon.id}", typed(max_uses="4"))
    assert "more often already" in fewer.error_of("max_uses")
    assert "Used 5 times so far" in fewer.text


def test_what_no_longer_counts_is_marked(owner_browser: Browser, owner: factories.Owner) -> None:
    now, day = clock.now(), timedelta(days=1)
    shops.coupon(owner.business, "OLD", ends_at=now - day)
    shops.coupon(owner.business, "FULL", uses=3, max_uses=3)
    shops.coupon(owner.business, "SOON", starts_at=now + day)
    page = owner_browser.get("/app/shop/coupons")
    links = " ".join(page.links())
    for code, state in (("OLD", "Expired"), ("FULL", "Used up"), ("SOON", "Not yet")):
        assert state in links.partition(code)[2].partition("Used ")[0] or code == "FULL"
        assert state in links


def test_a_coupon_is_deleted_after_asking(owner_browser: Browser, owner: factories.Owner) -> None:
    coupon = shops.coupon(owner.business)
    assert "WELCOME10" in owner_browser.get(f"/app/shop/coupons/{coupon.id}/removal").text
    owner_browser.post(f"/app/shop/coupons/{coupon.id}/removal")
    assert queries.coupons(owner.business.id) == []


def test_the_list_asks_as_much_for_many(owner_browser: Browser, owner: factories.Owner) -> None:
    for n in range(12):
        shops.coupon(owner.business, f"CODE{n}")
    owner_browser.get("/app/shop/coupons")
    with statements() as asked:
        owner_browser.get("/app/shop/coupons")
    assert len(asked) <= 3
