"""What may be said of a product."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.catalogue.domain.choices import check_choices, value_key
from cardshop.catalogue.domain.content import (
    LONGEST_DESCRIPTION,
    ProductChanges,
    ProductContent,
    basis_points,
    check_gtin,
    check_slug,
    percent,
)
from cardshop.lib.errors import FieldErrors
from cardshop.lib.money import LARGEST
from cardshop.lib.page_slugs import alternatives, proposed, with_ending
from cardshop.lib.validation import parse
from tests.catalogue.shapes import CAKE


def pointers(model: type[ProductContent], content: dict[str, Any]) -> list[str]:
    with pytest.raises(FieldErrors) as raised:
        parse(model, content)
    return [fault.pointer for fault in raised.value.errors]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("name", value) for value in ("", " ", None, 1, "x" * 151, "a\x00b")],
        *[("slug", value) for value in ("A B", "-rye", "a--b", "ä", "x" * 81, None)],
        *[("price", value) for value in (-1, 1.5, "12", None, True, LARGEST + 1)],
        *[("compare_at_price", value) for value in (-1, "1")],
        *[("stock", value) for value in (-1, 1.5, 10**9)],
        *[("gtin", value) for value in ("123", "4006381333932", "x")],
        *[("tax_rate", value) for value in (-1, 100.01, 7.777, "16", None)],
        *[("status", value) for value in ("gone", None, "")],
        *[("category_id", value) for value in (0, -1, 2**31, "1")],
        *[("preparation_minutes", value) for value in (-1, 10_081)],
        *[("currency", "KES"), ("id", 4)],
        ("description", "x" * (LONGEST_DESCRIPTION + 1)),
        ("image_ids", list(range(1, 12))),
        ("tags", [f"t{n}" for n in range(21)]),
    ],
)
def test_a_fault_is_shown_where_it_is(field: str, value: object) -> None:
    for model in (ProductContent, ProductChanges):
        assert pointers(model, {"name": "Rye", "price": 1} | {field: value}) == [f"/{field}"]


def test_a_group_must_be_possible_to_pick_from() -> None:
    for picks in ({"minimum": 2, "maximum": 1}, {"minimum": 3, "maximum": 4}):
        group = {"name": "Extras", "modifiers": [{"name": "a"}, {"name": "b"}]} | picks
        found = pointers(ProductContent, {"name": "x", "price": 1, "modifier_groups": [group]})
        assert found == ["/modifier_groups/0/maximum"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"variants": []}, ["/variants"]),
        ({"options": []}, ["/variants/0/values", "/variants/1/values", "/variants/2/values"]),
        ({"variants": [{"values": ["Small"], "price": 1}]}, ["/variants/0/values"]),
        ({"variants": [{"values": ["Huge", "None"], "price": 1}]}, ["/variants/0/values"]),
        (
            {"variants": [{"values": ["Small", "None"], "price": n} for n in (1, 2)]},
            ["/variants/0/values", "/variants/1/values"],
        ),
    ],
)
def test_options_and_variants_must_fit(changes: dict[str, Any], expected: list[str]) -> None:
    content = parse(ProductContent, CAKE | changes)

    with pytest.raises(FieldErrors) as raised:
        check_choices(content.options, content.variants)

    assert [fault.pointer for fault in raised.value.errors] == expected


def test_no_two_options_or_values_are_alike() -> None:
    options = [{"name": "Size", "values": ["S", "s"]}, {"name": "SIZE", "values": ["L"]}]
    variants = [{"values": ["S", "L"], "price": 1}]
    content = parse(ProductContent, CAKE | {"options": options, "variants": variants})

    with pytest.raises(FieldErrors) as raised:
        check_choices(content.options, content.variants)

    found = [fault.pointer for fault in raised.value.errors]
    assert found == ["/options/0/name", "/options/0/values", "/options/1/name"]


@given(st.lists(st.text(max_size=60), max_size=3))
def test_a_key_fits_its_column(values: list[str]) -> None:
    assert len(value_key(values)) <= 400


@given(st.integers(0, 10_000))
def test_a_rate_is_shown_as_it_was_typed(basis: int) -> None:
    assert basis_points(percent(basis)) == basis


@given(st.text(max_size=300))
def test_a_proposed_address_is_one(name: str) -> None:
    slug = proposed(name)

    assert check_slug(slug) == slug
    assert all(check_slug(other) == other for other in alternatives(slug) if slug)
    assert not slug or check_slug(with_ending(slug, "7k2mq9xd"))


@pytest.mark.parametrize("gtin", ["4006381333931", "96385074", "036000291452", "4006 3813 33931"])
def test_real_barcodes_pass(gtin: str) -> None:
    assert check_gtin(gtin) == gtin.replace(" ", "")
