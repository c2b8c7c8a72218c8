"""Lists come in pages that together are the list, whatever happens between two of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardshop.api import paging
from cardshop.db import transaction
from tests.api.conftest import Program, pointers
from tests.support import factories


def walk(program: Program, path: str, limit: int) -> list[list[int]]:
    pages, after = [], ""
    while True:
        page = program.get(f"{path}?limit={limit}&after={after}").get_json()
        pages.append([item["id"] for item in page["items"]])
        if page["next"] is None:
            return pages
        after = page["next"]


def test_the_pages_are_the_list(program: Program, owner: factories.Owner) -> None:
    ids = [factories.card(owner.business).id for _ in range(7)]
    factories.card(factories.owner(name="Another shop").business)

    for limit in (1, 2, 3, 6, 7, 8, 100):
        pages = walk(program, "/cards", limit)
        assert [key for page in pages for key in page] == ids
        assert all(len(page) == limit for page in pages[:-1])
        assert 0 < len(pages[-1]) <= limit


def test_a_row_that_goes_meanwhile_moves_no_other(program: Program, owner: factories.Owner) -> None:
    cards = [factories.card(owner.business) for _ in range(4)]
    first = program.get("/cards?limit=2").get_json()
    with transaction() as session:
        session.delete(session.merge(cards[1]))

    second = program.get(f"/cards?limit=2&after={first['next']}").get_json()

    assert [item["id"] for item in second["items"]] == [cards[2].id, cards[3].id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(min_value=1, max_value=paging.LARGEST_KEY))
def test_a_cursor_is_read_back(key: int) -> None:
    assert paging.key_after(paging.cursor_after(key)) == key


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5", "", "9" * 40, "٣", " 5", "1e1"])
def test_a_bad_limit_is_pointed_at(program: Program, limit: str) -> None:
    assert pointers(program.get("/cards", query_string={"limit": limit})) == ["/limit"]


@pytest.mark.parametrize("after", ["x", "7", "====", "a" * 5000, "é", "\x00", "azk5OTk5OTk5OTk5"])
def test_a_bad_cursor_is_pointed_at(program: Program, after: str) -> None:
    assert pointers(program.get("/cards", query_string={"after": after})) == ["/after"]


def test_a_parameter_given_twice_is_refused(program: Program) -> None:
    assert pointers(program.get("/cards?limit=2&limit=3")) == ["/limit"]
