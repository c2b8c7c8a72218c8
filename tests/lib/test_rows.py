"""What the buttons of an ordered list do to its rows."""

import pytest

from cardshop.lib.rows import rearranged, without_blanks

PHONES = [{"number": "1"}, {"number": "2"}, {"number": "3"}]


def order_after(act: str) -> str:
    lists = rearranged({"phones": PHONES, "emails": []}, act)
    assert lists["emails"] == []
    return "".join(row.get("number", "_") for row in lists["phones"])


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("phones:add", "123_"),
        ("phones:remove:1", "13"),
        ("phones:up:2", "132"),
        ("phones:down:0", "213"),
        ("phones:up:0", "123"),
        ("phones:down:2", "123"),
    ],
)
def test_a_button_does_what_it_says(act: str, order: str) -> None:
    assert order_after(act) == order


@pytest.mark.parametrize(
    "act",
    [
        "",
        "save",
        "faxes:add",
        "phones:",
        "phones:up:3",
        "phones:up:-1",
        "phones:up:x",
        "phones:fly:1",
        "phones:remove:٣٣",
        "phones:remove:" + "9" * 400,
    ],
)
def test_a_button_that_is_not_there_changes_nothing(act: str) -> None:
    assert order_after(act) == "123"


def test_a_chosen_kind_alone_is_a_blank_row() -> None:
    rows = [{"kind": "work", "number": " "}, {"kind": "work", "number": "2"}]

    assert without_blanks(rows, typed=("number",)) == rows[1:]
