"""Totals by day, the file behind them, and the search through all orders."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from cardshop.orders.domain import span
from cardshop.orders.models import Fulfilment, OrderState
from tests.support import shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

ASKED = "since=2026-11-01&until=2026-11-30"
FILE = "/app/orders/totals/orders.csv"


def rows(browser: Browser, asked: str = ASKED) -> list[dict[str, str]]:
    answer = browser.client.get(f"{FILE}?{asked}")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_every_day_ends_with_its_total(owner: Owner, owner_browser: Browser) -> None:
    # 20:59 and 21:00 UTC: before and after midnight in Nairobi.
    for minute in (59, 60):
        at = datetime(2026, 11, 24, 20, tzinfo=UTC) + timedelta(minutes=minute)
        shops.order(owner.business, ("Rye", 48050, 2), placed_at=at)
    shops.order(owner.business, state=OrderState.CANCELLED, placed_at=at)
    found = rows(owner_browser)
    assert [(row["row"], row["day"]) for row in found] == [
        ("order", "2026-11-24"),
        ("day total", "2026-11-24"),
        ("order", "2026-11-25"),
        ("order", "2026-11-25"),
        ("day total", "2026-11-25"),
    ]
    assert [row["total"] for row in found] == ["961.00", "961.00", "961.00", "960.00", "961.00"]
    assert found[-1]["orders"] == "1"
    assert found[0]["time"] == "23:59"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'="])
def test_no_cell_is_a_formula(owner: Owner, owner_browser: Browser, start: str) -> None:
    bad = f"{start}HYPERLINK(1)"
    typed = {"customer_name": bad, "note": bad, "address": bad, "landmark": bad, "zone_name": bad}
    shops.order(owner.business, (bad, 100, 1), **typed)
    for row in rows(owner_browser):
        assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]
        assert row["customer"] in ("", f"'{bad}")


def test_servers_send_it_after_the_request(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business)
    # A thread has none of the contexts that a test has, just as a server has none.
    with ThreadPoolExecutor(1) as server:
        sent = server.submit(owner_browser.client.get, f"{FILE}?{ASKED}", buffered=True).result()
    assert [line.partition(b",")[0] for line in sent.data.splitlines()][1:] == [
        b"order",
        b"day total",
    ]


def test_the_file_is_named_for_its_days_and_opens_in_spreadsheets(
    owner: Owner, owner_browser: Browser
) -> None:
    shops.order(owner.business, customer_name="مریم")
    answer = owner_browser.client.get(f"{FILE}?{ASKED}")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="orders-2026-11-01-2026-11-30.csv"'
    )
    assert answer.data.startswith(b"\xef\xbb\xbfrow,day,time,number")
    assert "مریم".encode() in answer.data


def test_the_page_has_the_same_totals(owner: Owner, owner_browser: Browser) -> None:
    for state in (OrderState.COMPLETED, OrderState.PLACED, OrderState.EXPIRED):
        shops.order(owner.business, ("Rye", 48000, 1), state=state)
    page = owner_browser.get(f"/app/orders/totals?{ASKED}")
    words = page.text.replace("\u00a0", " ")
    assert "2 orders" in words
    assert "960" in words
    assert page.links()["Download these orders (CSV)"] == f"{FILE}?{ASKED}"


@pytest.mark.parametrize(
    "asked",
    ["since=x", "since=2026-02-30", "since=2026-11-02&until=2026-11-01", "since=2020-01-01"],
)
def test_days_that_make_no_sense_are_explained(owner_browser: Browser, asked: str) -> None:
    for address in ("/app/orders/totals", FILE):
        page = owner_browser.get(f"{address}?{asked}")
        assert page.status == 422
        assert "There is a problem" in page.text


def test_a_file_of_others_is_empty(owner: Owner, stranger_browser: Browser) -> None:
    shops.order(owner.business)
    assert rows(stranger_browser) == []


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Ben Otieno", "Ann Wangari"]),
        ("q=wangari", ["Ann Wangari"]),
        ("q=WANG+ann", ["Ann Wangari"]),
        ("q=%2B254722", ["Ben Otieno"]),
        ("q=%25", []),
        ("state=completed", ["Ben Otieno"]),
        ("how=delivery", ["Ann Wangari"]),
        ("since=2026-11-24&until=2026-11-24", ["Ann Wangari"]),
        ("state=x&how=y&after=z", ["Ben Otieno", "Ann Wangari"]),
    ],
)
def test_every_order_is_found(
    owner: Owner, owner_browser: Browser, asked: str, names: list[str]
) -> None:
    def order(name: str, phone: str, **more: object) -> None:
        search = f"{name.lower()} {phone}"
        shops.order(owner.business, customer_name=name, search_text=search, **more)

    order("Ann Wangari", "+254711000111", fulfilment=Fulfilment.DELIVERY)
    order("Ben Otieno", "+254722000222", state=OrderState.COMPLETED, placed_at=NOW + timedelta(1))
    page = owner_browser.get(f"/app/orders/all?{asked}")
    found = [
        name for link in page.links() for name in ("Ben Otieno", "Ann Wangari") if name in link
    ]
    assert found == names
    assert bool(names) != ("No such orders" in page.text)


def test_pages_follow_each_other_with_the_same_question(
    owner: Owner, owner_browser: Browser
) -> None:
    for _ in range(51):
        shops.order(owner.business)
    page = owner_browser.get("/app/orders/all?q=wanjiru&how=pickup")
    older = owner_browser.get(page.links()["Older orders"])
    assert len([href for href in page.links().values() if href[12:].isdecimal()]) == 50
    assert len([href for href in older.links().values() if href[12:].isdecimal()]) == 1


TODAY = date(2026, 11, 24)


def test_without_days_the_last_thirty_are_meant() -> None:
    assert span.span(None, None, today=TODAY) == span.Span(date(2026, 10, 26), TODAY)
    assert span.span(date(2026, 12, 1), None, today=TODAY).last == date(2026, 12, 1)


def test_a_year_is_the_most() -> None:
    with pytest.raises(span.SpanTooLong):
        span.span(date(2025, 1, 1), TODAY, today=TODAY)
    with pytest.raises(span.SpanReversed):
        span.span(TODAY, date(2026, 1, 1), today=TODAY)
