"""Days off of a calendar: by month, by range, by holiday, by day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from cardshop.accounts.models import Account
from cardshop.booking.models import Calendar
from cardshop.db import transaction
from tests.booking.setting_up import at, kept, opening_hours
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def amina(owner: Owner) -> Calendar:
    """A calendar with hours of its own, every day from 9 to 17."""
    return salons.calendar(owner.business)


@pytest.fixture
def follower(owner: Owner) -> Calendar:
    """A calendar that follows the opening hours: Mondays from 6 to 19."""
    return salons.calendar(owner.business, name="Brian", hours=None)


def test_holidays_are_closed_in_one_step(owner_browser: Browser, amina: Calendar) -> None:
    typed = {"first": "2026-12-24", "last": "2027-01-02"}
    page = owner_browser.post(at(amina, "days-off"), typed)
    assert "10 days are closed." in page.text
    assert "Dec 24, 2026 to Jan 2, 2027" in page.text
    after = kept(amina)
    assert after is not None
    assert len(after["overrides"]) == 10
    page = owner_browser.post(at(amina, "days-off/removal"), typed | {"first": "2026-12-25"})
    assert kept(amina) == salons.hours() | {
        "weekly": after["weekly"],
        "overrides": {"2026-12-24": []},
    }


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        ("", "", "first", "Choose a date"),
        ("2027-02-29", "", "first", "Choose a date"),
        ("2026-12-24", "2026-12-20", "last", "not be before"),
        ("2026-11-01", "2026-11-02", "last", "are over"),
        ("2026-12-24", "2029-12-24", "last", "at most a year"),
    ],
)
def test_a_range_that_cannot_be_is_explained_and_stays_typed(
    owner_browser: Browser, amina: Calendar, first: str, last: str, field: str, said: str
) -> None:
    page = owner_browser.post(at(amina, "days-off"), {"first": first, "last": last})
    assert page.status == 422
    assert said in page.error_of(field)
    assert (page.field("first").get("value") or "") == first
    assert kept(amina) == salons.hours()


def test_more_days_than_there_is_room_for_are_refused(
    owner_browser: Browser, amina: Calendar
) -> None:
    owner_browser.post(at(amina, "days-off"), {"first": "2027-01-01", "last": "2027-12-31"})
    page = owner_browser.post(at(amina, "days-off"), {"first": "2028-01-01", "last": "2028-03-01"})
    assert page.status == 422
    assert "room for 400" in page.text


def test_a_day_is_tapped_and_has_other_hours(owner_browser: Browser, amina: Calendar) -> None:
    month = owner_browser.get(at(amina, "days-off") + "?month=2028-02-10")
    assert "February 2028" in month.text
    day = at(amina, "days-off/2028-02-29")
    assert day in month.links().values()
    typed = {"kind": "other", "ranges-0-opens": "22:00", "ranges-0-closes": "02:00"}
    page = owner_browser.post(day, typed | {"act": "add"})
    assert page.field("ranges-1-opens") is not None
    page = owner_browser.post(day, typed)
    assert "February 29, 2028 is saved." in page.text
    assert page.url.endswith("/days-off")
    after = kept(amina)
    assert after is not None
    assert after["overrides"] == {"2028-02-29": [["22:00", "02:00"]]}
    owner_browser.post(day, {"kind": "usual"})
    assert kept(amina) == after | {"overrides": {}}


def test_hours_of_a_day_that_cannot_be_are_explained_where_they_stand(
    owner_browser: Browser, amina: Calendar
) -> None:
    day = at(amina, "days-off/2026-12-25")
    ranges = {
        "ranges-0-opens": "09:00",
        "ranges-0-closes": "13:00",
        "ranges-1-opens": "12:00",
        "ranges-1-closes": "15:00",
    }
    page = owner_browser.post(day, {"kind": "other", **ranges})
    assert page.status == 422
    assert "overlap" in page.error_of("ranges-1-opens")
    assert page.field("ranges-0-closes").get("value") == "13:00"
    page = owner_browser.post(day, {"kind": "other"})
    assert "Add opening times" in page.text
    assert kept(amina) == salons.hours()


@pytest.mark.parametrize("day", ["2027-02-29", "yesterday", "20261225", "9999-01-01"])
def test_a_day_that_is_none_is_not_found(owner_browser: Browser, amina: Calendar, day: str) -> None:
    assert owner_browser.raw("GET", at(amina, f"days-off/{day}")).status_code == 404
    month = owner_browser.get(at(amina, "days-off") + f"?month={day}")
    assert "November 2026" in month.text


def test_booked_days_say_so(owner_browser: Browser, owner: Owner) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    salons.booking(owner.business, service, calendar)
    month = owner_browser.get(at(calendar, "days-off") + "?month=2026-12-01")
    assert any("1 booking" in name for name in month.links())
    day = owner_browser.get(at(calendar, "days-off/2026-12-02"))
    assert "1 booking is on this day. It stays" in day.text


def test_days_of_a_follower_are_days_of_the_business(
    owner_browser: Browser, owner: Owner, follower: Calendar
) -> None:
    page = owner_browser.get(at(follower, "days-off"))
    assert "closed for the whole business" in page.text
    owner_browser.post(at(follower, "days-off"), {"first": "2026-12-25", "last": ""})
    assert opening_hours(owner)["overrides"] == {"2026-12-25": []}
    assert kept(follower) is None
    owner_browser.post(at(follower, "own-hours"), {"to": "days-off"})
    owner_browser.post(at(follower, "days-off"), {"first": "2026-12-26", "last": ""})
    assert opening_hours(owner)["overrides"] == {"2026-12-25": []}
    after = kept(follower)
    assert after is not None
    assert after["overrides"] == {"2026-12-25": [], "2026-12-26": []}


def test_public_holidays_are_offered_and_closed(owner_browser: Browser, amina: Calendar) -> None:
    page = owner_browser.get(at(amina, "days-off"))
    assert "Jamhuri Day" in page.text
    sent = {"days": ["2026-12-12", "2026-12-13", "nonsense"]}
    page = owner_browser.post(at(amina, "days-off/holidays"), sent)
    assert "1 day is closed." in page.text
    assert "closed already" in page.text
    after = kept(amina)
    assert after is not None
    assert after["overrides"] == {"2026-12-12": []}
    assert "Tick the days" in owner_browser.post(at(amina, "days-off/holidays")).text


def test_a_month_in_persian_is_one_of_the_solar_year(
    owner_browser: Browser, owner: Owner, amina: Calendar
) -> None:
    with transaction() as session:
        session.get_one(Account, owner.account.id).locale = "fa"
    page = owner_browser.get(at(amina, "days-off") + "?month=2026-12-25")
    assert "دی ۱۴۰۵" in page.text
    assert at(amina, "days-off/2026-12-22") in page.links().values()
    assert at(amina, "days-off/2026-12-21") not in page.links().values()
