"""Categories: nested once, sorted by hand, gone without their products."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import CategoryChanges, CategoryContent
from cardshop.catalogue.models import Category
from cardshop.catalogue.operations import categories as shelving
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from tests.catalogue.shapes import again, faults, make, version
from tests.support import factories
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def add(business: Business, name: str, **content: Any) -> int:
    wanted = parse(CategoryContent, {"name": name} | content)
    with transaction():
        return operations.create_category(business_id=business.id, content=wanted, at=NOW).id


def change(business: Business, key: int, **changes: Any) -> None:
    wanted = parse(CategoryChanges, changes)
    with transaction():
        operations.edit_category(held(business, key), wanted)


def held(business: Business, key: int) -> Category:
    return queries.category_of(business.id, key, for_change=True)


def order(business: Business) -> list[str]:
    """The names as the shop shows them, children behind a dash."""
    found = queries.categories(business.id)
    assert [category.rank for category in found] == list(range(len(found)))
    return [f"-{c.name}" if c.parent_id else c.name for c in found]


def test_children_stand_behind_their_parent(business: Business) -> None:
    bread, _cakes = add(business, "Bread"), add(business, "Cakes")
    add(business, "Rye", parent_id=bread)
    add(business, "Wheat", parent_id=bread, position=0)
    add(business, "Today", position=0)

    assert order(business) == ["Today", "Bread", "-Wheat", "-Rye", "Cakes"]
    assert [c.position for c in queries.categories(business.id)] == [0, 1, 0, 1, 2]


def test_nesting_ends_at_the_first_child(business: Business) -> None:
    bread, cakes = add(business, "Bread"), add(business, "Cakes")
    rye = add(business, "Rye", parent_id=bread)
    theirs = add(factories.owner().business, "Theirs")

    for key, parent in ((bread, cakes), (cakes, rye), (cakes, cakes), (rye, theirs), (rye, 99)):
        with pytest.raises(FieldErrors) as raised:
            change(business, key, parent_id=parent)
        assert faults(raised) == ["/parent_id"]
    with pytest.raises(FieldErrors):
        add(business, "Deep", parent_id=rye)
    assert order(business) == ["Bread", "-Rye", "Cakes"]


def test_a_category_moves_to_another_parent_and_back(business: Business) -> None:
    bread, cakes = add(business, "Bread"), add(business, "Cakes")
    rye = add(business, "Rye", parent_id=bread)

    change(business, rye, parent_id=cakes)
    assert order(business) == ["Bread", "Cakes", "-Rye"]
    change(business, rye, parent_id=None, position=0, name="Rye bread")
    assert order(business) == ["Rye bread", "Bread", "Cakes"]
    change(business, rye, name="Rye")
    assert order(business) == ["Rye", "Bread", "Cakes"]


def test_up_and_down_stop_at_the_ends(business: Business) -> None:
    keys = [add(business, name) for name in "ABC"]
    for key, direction, expected in (
        (keys[0], "up", "ABC"),
        (keys[0], "down", "BAC"),
        (keys[0], "down", "BCA"),
        (keys[0], "down", "BCA"),
        (keys[2], "up", "CBA"),
    ):
        with transaction():
            operations.move_category(held(business, key), direction)  # type: ignore[arg-type]
        assert "".join(order(business)) == expected


def test_a_removed_category_leaves_its_products_and_children(business: Business) -> None:
    bread = add(business, "Bread")
    add(business, "Rye", parent_id=bread)
    add(business, "Cakes")
    loaf = make(business.id, category_id=bread)

    with transaction():
        operations.delete_category(held(business, bread))

    assert again(business.id, loaf.id).category_id is None
    assert order(business) == ["Rye", "Cakes"]


def test_the_shop_is_told_of_every_change(business: Business) -> None:
    before = version(business)
    bread = add(business, "Bread")
    change(business, bread, name="Loaves")
    with transaction():
        operations.delete_category(held(business, bread))

    assert version(business) == before + 3


def test_another_business_finds_no_category(business: Business) -> None:
    bread = add(business, "Bread")

    for key in (bread, 99, 2**31):
        with pytest.raises(NotFound):
            queries.category_of(factories.owner().business.id, key)


def test_there_is_room_for_so_many(business: Business, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "MOST_CATEGORIES", 2)
    add(business, "A")
    add(business, "B")

    with pytest.raises(operations.TooManyCategories):
        add(business, "C")


def test_products_are_counted_by_category(business: Business) -> None:
    bread = add(business, "Bread")
    make(business.id, category_id=bread)
    make(business.id, category_id=bread)
    make(business.id)

    assert queries.products_by_category(business.id) == {bread: 2, None: 1}
