"""Faults of what was sent, as pointers and sentences."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import AfterValidator

from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import Strict, asking, parse


class TooLate(Invalid):
    """This day has passed."""


def _future(day: str) -> str:
    if day < "2027":
        raise TooLate
    return day


def _even(value: dict[str, Any]) -> dict[str, Any]:
    if value:
        raise FieldErrors([FieldError("/inner/0", "Not this one.")])
    return value


class Visit(Strict):
    """Something with every sort of fault."""

    seats: int
    day: Annotated[str, AfterValidator(asking(_future))] = "2027"
    more: Annotated[dict[str, Any], AfterValidator(asking(_even))] = {}


def faults(data: object) -> list[tuple[str, str]]:
    with pytest.raises(FieldErrors) as refused:
        parse(Visit, data)
    return [(fault.pointer, fault.detail) for fault in refused.value.errors]


def test_a_refusal_of_ours_keeps_its_sentence_and_gets_its_place() -> None:
    assert faults({"seats": 1, "day": "1999"}) == [("/day", "This day has passed.")]


def test_faults_inside_a_refusal_are_placed_below_it() -> None:
    assert faults({"seats": 1, "more": {"x": 1}}) == [("/more/inner/0", "Not this one.")]


def test_nothing_is_guessed() -> None:
    assert faults({"seats": "1"}) == [("/seats", "This must be a whole number.")]
    assert faults({"seats": 1.5}) == [("/seats", "This must be a whole number.")]


def test_a_field_with_a_slash_in_its_name_is_pointed_at_as_rfc_6901_says() -> None:
    assert faults({"seats": 1, "a/b~c": 2}) == [("/a~1b~0c", "Unknown field.")]


def test_what_is_right_comes_back() -> None:
    assert parse(Visit, {"seats": 2}) == Visit(seats=2)
