"""Busy calendars shared by workers, killed over, removed meanwhile, and in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.models import BookingState, BusyInterval, BusySource, Calendar
from cardshop.booking.operations import busy, busy_refresh
from cardshop.booking.operations.busy_refresh import LEASE, refresh_due
from cardshop.db import db, transaction
from cardshop.lib.errors import NotFound
from tests.booking import elsewhere
from tests.booking.elsewhere import Elsewhere, spans, told
from tests.booking.ical.busy_files import event, file_of
from tests.support import factories, salons
from tests.support.factories import NOW, Owner

LUNCHTIME = ["12-02 07:00 08:00"]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """Somebody's calendar with a lunch in it; it is NOW."""
    with elsewhere.running() as server:
        elsewhere.reach(monkeypatch, server.port)
        elsewhere.stand_at(monkeypatch)
        yield server


def due(on: Calendar, server: Elsewhere) -> BusySource:
    fresh: dict[str, Any] = {"last_fetched_at": None, "last_tried_at": None, "next_fetch_at": NOW}
    return salons.busy_source(on, url=server.url, **fresh)


def chair_of(owner: Owner) -> Calendar:
    return salons.calendar(owner.business, salons.service(owner.business))


def test_several_workers_share_the_calendars_that_are_due(
    each_engine: Flask, server: Elsewhere
) -> None:
    chair = chair_of(factories.owner())
    keys = [due(chair, server).id for _ in range(6)]
    tried: list[int] = []

    def work() -> None:
        with each_engine.app_context():
            tried.append(refresh_due())

    hands = [threading.Thread(target=work) for _ in range(3)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sum(tried) == len(server.asked) == 6
    assert [spans(key) for key in keys] == [LUNCHTIME] * 6


def test_nobody_waits_in_a_transaction_for_a_server(each_engine: Flask, server: Elsewhere) -> None:
    """While it is being asked, others write."""
    owner = factories.owner()
    source = due(chair_of(owner), server)

    def write() -> None:
        with each_engine.app_context(), transaction():
            queries.held_settings(owner.business.id)

    server.meanwhile = write
    refresh_due()
    assert spans(source.id) == LUNCHTIME


def test_whoever_dies_over_a_calendar_is_waited_for_until_the_lease_ends(
    each_engine: Flask, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(chair_of(factories.owner()), server)
    with monkeypatch.context() as killed:
        killed.setattr(busy_refresh, "_keep", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            refresh_due()
    assert (refresh_due(), spans(source.id)) == (0, [])

    elsewhere.stand_at(monkeypatch, NOW + LEASE + timedelta(seconds=1))
    assert refresh_due() == 1
    kept = told(source.id)
    assert (spans(source.id), kept.failures, kept.leased_until) == (LUNCHTIME, 0, None)


def test_a_file_that_kills_is_not_tried_at_once_again(
    app: Flask, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(chair_of(factories.owner()), server)
    monkeypatch.setattr(busy_refresh, "_keep", lambda *_: 1 / 0)
    times = []
    for minutes in range(0, 60, 3):
        elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=minutes))
        try:
            refresh_due()
        except ZeroDivisionError:
            times.append(minutes)
    assert times == [0, 3, 18, 48]
    assert told(source.id).failures == 3


def test_one_that_was_removed_meanwhile_stays_removed(
    each_engine: Flask, server: Elsewhere
) -> None:
    business_id = factories.owner().business.id
    chair = salons.calendar(db.session.get_one(Business, business_id))
    key = due(chair, server).id

    def take_away() -> None:
        with each_engine.app_context(), transaction():
            busy.remove(queries.source_of(business_id, key, for_change=True))

    server.meanwhile = take_away
    assert refresh_due() == 1
    db.session.rollback()
    assert (db.session.query(BusySource).count(), spans(key)) == (0, [])


def test_who_overtakes_has_the_last_word(app: Flask, server: Elsewhere) -> None:
    source = due(chair_of(factories.owner()), server)

    def overtake() -> None:
        with app.app_context(), transaction():
            kept = db.session.get_one(BusySource, source.id)
            kept.leased_until, kept.events = NOW + 2 * LEASE, 7

    server.meanwhile = overtake
    refresh_due()
    assert (told(source.id).events, spans(source.id)) == (7, [])


def test_asking_again_makes_it_due_but_not_every_second(
    app: Flask, owner: Owner, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(chair_of(owner), server)
    refresh_due()
    for seconds, waits in ((10, 20), (60, 0)):
        at = NOW + timedelta(seconds=seconds)
        with transaction():
            kept = queries.source_of(owner.business.id, source.id, for_change=True)
            kept.next_fetch_at = NOW + timedelta(minutes=15)
            busy.ask_again(kept, at=at)
        assert told(source.id).next_fetch_at == at + timedelta(seconds=waits)
    elsewhere.stand_at(monkeypatch, NOW + timedelta(seconds=60))
    assert refresh_due() == 1


def test_bookings_in_the_way_are_told_and_stay(each_engine: Flask) -> None:
    owner = factories.owner()
    of = salons.service(owner.business)
    on, other = (salons.calendar(owner.business, of, name=name) for name in ("Left", "Right"))
    start = salons.SOON
    met = salons.booking(owner.business, of, on, starts_at=start)
    waits = salons.booking(
        owner.business, of, on, starts_at=start + timedelta(hours=1), state=BookingState.PENDING
    )
    salons.booking(owner.business, of, on, starts_at=start + timedelta(hours=2))
    salons.booking(owner.business, of, other, starts_at=start)
    salons.booking(
        owner.business, of, on, starts_at=start + timedelta(minutes=30),
        state=BookingState.CANCELLED,
    )  # fmt: skip
    until = start + timedelta(minutes=70)
    salons.busy_source(on, (start + timedelta(minutes=10), until), summary="")

    clashes = queries.conflicts(owner.business.id, since=NOW)
    assert [clash.booking.id for clash in clashes] == [met.id, waits.id]
    assert {clash.busy.end for clash in clashes} == {until}
    assert queries.conflicts(owner.business.id, since=NOW, calendar_ids=[other.id]) == []
    assert queries.conflicts(owner.business.id, since=NOW, until=start) == []
    assert queries.conflicts(owner.business.id, since=start + timedelta(hours=2)) == []
    assert queries.conflicts(factories.owner().business.id, since=NOW) == []


def test_another_business_finds_no_source(owner: Owner) -> None:
    source = salons.busy_source(chair_of(owner))
    stranger = factories.owner().business
    with pytest.raises(NotFound):
        queries.source_of(stranger.id, source.id)
    assert queries.sources(stranger.id) == []


def test_our_own_bookings_are_not_busy_elsewhere(
    app: Flask, owner: Owner, server: Elsewhere
) -> None:
    """People keep them in their calendars; moved or cancelled, they would block their old time."""
    service = salons.service(owner.business)
    chair = salons.calendar(owner.business, service)
    ours = salons.booking(owner.business, service, chair, state=BookingState.CANCELLED)
    theirs = salons.booking(factories.owner().business)
    source = due(chair, server)
    copies = [
        event(
            f"DTSTART:20261202T{hour}0000Z", f"DTEND:20261202T{hour}3000Z", uid=f"{uid}@localhost"
        )
        for hour, uid in (("07", ours.ics_uid), ("09", theirs.ics_uid))
    ]
    server.says(file_of(*copies))
    refresh_due()
    assert spans(source.id) == ["12-02 09:00 09:30"]


def test_words_that_no_database_keeps_lose_nothing(each_engine: Flask, server: Elsewhere) -> None:
    chair = salons.calendar(factories.owner().business)
    lines = ("DTSTART;TZID=No\x00where:20261202T100000", "DTEND;TZID=No\x00where:20261202T110000")
    server.says(file_of(event("SUMMARY:A\x00b", *lines), event("SUMMARY:C\x00d", "DTSTART:x")))
    keys = [due(chair, server).id for _ in range(2)]
    refresh_due()
    assert [spans(key) for key in keys] == [LUNCHTIME] * 2
    assert "A" in db.session.query(BusyInterval.summary).limit(1).scalar()
    assert "\x00" not in told(keys[0]).fault
