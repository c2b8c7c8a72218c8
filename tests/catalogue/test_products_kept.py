"""Whatever is sent in whatever order, a product stays whole: properties over random changes."""

from __future__ import annotations

import itertools
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.choices import check_choices
from cardshop.catalogue.domain.content import ProductChanges, ProductContent
from cardshop.catalogue.models import Product
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from tests.catalogue.shapes import again, make
from tests.support import factories
from tests.support.factories import NOW

WORDS = st.sampled_from(["S", "M", "L", "s", "Rye", "نان"])
PRICES = st.integers(0, 10_000)
OPTION = st.fixed_dictionaries(
    {"name": WORDS, "values": st.lists(WORDS, min_size=1, max_size=3, unique=True)}
)
OPTIONS = st.lists(OPTION, max_size=2)
VARIANTS = st.lists(
    st.fixed_dictionaries(
        {"values": st.lists(WORDS, min_size=1, max_size=2), "price": PRICES},
        optional={"stock": st.none() | st.integers(0, 9), "sku": WORDS, "place": st.integers(0, 3)},
    ),
    max_size=4,
)
GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "name": WORDS,
            "modifiers": st.lists(
                st.fixed_dictionaries({"name": WORDS, "price": PRICES}), min_size=1, max_size=3
            ),
        },
        optional={"place": st.integers(0, 2)},
    ),
    max_size=3,
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "price": PRICES,
        "stock": st.none() | PRICES,
        "tags": st.lists(WORDS, max_size=4),
        "options": OPTIONS,
        "variants": VARIANTS,
        "modifier_groups": GROUPS,
    },
)


@st.composite
def choices(draw: st.DrawFn) -> dict[str, Any]:
    """Options with some of their combinations, which may stand at places of others."""
    options = draw(st.lists(OPTION, min_size=1, max_size=2))
    pairs = list(itertools.product(*(option["values"] for option in options)))
    taken = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4, unique=True))
    places = draw(st.permutations(range(6)))
    return {
        "options": options,
        "variants": [
            {"values": list(values), "price": draw(PRICES), "place": places[n]}
            for n, values in enumerate(taken)
        ],
    }


def named(changes: dict[str, Any], product: Product) -> dict[str, Any]:
    """The changes with a `place` replaced by the key of what stands there, if anything does."""
    rows: dict[str, list[Any]] = {
        "variants": product.variants,
        "modifier_groups": product.modifier_groups,
    }
    for field, there in rows.items():
        entries = []
        for entry in changes.get(field, []):
            place = entry.get("place", 99)
            key = {"id": there[place].id} if place < len(there) else {}
            entries.append({k: v for k, v in entry.items() if k != "place"} | key)
        if field in changes:
            changes = changes | {field: entries}
    return changes


def hold_whole(product: Product) -> None:
    """What must be true of every product that is kept."""
    content = parse(ProductContent, queries.as_content(product))
    check_choices(content.options, content.variants)
    if product.variants:
        assert product.price == min(variant.price for variant in product.variants)
        assert product.stock is None
    for rows in (product.options, product.variants, product.modifier_groups):
        assert [row.position for row in rows] == list(range(len(rows)))
    for group in product.modifier_groups:
        assert [m.position for m in group.modifiers] == list(range(len(group.modifiers)))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(CHANGES | choices(), max_size=6))
def test_a_product_stays_whole(app: Flask, steps: list[dict[str, Any]]) -> None:
    product = make(factories.owner().business.id)
    business_id, key = product.business_id, product.id
    for step in steps:
        before = queries.as_content(product)
        try:
            with transaction():
                held = queries.product_of(business_id, key, for_change=True)
                changes = parse(ProductChanges, named(step, held))
                operations.edit_product(held, changes, at=NOW)
        except FieldErrors:
            assert queries.as_content(again(business_id, key)) == before
        product = again(business_id, key)
        hold_whole(product)
