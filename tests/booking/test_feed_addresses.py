"""The addresses of feeds: secret, renewed, closed, and who fetched from them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from cardshop.booking.models import CalendarFeed
from cardshop.booking.operations import feeds
from cardshop.booking.queries.services import NoSuchCalendar
from cardshop.db import db, transaction
from cardshop.lib import clock
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

GOOGLE = {"User-Agent": "Google-Calendar-Importer"}


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_an_unknown_address_is_told_nothing(visitor: Browser, owner: Owner) -> None:
    feed = salons.feed(owner.business)
    for token in ("guessed", feed.token[:-1], "x" * 500, "%00", "a b", "سلام", ""):
        answer = visitor.client.get(f"/feeds/{token}.ics")
        assert answer.status_code == 404, token
        assert owner.business.name not in answer.get_data(as_text=True)


def test_who_fetched_is_noted_once_a_minute_and_never_waited_for(
    owner: Owner, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = salons.feed(owner.business)
    where = f"/feeds/{feed.token}.ics"

    def noted(at: datetime, agent: dict[str, str]) -> tuple[datetime | None, str]:
        monkeypatch.setattr(clock, "now", lambda: at)
        visitor.client.get(where, headers=agent).close()
        row = db.session.get_one(CalendarFeed, feed.id, populate_existing=True)
        return row.last_fetched_at, row.last_fetched_by

    assert noted(NOW, GOOGLE) == (NOW, "Google-Calendar-Importer")
    soon, later = NOW + timedelta(seconds=50), NOW + timedelta(seconds=61)
    assert noted(soon, {"User-Agent": "iOS/18"}) == (NOW, "Google-Calendar-Importer")
    assert noted(later, {"User-Agent": "iOS/18.1 (22B83) dataaccessd/1.0"}) == (later, "iOS")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Google-Calendar-Importer", "Google-Calendar-Importer"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Thunderbird/128.0", "Mozilla"),
        ("Mozilla/5.0 (compatible; Yahoo Calendar/2; +http://x)", "Yahoo Calendar"),
        ("Microsoft.Exchange/15.20 (Windows NT 10.0)", "Microsoft.Exchange"),
        ("", ""),
        ("\x00<b>" + "x" * 500, "<b>" + "x" * 77),
    ],
)
def test_programs_are_called_by_their_names(agent: str, name: str) -> None:
    assert feeds.program_called(agent) == name


def test_a_feed_is_made_renewed_and_closed(each_engine: Flask) -> None:
    business = factories.owner().business
    on = salons.calendar(business)
    with transaction():
        made = feeds.feed_of(business.id, on.id, at=NOW)
        assert feeds.feed_of(business.id, on.id, at=NOW) is made
        assert feeds.feed_of(business.id, None, at=NOW) is not made
    token = made.token
    with transaction():
        feeds.renew(made, at=NOW)
    browser = Browser(each_engine)
    assert browser.client.get(f"/feeds/{token}.ics").status_code == 404
    assert browser.client.get(f"/feeds/{made.token}.ics").status_code == 200
    token = made.token
    with transaction():
        feeds.remove(made)
    assert browser.client.get(f"/feeds/{token}.ics").status_code == 404


def test_nobody_makes_a_feed_of_anothers_calendar(owner: Owner) -> None:
    theirs = salons.calendar(factories.owner().business)
    with pytest.raises(NoSuchCalendar), transaction():
        feeds.feed_of(owner.business.id, theirs.id, at=NOW)
