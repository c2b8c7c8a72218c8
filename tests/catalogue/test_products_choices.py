"""Options, variants and extras, changed while they keep their keys."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Modifier, Variant
from cardshop.db import db
from cardshop.lib.errors import FieldErrors
from tests.catalogue.shapes import CAKE, change, faults, make
from tests.support import factories


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def test_variants_keep_their_keys_when_values_change_hands(business: Business) -> None:
    cake = make(business.id, **CAKE)
    first, second, third = cake.variants

    swapped = change(
        cake,
        variants=[
            {"id": second.id, "values": ["Small", "Cream"], "price": 130000},
            {"id": first.id, "values": ["Large", "Cream"], "price": 210000, "stock": 9},
            {"values": ["Small", "None"], "price": 100000},
            {"values": third.values, "price": 1},
        ],
    )

    found = [(v.values[0], v.price, v.sku, v.stock) for v in swapped.variants]
    assert found[0] == ("Small", 130000, "", None)
    assert found[1] == ("Large", 210000, "CC-S", 9)
    assert [v.id for v in swapped.variants[:2]] == [second.id, first.id]
    assert (swapped.variants[3].id, swapped.variants[3].stock) == (third.id, 0)
    assert (swapped.price, swapped.version) == (1, 2)


def test_options_sent_alone_remove_the_variants_that_no_longer_fit(business: Business) -> None:
    cake = make(business.id, **CAKE)
    kept = [v.id for v in cake.variants if v.values[0] == "Large"]

    smaller = change(
        cake,
        options=[
            {"name": "Size", "values": ["Large"]},
            {"name": "Topping", "values": ["None", "Cream"]},
        ],
    )

    assert [v.id for v in smaller.variants] == kept
    assert [o.name for o in smaller.options] == ["Size", "Topping"]
    assert smaller.price == 180000
    assert smaller.variants[1].stock == 0
    with pytest.raises(FieldErrors) as raised:
        change(smaller, options=[{"name": "Size", "values": ["Large"]}])
    assert faults(raised) == ["/variants"]


def test_without_options_a_product_is_simple_again(business: Business) -> None:
    cake = make(business.id, **CAKE)

    simple = change(cake, options=[], price=99, stock=4)

    assert (simple.options, simple.variants) == ([], [])
    assert (simple.price, simple.stock) == (99, 4)
    assert db.session.query(Variant).count() == 0


@pytest.mark.parametrize(("field", "value"), [("price", 5), ("stock", 5)])
def test_what_is_the_variants_cannot_be_said_of_the_product(
    business: Business, field: str, value: int
) -> None:
    cake = make(business.id, **CAKE)

    with pytest.raises(FieldErrors) as raised:
        change(cake, **{field: value})

    assert faults(raised) == [f"/{field}"]
    assert change(cake, price=cake.price, stock=None).version == 1


def test_groups_and_modifiers_keep_their_keys_by_id_or_name(business: Business) -> None:
    cake = make(business.id, **CAKE)
    group = cake.modifier_groups[0]
    one, number = group.modifiers

    renamed = change(
        cake,
        modifier_groups=[
            {"name": "Messages", "modifiers": [{"name": "Text"}]},
            {
                "id": group.id,
                "name": "Candle",
                "modifiers": [{"name": "NUMBER", "price": 3}, {"id": one.id, "name": "Single"}],
            },
        ],
    )

    kept = renamed.modifier_groups[1]
    assert (kept.id, kept.name, kept.maximum) == (group.id, "Candle", 1)
    assert [(m.id, m.name) for m in kept.modifiers] == [(number.id, "NUMBER"), (one.id, "Single")]
    assert change(renamed, modifier_groups=[]).modifier_groups == []
    assert db.session.query(Modifier).count() == 0


def test_a_hundred_variants_fit(business: Business) -> None:
    numbers = [str(n) for n in range(50)]
    options = [{"name": "No", "values": numbers}, {"name": "Side", "values": ["L", "R"]}]
    variants: list[dict[str, Any]] = [
        {"values": [n, side], "price": 100 + int(n), "stock": 1} for n in numbers for side in "LR"
    ]
    made = make(business.id, options=options, variants=variants)
    keys = [v.id for v in made.variants]

    turned = change(made, variants=list(reversed(variants)))

    assert [v.id for v in turned.variants] == list(reversed(keys))
    assert (len(keys), made.price) == (100, 100)
    with pytest.raises(FieldErrors):
        make(business.id, options=options, variants=[*variants, variants[0]])
