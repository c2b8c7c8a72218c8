"""A row for every combination of choices, and what becomes of the rows that there were."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.catalogue.domain.combinations import TooManyCombinations, combined


def row(key: int, *values: str) -> dict[str, Any]:
    return {"id": str(key), "values": list(values), "price": f"{key}00", "sold": True}


def said(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(key, choices, price) of each row."""
    return [(r["id"], "/".join(r["values"]), r.get("price", "")) for r in rows]


def test_options_make_every_combination_in_their_order() -> None:
    made = combined([["S", "L"], ["Red", "Blue"]], [])

    assert [r["values"] for r in made] == [
        ["S", "Red"],
        ["S", "Blue"],
        ["L", "Red"],
        ["L", "Blue"],
    ]
    assert all(r["fresh"] and r["sold"] and not r["id"] for r in made)


def test_a_choice_that_is_added_leaves_the_others_their_keys() -> None:
    made = combined([["S", "M", "L"]], [row(1, "S"), row(2, "L")])

    assert said(made) == [("1", "S", "100"), ("", "M", ""), ("2", "L", "200")]
    assert [bool(r.get("fresh")) for r in made] == [False, True, False]


def test_a_choice_that_is_taken_away_takes_its_row_along() -> None:
    assert said(combined([["L"]], [row(1, "S"), row(2, "L")])) == [("2", "L", "200")]


def test_a_choice_with_a_new_name_is_the_same_choice() -> None:
    made = combined([["S", "Large"]], [row(1, "S"), row(2, "L")])

    assert said(made) == [("1", "S", "100"), ("2", "Large", "200")]
    assert not any(r.get("fresh") for r in made)


def test_choices_in_another_order_are_the_same_choices() -> None:
    made = combined([["L", "S"]], [row(1, "S"), row(2, "L")])

    assert said(made) == [("2", "L", "200"), ("1", "S", "100")]


def test_another_option_hands_keys_and_prices_on() -> None:
    made = combined([["S", "L"], ["Red", "Blue"]], [row(1, "S"), row(2, "L")])

    assert said(made) == [
        ("1", "S/Red", "100"),
        ("", "S/Blue", "100"),
        ("2", "L/Red", "200"),
        ("", "L/Blue", "200"),
    ]


def test_an_option_that_goes_leaves_one_row_of_each_choice() -> None:
    rows = [row(1, "S", "Red"), row(2, "S", "Blue"), row(3, "L", "Red")]

    assert said(combined([["S", "L"]], rows)) == [("1", "S", "100"), ("3", "L", "300")]


def test_without_options_there_are_no_rows() -> None:
    assert combined([], [row(1, "S")]) == []


def test_more_than_fit_are_refused_with_their_number() -> None:
    many = [str(n) for n in range(11)]

    with pytest.raises(TooManyCombinations, match="121 combinations"):
        combined([many, many], [])


def test_of_more_than_fit_those_that_there_are_stay() -> None:
    many = [str(n) for n in range(50)]

    assert said(combined([many, many, many], [row(1, "0", "1", "2"), row(2, "x", "1", "2")])) == [
        ("1", "0/1/2", "100")
    ]
