"""The calendars that others subscribe to: what is in them, for whom, and what they cost."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, insert

from cardshop.booking import queries
from cardshop.booking.models import Booking, BookingState, CalendarFeed, FeedPrivacy, Place
from cardshop.booking.operations import feeds
from cardshop.db import db, transaction
from cardshop.lib import clock
from tests.booking.ical import readers
from tests.booking.ical.readers import Seen
from tests.support import booked, factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

GOOGLE = {"User-Agent": "Google-Calendar-Importer"}


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def read(browser: Browser, feed: CalendarFeed) -> tuple[Seen, ...]:
    """The events, read alike by three programs."""
    answer = browser.client.get(f"/feeds/{feed.token}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    seen = readers.by_all(answer.data)
    assert seen["icalendar"] == seen["vobject"] == seen["ical.js"]
    return seen["icalendar"].events


def test_a_feed_is_read_alike_by_three_programs(owner: Owner, visitor: Browser) -> None:
    of = salons.service(owner.business, "Cut; wash, dry – برش")
    on = salons.calendar(owner.business, of, name="Šárka")
    for hour, state in enumerate((BookingState.CONFIRMED, BookingState.PENDING)):
        start = salons.SOON + timedelta(hours=hour)
        salons.booking(owner.business, of, on, starts_at=start, state=state, note="a,b\nc;d")
    feed = salons.feed(owner.business, on)

    first, second = read(visitor, feed)

    assert (first.status, second.status) == ("CONFIRMED", "TENTATIVE")
    assert first.start == int(salons.SOON.timestamp())
    assert first.summary.startswith("Cut; wash, dry – برش – ")
    assert "a,b\nc;d" in first.description
    assert first.uid.endswith("@localhost")


def test_the_name_and_colour_are_the_calendars(owner: Owner, visitor: Browser) -> None:
    on = salons.calendar(owner.business, color="teal", timezone="Asia/Tehran")
    answer = visitor.client.get(f"/feeds/{salons.feed(owner.business, on).token}.ics")
    text = answer.get_data(as_text=True).replace("\r\n ", "")

    assert f"NAME:Amina – {owner.business.name}" in text
    assert f"X-WR-CALNAME:Amina – {owner.business.name}" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "COLOR:teal" in text
    assert "X-WR-TIMEZONE:Asia/Tehran" in text
    assert "METHOD" not in text


def test_each_calendar_has_its_own_and_the_business_has_all(owner: Owner, visitor: Browser) -> None:
    of = salons.service(owner.business)
    chairs = [salons.calendar(owner.business, of, name=name) for name in ("Left", "Right")]
    kept = [salons.booking(owner.business, of, chair) for chair in chairs]
    salons.booking(factories.owner().business)

    alone = read(visitor, salons.feed(owner.business, chairs[0]))
    everything = read(visitor, salons.feed(owner.business))

    assert [e.uid for e in alone] == [f"{kept[0].ics_uid}@localhost"]
    assert {e.uid for e in everything} == {f"{b.ics_uid}@localhost" for b in kept}


def test_ninety_days_back_and_thirty_for_what_was_cancelled(owner: Owner, visitor: Browser) -> None:
    of = salons.service(owner.business)
    on = salons.calendar(owner.business, of)
    ends = {"yesterday": 1, "long ago": 89, "too long ago": 91}
    for name, days in ends.items():
        start = NOW - timedelta(days=days)
        salons.booking(
            owner.business, of, on, starts_at=start, customer_name=name,
            state=BookingState.COMPLETED,
        )  # fmt: skip
    for days, state in itertools.product((29, 31), ("cancelled", "declined", "expired")):
        salons.booking(
            owner.business, of, on, customer_name=f"{state} {days}", state=BookingState(state),
            revised_at=NOW - timedelta(days=days), ics_sequence=1,
        )  # fmt: skip

    seen = {e.summary.partition(" – ")[2]: e for e in read(visitor, salons.feed(owner.business))}

    gone = {"cancelled 29", "declined 29", "expired 29"}
    assert seen.keys() == {"yesterday", "long ago"} | gone
    assert {(seen[name].status, seen[name].sequence) for name in gone} == {("CANCELLED", 1)}


@pytest.mark.parametrize(
    ("privacy", "told"),
    [
        ("all", {"Haircut – Wanjiru Kamau", "+254711000999", "Roots; red", "Riverside 3"}),
        ("name", {"Haircut – Wanjiru Kamau"}),
        ("busy", {"Busy"}),
    ],
)
def test_a_feed_tells_of_the_customer_what_was_chosen(
    owner: Owner, visitor: Browser, privacy: str, told: set[str]
) -> None:
    salons.booking(
        owner.business, customer_name="Wanjiru Kamau", customer_phone="+254711000999",
        note="Roots; red", place=Place.CUSTOMER, place_details="Riverside 3",
    )  # fmt: skip
    feed = salons.feed(owner.business, privacy=FeedPrivacy(privacy))
    text = "\n".join(map(repr, read(visitor, feed)))

    secrets = {"Haircut", "Wanjiru", "+254711000999", "Roots; red", "Riverside 3"}
    assert all(words in text for words in told)
    assert not any(s in text for s in secrets if not any(s in words for words in told))
    assert ("Busy" in text) == (privacy == "busy")


def test_who_asks_again_is_told_that_nothing_changed(owner: Owner, visitor: Browser) -> None:
    kept = salons.booking(owner.business)
    feed = salons.feed(owner.business)
    where = f"/feeds/{feed.token}.ics"
    first = visitor.client.get(where)
    again = {"If-None-Match": first.headers["ETag"]}

    unchanged = visitor.client.get(where, headers=again)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert visitor.client.head(where).status_code == 200

    with transaction():
        row = db.session.get_one(Booking, kept.id)
        row.state, row.version = BookingState.CANCELLED, row.version + 1
        row.revised_at = row.updated_at = NOW
    changed = visitor.client.get(where, headers=again)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert "Set-Cookie" not in changed.headers


def _privacy(feed: CalendarFeed, _booking: Booking) -> None:
    feeds.choose_privacy(db.session.get_one(CalendarFeed, feed.id), FeedPrivacy.BUSY)


def _gone(_feed: CalendarFeed, booking: Booking) -> None:
    db.session.delete(db.session.get_one(Booking, booking.id))


def _renamed(_feed: CalendarFeed, booking: Booking) -> None:
    on = queries.calendar_of(booking.business_id, booking.calendar_id or 0)
    on.name, on.version = "Amina K.", on.version + 1


@pytest.mark.parametrize("change", [_privacy, _gone, _renamed])
def test_any_change_of_what_is_told_makes_another_tag(
    owner: Owner, visitor: Browser, change: Callable[[CalendarFeed, Booking], None]
) -> None:
    kept = salons.booking(owner.business)
    on = queries.calendar_of(owner.business.id, kept.calendar_id or 0)
    feed = salons.feed(owner.business, on)
    where = f"/feeds/{feed.token}.ics"
    before = {"If-None-Match": visitor.client.get(where).headers["ETag"]}
    with transaction():
        change(feed, kept)
    assert visitor.client.get(where, headers=before).status_code == 200


def test_time_alone_takes_old_bookings_out(
    owner: Owner, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    salons.booking(owner.business, state=BookingState.COMPLETED, starts_at=NOW)
    where = f"/feeds/{salons.feed(owner.business).token}.ics"
    before = {"If-None-Match": visitor.client.get(where).headers["ETag"]}
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=100))
    later = visitor.client.get(where, headers=before)
    assert later.status_code == 200
    assert b"VEVENT" not in later.data


def _two_thousand(owner: Owner) -> None:
    """Bookings without seats, written at once: a feed asks for neither."""
    of = salons.service(owner.business)
    on = salons.calendar(owner.business, of)
    rows = []
    for n in range(2000):
        row = booked.columns_of(owner.business, of, on, NOW + timedelta(minutes=30 * n))
        rows.append(row | {"customer_name": f"Client {n}", "answers": [], "note": ""})
    with transaction() as session:
        session.execute(insert(Booking), rows)


def test_a_feed_of_two_thousand_bookings_asks_as_little_as_one_of_none(
    owner: Owner, visitor: Browser
) -> None:
    where = f"/feeds/{salons.feed(owner.business, last_fetched_at=NOW).token}.ics"
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    numbers = []
    for fill in (lambda _owner: None, _two_thousand):
        fill(owner)
        asked.clear()
        begun = time.monotonic()
        answer = visitor.client.get(where)
        numbers.append(len([s for s in asked if s.startswith("SELECT")]))
    assert answer.data.count(b"BEGIN:VEVENT") == 2000
    assert numbers == [3, 3]
    assert time.monotonic() - begun < 5
    asked.clear()
    again = visitor.client.get(where, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, len([s for s in asked if s.startswith("SELECT")])) == (304, 2)
