"""Weekly hours of a calendar, and its days off: by month, by range, by holiday, by day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from cardshop.booking.models import Calendar
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


def week(**days: str) -> dict[str, str]:
    """Days as they are typed: `week(mon="9:00-13:00 14:00-17:00")`."""
    fields: dict[str, str] = {"act": "save"}
    for day, ranges in days.items():
        fields[f"{day}-is_open"] = "y"
        for place, each in enumerate(ranges.split()):
            opens, closes = each.split("-")
            fields[f"{day}-ranges-{place}-opens"] = opens
            fields[f"{day}-ranges-{place}-closes"] = closes
    return fields


def test_a_lunch_break_and_a_night_are_kept_and_days_off_stay(
    owner_browser: Browser, owner: Owner
) -> None:
    hours = salons.hours() | {"overrides": {"2026-12-25": []}}
    calendar = salons.calendar(owner.business, hours=hours)
    typed = week(mon="09:00-13:00 14:00-17:00", sat="20:00-02:00", sun="10:00-00:00")
    page = owner_browser.post(at(calendar), typed)
    assert "The hours are saved." in page.text
    after = kept(calendar)
    assert after is not None
    assert after["weekly"]["mon"] == [["09:00", "13:00"], ["14:00", "17:00"]]
    assert after["weekly"]["sat"] == [["20:00", "02:00"]]
    assert after["weekly"]["sun"] == [["10:00", "24:00"]]
    assert after["weekly"]["tue"] == []
    assert after["overrides"] == {"2026-12-25": []}


def test_ranges_are_added_copied_and_removed_without_saving(
    owner_browser: Browser, amina: Calendar
) -> None:
    typed = week(mon="09:00-12:00", tue="08:00-09:00")
    page = owner_browser.post(at(amina), typed | {"act": "add:mon"})
    assert page.field("mon-ranges-1-opens").get("value") == "13:00"
    page = owner_browser.post(at(amina), typed | {"act": "copy:mon"})
    assert page.field("tue-ranges-0-opens").get("value") == "09:00"
    page = owner_browser.post(at(amina), typed | {"act": "remove:mon:0"})
    assert page.field("mon-is_open").get("checked") is None
    assert kept(amina) == salons.hours() | {"overrides": {}}


@pytest.mark.parametrize(
    ("ranges", "field", "said"),
    [
        ("09:00-13:00 12:00-17:00", "mon-ranges-1-opens", "overlap 09:00-13:00"),
        ("09:00-25:00", "mon-ranges-0-closes", "Write a time as HH:MM"),
        ("24:00-09:00", "mon-ranges-0-opens", "24:00 can only be an end"),
        ("", "mon-is_open", "Add opening times"),
    ],
)
def test_hours_that_cannot_be_are_explained_where_they_stand(
    owner_browser: Browser, amina: Calendar, ranges: str, field: str, said: str
) -> None:
    page = owner_browser.post(at(amina), week(mon=ranges, sun="08:00-09:00"))
    assert page.status == 422
    assert said in page.error_of(field)
    assert page.field("sun-ranges-0-opens").get("value") == "08:00"
    assert kept(amina) == salons.hours()


def test_a_calendar_follows_the_business_until_it_has_own_hours(
    owner_browser: Browser, owner: Owner, follower: Calendar
) -> None:
    page = owner_browser.get(at(follower))
    assert "whenever your business is open" in page.text
    assert not page.all("input", type="time")
    page = owner_browser.post(at(follower, "own-hours"))
    assert "Brian has own hours now." in page.text
    assert page.field("mon-ranges-0-opens").get("value") == "06:00"
    owner_browser.post(at(follower), week(tue="10:00-12:00"))
    assert opening_hours(owner)["weekly"]["mon"] == [["06:00", "19:00"]]
    owner_browser.post(at(follower, "own-hours/removal"))
    assert kept(follower) is None
