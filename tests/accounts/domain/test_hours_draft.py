"""Opening hours while they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_draft import draft_of, edited, hours_of
from cardshop.lib.errors import FieldErrors

TODAY = date(2026, 11, 24)


def hours(weekly: dict[str, Any], **overrides: Any) -> Hours:
    dates = {name.removeprefix("on_").replace("_", "-"): spans for name, spans in overrides.items()}
    return Hours.parse({"weekly": weekly, "overrides": dates})


def draft(weekly: dict[str, Any] | None = None, **overrides: Any) -> dict[str, Any]:
    return draft_of(hours(weekly or {}, **overrides), since=TODAY)


def faults(typed: dict[str, Any]) -> list[str]:
    with pytest.raises(FieldErrors) as refused:
        hours_of(typed)
    return [fault.pointer for fault in refused.value.errors]


def test_a_draft_comes_back_as_it_was() -> None:
    kept = hours(
        {"mon": [["09:00", "13:00"], ["16:00", "24:00"]], "fri": [["20:00", "02:00"]]},
        on_2026_12_25=[],
        on_2026_12_31=[["00:00", "24:00"]],
    )

    assert hours_of(draft_of(kept, since=TODAY)) == kept


def test_dates_gone_by_are_left_out() -> None:
    assert draft(on_2026_11_23=[], on_2026_11_24=[])["dates"] == [
        {"day": "2026-11-24", "is_open": False, "ranges": []}
    ]


def test_a_day_that_is_switched_off_is_closed_whatever_its_times() -> None:
    typed = draft({"mon": [["09:00", "17:00"]]})
    typed["mon"]["is_open"] = False

    assert hours_of(typed) == hours({})


@pytest.mark.parametrize("typed", ["9:00", "09.00", "0900", " ۰۹:۰۰ ", "٩:٠٠"])
def test_times_are_read_as_people_write_them(typed: str) -> None:
    written = draft({"mon": [["08:00", "17:00"]]})
    written["mon"]["ranges"][0]["opens"] = typed

    assert hours_of(written) == hours({"mon": [["09:00", "17:00"]]})


def test_a_range_is_added_after_a_break() -> None:
    typed = edited(edited(draft(), "add:mon"), "add:mon")

    assert hours_of(typed) == hours({"mon": [["09:00", "17:00"], ["18:00", "21:00"]]})


def test_a_late_day_gets_an_empty_range() -> None:
    typed = edited(draft({"mon": [["09:00", "23:00"]]}), "add:mon")

    assert typed["mon"]["ranges"][1] == {"opens": "", "closes": ""}
    assert faults(typed) == ["/mon/ranges/1/opens", "/mon/ranges/1/closes"]


def test_removing_the_last_range_closes_the_day() -> None:
    typed = edited(draft({"mon": [["09:00", "17:00"]]}), "remove:mon:0")

    assert typed["mon"] == {"is_open": False, "ranges": []}


def test_copying_reaches_the_days_that_are_open() -> None:
    week = {"mon": [["08:00", "12:00"]], "tue": [["09:00", "17:00"]]}

    copied = edited(draft(week), "copy:mon")

    assert hours_of(copied) == hours({"mon": [["08:00", "12:00"]], "tue": [["08:00", "12:00"]]})


def test_copying_the_only_open_day_opens_the_week() -> None:
    copied = edited(draft({"mon": [["08:00", "12:00"]]}), "copy:mon")

    assert all(hours_of(copied).weekly)


def test_dates_are_added_and_dropped() -> None:
    typed = edited(edited(draft(on_2026_12_25=[]), "add-date"), "add:dates-1")
    assert [each["is_open"] for each in typed["dates"]] == [False, True]

    assert [each["day"] for each in edited(typed, "drop:0")["dates"]] == [""]


@pytest.mark.parametrize(
    "act", ["", "add:xyz", "add:dates-7", "drop:x", "drop:9", "boil:mon", "add:²"]
)
def test_a_button_that_is_not_ours_changes_nothing(act: str) -> None:
    assert edited(draft({"mon": [["09:00", "17:00"]]}), act) == draft({"mon": [["09:00", "17:00"]]})


def test_faults_stand_at_their_rows() -> None:
    typed = draft(
        {"mon": [["09:00", "13:00"], ["14:00", "17:00"]]}, on_2026_12_25=[["10:00", "12:00"]]
    )
    typed["mon"]["ranges"][1]["opens"] = "12:00"
    typed["tue"]["is_open"] = True
    typed["dates"][0]["ranges"][0]["closes"] = "noon"
    typed["dates"] += [{"day": "", "is_open": False, "ranges": []}]

    assert faults(typed) == [
        "/tue/is_open",
        "/dates/1/day",
        "/mon/ranges/1/opens",
        "/dates/0/ranges/0/closes",
    ]


def test_a_date_stands_once() -> None:
    typed = draft(on_2026_12_25=[])
    typed["dates"] *= 2

    assert faults(typed) == ["/dates/1/day"]


@pytest.mark.parametrize("day", ["25/12/2026", "2026-13-01", "Christmas"])
def test_what_is_no_date_is_told_at_its_row(day: str) -> None:
    typed = draft()
    typed["dates"] = [{"day": day, "is_open": False, "ranges": []}]

    assert faults(typed) == ["/dates/0/day"]
