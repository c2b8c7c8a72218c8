"""The owner's page of subscriptions: addresses copied, what they show, renewed and closed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest

from cardshop.booking.models import Calendar, CalendarFeed, FeedPrivacy
from cardshop.db import db
from tests.booking import elsewhere
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere.stand_at(monkeypatch)


@pytest.fixture
def chair(owner: Owner) -> Calendar:
    return salons.calendar(owner.business)


def page_of(chair: Calendar) -> str:
    return f"/app/calendars/{chair.id}/feeds"


def feed_now() -> CalendarFeed:
    db.session.rollback()
    return db.session.query(CalendarFeed).one()


def test_an_address_is_made_for_every_program(owner_browser: Browser, chair: Calendar) -> None:
    before = owner_browser.get(page_of(chair))
    assert "Make an address" in before.text
    assert db.session.query(CalendarFeed).count() == 0

    page = owner_browser.post(page_of(chair))
    token = feed_now().token
    address = f"http://localhost/feeds/{token}.ics"
    assert f'data-text="{address}"' in page.html
    assert f'href="webcal://localhost/feeds/{token}.ics"' in page.html
    cid = quote(f"webcal://localhost/feeds/{token}.ics", safe="")
    assert f'href="https://calendar.google.com/calendar/r?cid={cid}"' in page.html
    assert "Nobody has subscribed yet" in page.text
    assert owner_browser.client.get(f"/feeds/{token}.ics").status_code == 200
    owner_browser.post(page_of(chair))
    assert feed_now().token == token


def test_several_calendars_have_one_together(
    owner: Owner, owner_browser: Browser, chair: Calendar
) -> None:
    assert "All calendars together" not in owner_browser.get(page_of(chair)).text
    salons.calendar(owner.business, name="Otieno")
    assert "All calendars together" in owner_browser.get(page_of(chair)).text
    owner_browser.post(page_of(chair), {"whole": "1"})
    assert feed_now().calendar_id is None


def test_who_fetched_last_is_told(
    owner: Owner, owner_browser: Browser, chair: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = salons.feed(owner.business, chair)
    agent = {"User-Agent": "Google-Calendar-Importer"}
    owner_browser.client.get(f"/feeds/{feed.token}.ics", headers=agent).close()
    elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=10))
    page = owner_browser.get(page_of(chair))
    assert "Last fetched by Google-Calendar-Importer, 10 minutes ago" in page.text


def test_what_it_shows_is_chosen(owner: Owner, owner_browser: Browser, chair: Calendar) -> None:
    feed = salons.feed(owner.business, chair)
    there = f"{page_of(chair)}/{feed.id}/privacy"
    page = owner_browser.post(there, {"privacy": "busy"})
    assert "Saved" in page.text
    assert 'value="busy" checked' in page.html
    assert feed_now().privacy is FeedPrivacy.BUSY
    assert owner_browser.client.post(there, data={"privacy": "naked"}).status_code == 404


def test_a_renewed_address_closes_the_old_one(
    owner: Owner, owner_browser: Browser, chair: Calendar
) -> None:
    feed = salons.feed(owner.business, chair, last_fetched_at=NOW, last_fetched_by="iOS")
    old = feed.token
    page = owner_browser.post(f"{page_of(chair)}/{feed.id}/address")
    assert "the old one is closed" in page.text
    assert old not in page.html
    assert "Nobody has subscribed yet" in page.text
    assert owner_browser.client.get(f"/feeds/{old}.ics").status_code == 404
    assert owner_browser.client.get(f"/feeds/{feed_now().token}.ics").status_code == 200


def test_a_closed_address_can_be_made_anew(
    owner: Owner, owner_browser: Browser, chair: Calendar
) -> None:
    feed = salons.feed(owner.business, chair)
    page = owner_browser.post(f"{page_of(chair)}/{feed.id}/removal")
    assert "The address is closed" in page.text
    assert "Make an address" in page.text
    assert db.session.query(CalendarFeed).count() == 0


def test_another_business_and_another_calendar_reach_nothing(
    owner: Owner, owner_browser: Browser, stranger_browser: Browser, chair: Calendar
) -> None:
    feed = salons.feed(owner.business, chair)
    other = salons.calendar(owner.business)
    for part in ("privacy", "address", "removal"):
        path = f"{page_of(chair)}/{feed.id}/{part}"
        assert stranger_browser.client.post(path, data={"privacy": "all"}).status_code == 404
        beside = f"{page_of(other)}/{feed.id}/{part}"
        assert owner_browser.client.post(beside, data={"privacy": "all"}).status_code == 404
    for method in ("GET", "POST"):
        assert stranger_browser.client.open(page_of(chair), method=method).status_code == 404
    assert feed_now().token == feed.token
