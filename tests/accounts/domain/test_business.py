"""What may be changed of a business."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.accounts.domain.business import read_changes
from cardshop.lib.errors import FieldErrors


def faults(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FieldErrors) as refused:
        read_changes(data, country="KE")
    return {fault.pointer: fault.detail for fault in refused.value.errors}


def test_only_what_is_given_changes() -> None:
    assert read_changes({"name": " Golden Crumb "}, country="KE").given == {"name": "Golden Crumb"}


def test_a_number_is_read_as_its_country_dials_it() -> None:
    assert read_changes({"whatsapp": "0700 000123"}, country="KE").whatsapp == "+254700000123"
    changes = read_changes({"whatsapp": "0351 1234567", "country": "AR"}, country="KE")
    assert changes.whatsapp.startswith("+54")


def test_a_number_can_be_taken_away() -> None:
    assert read_changes({"whatsapp": ""}, country="KE").given == {"whatsapp": ""}


def test_hours_are_kept_in_one_form() -> None:
    changes = read_changes(
        {"opening_hours": {"weekly": {"mon": [["09:00", "24:00"]]}}}, country="KE"
    )

    assert changes.opening_hours["weekly"]["mon"] == [["09:00", "24:00"]]
    assert changes.opening_hours["weekly"]["sun"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", None),
        ("name", "x" * 101),
        ("country", "XX"),
        ("country", "ke"),
        ("currency", "kes"),
        ("currency", "ABC"),
        ("timezone", "Nairobi"),
        ("locale", "english"),
        ("whatsapp", "12"),
        ("prices_include_tax", "yes"),
        ("opening_hours", []),
        ("id", 7),
    ],
)
def test_every_fault_is_told_at_its_field(field: str, value: object) -> None:
    assert list(faults({field: value})) == [f"/{field}"]


def test_faults_of_hours_lead_into_the_hours() -> None:
    hours = {"weekly": {"mon": [["9:00", "17:00"]]}}

    assert list(faults({"opening_hours": hours})) == ["/opening_hours/weekly/mon/0/0"]
