"""The cart knows choices and numbers, and believes nothing that comes back from a browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.orders.domain.cart import (
    Cart,
    CartFull,
    CartLine,
    NotInTheCart,
    QuantityOutOfRange,
    choice,
)
from cardshop.orders.domain.request import MOST_LINES

BREAD = choice(7, None, [], 1)
LARGE_CAKE = choice(8, 3, [5, 4, 5], 2)


def test_the_same_choice_is_one_line() -> None:
    cart = Cart().added(BREAD).added(LARGE_CAKE).added(choice(7, None, [], 2))

    assert [(line.key, line.quantity) for line in cart.lines] == [("7-0-", 3), ("8-3-4.5", 2)]
    assert cart.count == 5


def test_other_extras_are_another_line() -> None:
    cart = Cart().added(LARGE_CAKE).added(choice(8, 3, [4], 1))

    assert len(cart.lines) == 2


def test_none_of_it_takes_it_out() -> None:
    cart = Cart().added(BREAD).added(LARGE_CAKE).changed("7-0-", 0)

    assert [line.product_id for line in cart.lines] == [8]


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(NotInTheCart):
        Cart().added(BREAD).changed("9-0-", 2)


@pytest.mark.parametrize("pieces", [0, -1, 1000, 10**9])
def test_a_wild_number_is_refused(pieces: int) -> None:
    with pytest.raises(QuantityOutOfRange):
        choice(7, None, [], pieces)


def test_a_number_cannot_grow_wild_by_adding() -> None:
    cart = Cart().added(choice(7, None, [], 999))

    with pytest.raises(QuantityOutOfRange):
        cart.added(BREAD)


def test_a_full_cart_takes_more_of_what_it_holds_and_nothing_else() -> None:
    cart = Cart()
    for product in range(1, MOST_LINES + 1):
        cart = cart.added(choice(product, None, [], 1))

    assert cart.added(BREAD).line(BREAD.key).quantity == 2
    with pytest.raises(CartFull):
        cart.added(choice(MOST_LINES + 1, None, [], 1))


def test_the_digest_tells_whether_a_page_still_shows_the_cart() -> None:
    cart = Cart().added(BREAD)

    assert cart.digest == Cart().added(BREAD).digest
    assert cart.digest != cart.added(BREAD).digest


def test_a_line_asks_for_its_price() -> None:
    asked = LARGE_CAKE.asked("Happy birthday")

    assert (asked.product_id, asked.variant_id, asked.modifier_ids) == (8, 3, [4, 5])
    assert (asked.quantity, asked.note) == (2, "Happy birthday")


keys = st.integers(1, 2**31 - 1)
lines = st.builds(choice, keys, st.none() | keys, st.lists(keys, max_size=30), st.integers(1, 999))


@given(st.lists(lines, max_size=10, unique_by=lambda line: line.key))
def test_a_cart_comes_back_as_it_was(held: list[CartLine]) -> None:
    cart = Cart(tuple(held))

    assert Cart.of_json(cart.as_json()) == cart


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=12,
)


@given(anything)
def test_anything_else_is_no_cart(value: object) -> None:
    for line in Cart.of_json(value).lines:
        assert 1 <= line.quantity <= 999
        assert line.product_id >= 1


@pytest.mark.parametrize(
    "row",
    [
        [7, 0, [], 0],
        [7, 0, [], -1],
        [7, 0, [], 10**9],
        [7, 0, [], 1.5],
        [7, 0, [], True],
        [-7, 0, [], 1],
        [2**31, 0, [], 1],
        [7, -1, [], 1],
        [7, 0, ["x"], 1],
        [7, 0, list(range(1, 40)), 1],
        "7011",
    ],
)
def test_a_row_of_another_shape_is_left_out(row: object) -> None:
    kept = Cart.of_json([row, [8, 0, [], 1]])

    assert [line.product_id for line in kept.lines] == [8]
