"""The order of categories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.catalogue.domain.places import NoSuchPlace, Place
from cardshop.catalogue.domain.shelves import Shelf, arranged
from cardshop.lib.typed import LARGEST_KEY

NUMBERS = st.integers(0, LARGEST_KEY)


@st.composite
def shelves(draw: st.DrawFn) -> list[Shelf]:
    """Up to eight shelves, some standing in one of the first three, some in one that is gone."""
    count = draw(st.integers(0, 8))
    return [
        Shelf(
            id=n,
            parent_id=draw(st.sampled_from([None, 1, 2, 99])) if n > 3 else None,
            position=draw(st.integers(0, 4)),
            rank=draw(st.integers(0, 9)),
        )
        for n in range(1, count + 1)
    ]


def test_a_parent_stands_before_its_children() -> None:
    order = arranged([Shelf(1, None, 1, 0), Shelf(2, None, 0, 0), Shelf(3, 2, 0, 0)])

    assert order == [(2, 0), (3, 0), (1, 1)]


@given(shelves())
def test_every_shelf_has_one_place(given_shelves: list[Shelf]) -> None:
    order = arranged(given_shelves)

    assert sorted(key for key, _ in order) == [shelf.id for shelf in given_shelves]


@given(shelves())
def test_arranging_twice_changes_nothing(given_shelves: list[Shelf]) -> None:
    by_id = {shelf.id: shelf for shelf in given_shelves}
    order = arranged(given_shelves)

    again = [
        Shelf(key, by_id[key].parent_id, place, rank) for rank, (key, place) in enumerate(order)
    ]

    assert arranged(again) == order


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_cursor_is_read_as_it_was_written(shelf: int, position: int, key: int) -> None:
    place = Place(shelf, position, key)

    assert Place.read(str(place)) == place


@pytest.mark.parametrize("cursor", ["x", "1-2", "1-2-3-4", "-1-2-3", "1-2-99999999999", "١-٢-٣"])
def test_other_words_are_no_cursor(cursor: str) -> None:
    with pytest.raises(NoSuchPlace):
        Place.read(cursor)
