"""Whose clock the times are of: the customer's, said, changeable, and never ambiguous."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.storefront.booking_steps import Client, salon, starts_on, stop_clock
from tests.support import salons


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def test_the_customers_day_is_not_the_calendars(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut, hours=salons.hours("12:00-15:00", days=("wed",)))

    page = Client(app).times(haircut, zone="Pacific/Auckland", day="2026-12-03")

    assert starts_on(page) == ["00:00", "00:30"]
    assert starts_on(Client(app).times(haircut, zone="Pacific/Auckland", day="2026-12-02")) == [
        "22:00", "22:30", "23:00", "23:30",
    ]  # fmt: skip
    assert "Night" in page.text
    assert "Times in Auckland time" in page.text
    assert "start=2026-12-02T11:00:00Z&zone=Pacific/Auckland" in page.links()["00:00"]
    back = Client(app).browser.get(page.links()["Show Nairobi time"])
    assert "Times in Nairobi time" in back.text


def test_an_hour_that_comes_twice_is_told_apart(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business, horizon_days=365)
    salons.calendar(business, haircut, hours=salons.hours("00:00-24:00"))

    page = Client(app).times(haircut, zone="Europe/Berlin", day="2027-10-31")

    assert {"02:00 UTC+2", "02:00 UTC+1"} <= set(starts_on(page))
    assert len(starts_on(page)) == 50


def test_zones_are_chosen_from_a_list_without_scripts(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut)
    page = Client(app).times(haircut, day="2026-12-02")

    zones = Client(app).browser.get(page.links()["Change the time zone"])

    assert zones.field("zone").tag.endswith("select")
    assert zones.all("option", value="Africa/Nairobi")[0].get("selected") is not None
    assert zones.field("day").get("value") == "2026-12-02"
    assert len(zones.all("option")) > 400
