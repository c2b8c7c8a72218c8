"""`flask slots explain`."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.booking.models import Calendar, Service
from cardshop.lib import clock
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON

DAY = ("--from", "2026-12-02", "--to", "2026-12-02")


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def haircut(owner: factories.Owner) -> Service:
    """An hour, with a quarter of an hour kept free after it."""
    return salons.service(owner.business, duration_minutes=60, buffer_after_minutes=15)


@pytest.fixture
def amina(owner: factories.Owner, haircut: Service) -> Calendar:
    """From 9 to 15 in Nairobi."""
    return salons.calendar(owner.business, haircut, hours=salons.hours("09:00-15:00"))


def run(app: Flask, calendar: object, service: object, *days: str) -> tuple[int, list[str]]:
    words = ["slots", "explain", "--calendar", str(calendar), "--service", str(service)]
    result = app.test_cli_runner().invoke(args=[*words, *(days or DAY)])
    return result.exit_code, result.output.splitlines()


def test_each_start_is_open_or_says_what_closed_it(
    app: Flask, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    salons.booking(owner.business, haircut, amina, starts_at=SOON)
    dentist = SOON + timedelta(hours=2)
    salons.busy_source(amina, (dentist, dentist + timedelta(minutes=20)))

    code, lines = run(app, amina.id, haircut.id)

    ten, noon = "10:00+03:00 to 11:00+03:00", "12:00+03:00 to 12:20+03:00"
    free = "no room for the time kept free before and after"
    assert (code, lines) == (
        0,
        [
            "Haircut with Amina, times in Africa/Nairobi",
            f"2026-12-02 09:00+03:00  closed  {free} ({ten})",
            f"2026-12-02 10:00+03:00  closed  a booking is in the way ({ten})",
            f"2026-12-02 11:00+03:00  closed  {free} ({ten})",
            f"2026-12-02 12:00+03:00  closed  blocked, or busy in another calendar ({noon})",
            "2026-12-02 13:00+03:00  open    1 seat",
            "2026-12-02 14:00+03:00  open    1 seat",
            "2 open, 4 closed",
        ],
    )


def test_rules_are_said_in_words(
    app: Flask, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    _, past = run(app, amina.id, haircut.id, "--from", "2026-11-20", "--to", "2026-11-20")
    _, far = run(app, amina.id, haircut.id, "--from", "2027-06-01", "--to", "2027-06-01")
    once = salons.service(owner.business, duration_minutes=60, daily_limit=1)
    salons.booking(owner.business, once, salons.calendar(owner.business, once))
    other = salons.calendar(owner.business, once)
    _, full = run(app, other.id, once.id)

    assert {line.partition("closed  ")[2] for line in past[1:-1]} == {
        "too soon: it is past, or within the minimum notice"
    }
    assert past[-1] == "0 open, 6 closed"
    assert "too far ahead" in far[1]
    assert "as many bookings that day as it takes" in full[1]


def test_seats_that_are_left_are_counted(app: Flask, owner: factories.Owner) -> None:
    yoga = salons.service(owner.business, "Yoga", duration_minutes=60, capacity=4)
    hall = salons.calendar(owner.business, yoga, hours=salons.hours("10:00-12:00"))
    salons.booking(owner.business, yoga, hall, seats=3)

    _, lines = run(app, hall.id, yoga.id)

    assert [line.partition("  ")[2] for line in lines[1:3]] == ["open    1 seat", "open    4 seats"]


def test_the_hour_that_comes_twice_is_told_apart(app: Flask, owner: factories.Owner) -> None:
    night = salons.service(owner.business, duration_minutes=60, horizon_days=730)
    berlin = salons.calendar(
        owner.business, night, timezone="Europe/Berlin", hours=salons.hours("01:00-04:00")
    )

    _, lines = run(app, berlin.id, night.id, "--from", "2027-10-31", "--to", "2027-10-31")

    assert [line.partition("  ")[0][11:] for line in lines[1:-1]] == [
        "01:00+02:00",
        "02:00+02:00",
        "02:00+01:00",
        "03:00+01:00",
    ]


def test_what_no_customer_is_offered_is_remarked(app: Flask, owner: factories.Owner) -> None:
    off = salons.service(owner.business, is_active=False)
    chair = salons.calendar(owner.business, off)
    salons.settings(owner.business, is_taking_bookings=False)

    code, lines = run(app, chair.id, off.id)

    assert code == 0
    assert "the service is switched off" in lines[1]
    assert "no bookings are taken" in lines[2]


def test_what_names_nothing_is_one_line(
    app: Flask, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    theirs = salons.service(factories.owner().business)
    chair, cut = str(amina.id), str(haircut.id)
    off = str(salons.calendar(owner.business, haircut, is_active=False).id)
    for calendar, service, days, said in (
        ("999", cut, DAY, "There is no calendar 999."),
        ("0", cut, DAY, "There is no calendar 0."),
        ("99999999999", cut, DAY, "There is no calendar 99999999999."),
        (chair, "999", DAY, "There is no service 999."),
        (chair, str(theirs.id), DAY, "does not give service"),
        (off, cut, DAY, "is switched off"),
        (chair, cut, ("--from", "soon", "--to", "2026-12-02"), "--from: This must be a date"),
        (chair, cut, ("--from", "2026-12-02", "--to", "2026-02-30"), "--to: This must be"),
        (chair, cut, ("--from", "2026-12-02", "--to", "9999-12-31"), "--to: Use a date"),
        (chair, cut, ("--from", "2026-12-02", "--to", "2026-12-01"), "--to: Choose 1 to 62"),
        (chair, cut, ("--from", "2026-12-02", "--to", "2027-02-02"), "--to: Choose 1 to 62"),
    ):
        code, lines = run(app, calendar, service, *days)

        assert (code, len(lines)) == (2, 1), lines
        assert said in lines[0]
