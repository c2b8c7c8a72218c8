"""Busy calendars as they are added: which addresses, how many, and how passwords are kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.booking.domain.busy_content import BusySourceContent, check_address
from cardshop.booking.models import Calendar
from cardshop.booking.operations import busy
from cardshop.booking.operations.sealing import SealBroken, seal, unseal
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.lib.validation import parse
from tests.support import factories, salons
from tests.support.factories import NOW, Owner

KEYS = {"secret_key": "s" * 32, "base_url": "https://cards.example"}


def chair_of(owner: Owner) -> Calendar:
    return salons.calendar(owner.business, salons.service(owner.business))


def content(**given: Any) -> BusySourceContent:
    return parse(BusySourceContent, {"url": "https://calendar.example/a.ics"} | given)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("webcal://a.example/b.ics", "https://a.example/b.ics"),
        (" WEBCAL://a.example/b.ics ", "https://a.example/b.ics"),
        ("https://a.example/b?key=1#x", "https://a.example/b?key=1"),
        ("https://calendar.google.com/calendar/ical/x/private-1/basic.ics", None),
    ],
)
def test_addresses_are_kept_as_https(typed: str, kept: str | None) -> None:
    assert check_address(typed) == (kept or typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the address"),
        ("calendar", "https://"),
        ("http://a.example/b.ics", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://", "https://"),
        ("https://[::1", "https://"),
        ("https://a b.example/", "https://"),
        ("https://amina:secret@a.example/", "Leave the password out"),
        ("https://calendar.google.com/calendar/u/0/r", "secret iCal address"),
        ("https://outlook.live.com/owa/calendar/x/calendar.html", "secret iCal address"),
    ],
)
def test_addresses_that_cannot_be_read_are_refused(typed: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_address(typed)
    assert said in refusal.value.detail


@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ({"kind": "caldav"}, ["/user", "/password"]),
        ({"kind": "caldav", "user": "a:b", "password": "x"}, ["/user"]),
        ({"kind": "exchange"}, ["/kind"]),
        ({"url": "http://a.example"}, ["/url"]),
        ({"url": "https://a/" + "x" * 2000}, ["/url"]),
        ({"secret": 1}, ["/secret"]),
    ],
)
def test_what_is_missing_is_said_at_its_place(given: dict[str, Any], pointers: list[str]) -> None:
    with pytest.raises(FieldErrors) as faults:
        content(**given)
    assert [fault.pointer for fault in faults.value.errors] == pointers


def test_a_calendar_is_added_once_and_ours_is_none(each_engine: Flask) -> None:
    chair = chair_of(factories.owner())
    with transaction():
        made = busy.add(chair, content(), at=NOW, **KEYS)
        assert (made.next_fetch_at, made.credentials) == (NOW, None)
    feed = content(url="https://cards.example/feeds/abc.ics")
    for again, said in ((content(), "read already"), (feed, "your own bookings")):
        with pytest.raises(FieldErrors) as faults, transaction():
            busy.add(chair, again, at=NOW, **KEYS)
        assert said in faults.value.errors[0].detail


def test_there_is_room_for_ten(owner: Owner) -> None:
    chair = chair_of(owner)
    with transaction():
        for n in range(10):
            busy.add(chair, content(url=f"https://a.example/{n}.ics"), at=NOW, **KEYS)
    with pytest.raises(FieldErrors) as faults, transaction():
        busy.add(chair, content(), at=NOW, **KEYS)
    assert "room for 10" in faults.value.errors[0].detail


def test_a_password_is_sealed_with_the_secret_key(owner: Owner) -> None:
    signed = content(kind="caldav", user="amina", password="pässwörd: 1")
    chair = chair_of(owner)
    with transaction():
        made = busy.add(chair, signed, at=NOW, **KEYS)
    sealed = made.credentials or b""
    assert "pässwörd".encode() not in sealed
    assert b"amina" not in sealed
    assert seal(("amina", "x"), secret_key="s" * 32) != seal(("amina", "x"), secret_key="s" * 32)
    assert unseal(sealed, secret_key="s" * 32) == ("amina", "pässwörd: 1")
    for broken, key in ((sealed, "t" * 32), (sealed[:-1], "s" * 32), (b"", "s" * 32)):
        with pytest.raises(SealBroken):
            unseal(broken, secret_key=key)
