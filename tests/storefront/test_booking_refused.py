"""Bookings that are not taken: what no page offers, too many of them, forms of other sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from cardshop.db import db
from cardshop.extensions import limiter
from tests.storefront.booking_steps import SALON, Client, bookings, business_of, haircut, stop_clock
from tests.support import apps, salons
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def test_what_no_page_offers_is_not_booked(app: Flask) -> None:
    cut = haircut()
    other = salons.calendar(business_of(cut), name="Of nothing")
    client = Client(app)
    page = client.details(cut, SOON)
    sent = (
        ({"seats": "0"}, 422), ({"seats": "99"}, 422), ({"seats": "-1"}, 422),
        ({"calendar": str(other.id)}, 422), ({"zone": "Mars/Base"}, 422), ({"start": "now"}, 422),
        ({"start": "2026-12-02T07:10:00Z"}, 409), ({"start": "2020-12-02T07:00:00Z"}, 409),
        ({"start": "2030-12-02T07:00:00Z"}, 409), ({"name": "\x00"}, 422),
        ({"note": "x" * 501}, 422),
    )  # fmt: skip

    for typed, status in sent:
        assert client.send(cut, page, **typed).status == status, typed

    assert bookings() == []


def test_who_holds_too_many_is_told(app: Flask) -> None:
    cut = haircut(person_limit=1)
    client = Client(app)
    client.book(cut, SOON)

    page = client.book(cut, SOON.replace(day=3))

    assert page.status in {409, 422}
    assert page.all("div", role="alert")
    assert len(bookings()) == 1


def test_a_business_that_just_closed_its_book_says_so(app: Flask) -> None:
    cut = haircut()
    client = Client(app)
    page = client.details(cut, SOON)
    salons.settings(business_of(cut), is_taking_bookings=False)

    page = client.send(cut, page)

    assert page.status == 409
    assert "No bookings are taken at the moment." in page.text
    assert page.field("name").get("value") == "Wanjiru"


def test_forms_of_other_sites_are_refused(visitor: Browser) -> None:
    cut = haircut()
    path = f"{SALON}/book/{cut.slug}/details"

    answer = visitor.client.post(path, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403


def test_typed_words_stay_words(app: Flask) -> None:
    cut = haircut(name="<b>Cut</b>")
    salons.question(cut, "<script>alert(1)</script>", "choice", choices=["<i>", '"x"'])
    client = Client(app)

    page = client.send(cut, client.details(cut, SOON), name="", note="<script>alert(2)</script>")

    assert "<script>alert" not in page.html
    assert "<b>Cut" not in page.html


@pytest.fixture
def busy_app(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The same site where strangers may send two forms a minute."""
    yield apps.build(str(db.engine.url), tmp_path, limit_public="2 per minute")
    limiter.init_app(app)
    limiter.reset()


def test_a_flood_of_bookings_ends(app: Flask, busy_app: Flask) -> None:
    cut = haircut()
    path = f"{SALON}/book/{cut.slug}/details"
    with busy_app.app_context():
        statuses = [busy_app.test_client().post(path).status_code for _ in range(3)]

    assert statuses == [422, 422, 429]
