"""Reading and writing opening hours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.accounts.domain.hours import Hours
from cardshop.lib.errors import FieldErrors

BAKERY = {
    "weekly": {"mon": [["09:00", "13:00"], ["16:00", "20:00"]], "sat": [["20:00", "02:00"]]},
    "overrides": {"2027-01-01": [], "2027-01-06": [["10:00", "24:00"]]},
}


def faults(value: object) -> dict[str, str]:
    with pytest.raises(FieldErrors) as refusal:
        Hours.parse(value)
    return {error.pointer: error.detail for error in refusal.value.errors}


def monday(*spans: list[Any]) -> dict[str, object]:
    return {"weekly": {"mon": list(spans)}}


def test_hours_come_back_as_they_were_sent_with_every_weekday_named() -> None:
    written = Hours.parse(BAKERY).to_json()

    assert written["overrides"] == BAKERY["overrides"]
    assert written["weekly"] == {
        **{day: [] for day in ("tue", "wed", "thu", "fri", "sun")},
        **BAKERY["weekly"],
    }
    assert Hours.parse(written) == Hours.parse(BAKERY)


def test_an_override_replaces_the_weekday_and_an_empty_one_closes_it() -> None:
    hours = Hours.parse(BAKERY | {"overrides": {"2027-01-04": []}})

    assert hours.on(date(2027, 1, 4)) == ()
    assert [span.words for span in hours.on(date(2027, 1, 18))] == [
        ("09:00", "13:00"),
        ("16:00", "20:00"),
    ]


def test_hours_that_were_never_given_are_never_open() -> None:
    assert Hours.parse({"weekly": {}}) == Hours()
    assert Hours().on(date(2027, 1, 4)) == ()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([["13:00", "15:00"], ["09:00", "13:00"]], [["09:00", "15:00"]]),
        ([["20:00", "00:00"]], [["20:00", "24:00"]]),
        ([["00:00", "00:00"]], [["00:00", "24:00"]]),
        ([["09:00", "09:00"]], [["09:00", "09:00"]]),
        ([["00:00", "12:00"], ["12:00", "24:00"]], [["00:00", "24:00"]]),
        ([["00:00", "09:00"], ["09:00", "09:00"]], [["00:00", "09:00"], ["09:00", "09:00"]]),
    ],
)
def test_intervals_that_touch_become_one(sent: list[Any], kept: list[Any]) -> None:
    assert Hours.parse(monday(*sent)).to_json()["weekly"]["mon"] == kept


@pytest.mark.parametrize(
    "spans",
    [[["09:00", "13:00"], ["12:59", "15:00"]], [["09:00", "13:00"], ["09:00", "13:00"]],
     [["20:00", "02:00"], ["23:00", "24:00"]], [["09:00", "09:00"], ["10:00", "11:00"]]],
)  # fmt: skip
def test_intervals_that_overlap_are_refused_with_the_one_they_meet(spans: list[Any]) -> None:
    start, end = spans[0]

    assert faults(monday(*spans)) == {
        "/weekly/mon/1": f"These hours overlap {start}-{end} of the same day."
    }


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (None, ""),
        ([], ""),
        ({}, "/weekly"),
        ({"weekly": []}, "/weekly"),
        ({"weekly": {}, "week": {}}, "/week"),
        ({"weekly": {"monday": []}}, "/weekly/monday"),
        ({"weekly": {"a/b~c": []}}, "/weekly/a~1b~0c"),
        ({"weekly": {"mon": "09:00"}}, "/weekly/mon"),
        ({"weekly": {"mon": [["09:00", "10:00"]] * 13}}, "/weekly/mon"),
        (monday(["09:00"]), "/weekly/mon/0"),
        (monday(["09:00", "13:00", "14:00"]), "/weekly/mon/0"),
        (monday(["09:00", "13:00"], ["14:00", 15]), "/weekly/mon/1/1"),
        (monday(["9:00", "13:00"]), "/weekly/mon/0/0"),
        (monday(["09:00", "13:60"]), "/weekly/mon/0/1"),
        (monday(["09:00", "24:01"]), "/weekly/mon/0/1"),
        (monday(["09:00", "13:00\n"]), "/weekly/mon/0/1"),
        (monday(["٠٩:٠٠", "13:00"]), "/weekly/mon/0/0"),
        (monday(["24:00", "13:00"]), "/weekly/mon/0/0"),
        ({"weekly": {}, "overrides": []}, "/overrides"),
        ({"weekly": {}, "overrides": {"2027-02-29": []}}, "/overrides/2027-02-29"),
        ({"weekly": {}, "overrides": {"20270101": []}}, "/overrides/20270101"),
        ({"weekly": {}, "overrides": {"2027-01-01": None}}, "/overrides/2027-01-01"),
    ],
)
def test_a_fault_is_told_with_its_place(value: object, pointer: str) -> None:
    assert list(faults(value)) == [pointer]


def test_all_faults_are_told_at_once() -> None:
    value = {"weekly": {"mon": [["9", "10"]], "funday": []}, "overrides": {"soon": []}}

    assert list(faults(value)) == [
        "/weekly/funday",
        "/weekly/mon/0/0",
        "/weekly/mon/0/1",
        "/overrides/soon",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["09:00", "24:00", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["weekly", "overrides", "mon", "2027-01-01"]), inner)
    ),
)


@given(value=JSON)
def test_anything_is_either_hours_or_refused(value: object) -> None:
    try:
        hours = Hours.parse(value)
    except FieldErrors as refusal:
        places = [error.pointer for error in refusal.errors]
    else:
        places = []
        assert Hours.parse(hours.to_json()) == hours
    assert all(place == "" or place.startswith("/") for place in places)
