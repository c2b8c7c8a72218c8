"""Lines priced by the shop, or what is in the way of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cardshop.catalogue.offers import Offer, OfferedGroup, OfferedModifier, OfferedVariant
from cardshop.lib.validation import parse
from cardshop.orders.domain import lines
from cardshop.orders.domain.lines import Priced
from cardshop.orders.domain.request import LineRequest

EXTRAS = OfferedGroup(
    5, "Extras", 1, 2, tuple(OfferedModifier(n, f"Extra {n}", n * 10) for n in (1, 2, 3))
)
RYE = Offer(
    id=7,
    slug="rye",
    name="Rye",
    is_active=True,
    price=480,
    sku="R",
    stock=None,
    tax_basis_points=1600,
    preparation_minutes=0,
    picture_id=3,
    option_names=(),
    variants=(),
    groups=(),
)
CAKE = replace(
    RYE,
    id=8,
    name="Cake",
    price=900,
    option_names=("Size",),
    variants=(
        OfferedVariant(81, ("Small",), 900, "C-S", 2, None),
        OfferedVariant(82, ("Large",), 1500, "", None, 4),
    ),
    groups=(EXTRAS,),
)


def priced(*asked: dict[str, Any], **rye: Any) -> Priced:
    offers = {7: replace(RYE, **rye), 8: CAKE}
    return lines.priced([parse(LineRequest, {"quantity": 1} | one) for one in asked], offers)


def faults(*asked: dict[str, Any], **rye: Any) -> list[tuple[str, str]]:
    return [(p.kind, p.pointer) for p in priced(*asked, **rye).problems]


def cake(*modifiers: int, **fields: Any) -> dict[str, Any]:
    return {"product_id": 8, "variant_id": 82, "modifier_ids": list(modifiers)} | fields


def test_a_line_costs_its_variant_and_its_extras_for_each_piece() -> None:
    [line] = priced(cake(2, 1, quantity=3, note="Thin")).lines

    assert (line.unit_price, line.total) == (1500 + 10 + 20, 3 * 1530)
    assert [(chosen.name, chosen.value) for chosen in line.options] == [("Size", "Large")]
    assert [extra.name for extra in line.extras] == ["Extra 1", "Extra 2"]
    assert (line.sku, line.picture_id, line.is_counted, line.note) == ("R", 4, False, "Thin")


@pytest.mark.parametrize(
    ("asked", "kind", "field"),
    [
        ({"product_id": 99}, "gone", "product_id"),
        ({"product_id": 7, "variant_id": 81}, "gone", "variant_id"),
        (cake(1, variant_id=None), "choose_variant", "variant_id"),
        (cake(1, variant_id=99), "choose_variant", "variant_id"),
        (cake(), "choose_extras", "modifier_ids"),
        (cake(1, 2, 3), "choose_extras", "modifier_ids"),
        (cake(1, 1), "choose_extras", "modifier_ids"),
        (cake(99), "choose_extras", "modifier_ids"),
        ({"product_id": 7, "modifier_ids": [1]}, "choose_extras", "modifier_ids"),
    ],
)
def test_a_line_without_a_price_is_left_out_and_told(
    asked: dict[str, Any], kind: str, field: str
) -> None:
    assert faults(asked) == [(kind, f"/lines/0/{field}")]
    assert priced(asked).lines == ()


def test_what_is_not_sold_now_does_not_tell_its_name() -> None:
    [problem] = priced({"product_id": 7}, is_active=False).problems

    assert (problem.kind, problem.available) == ("sold_out", 0)
    assert "Rye" not in problem.detail


def test_lines_of_the_same_thing_share_its_stock() -> None:
    rye = {"product_id": 7, "quantity": 2}

    assert faults(rye, rye, stock=4) == []
    assert faults(rye, rye, stock=3) == [("too_few", "/lines/1/quantity")]
    assert faults(rye, rye, rye, stock=2) == [
        ("sold_out", "/lines/1/quantity"),
        ("sold_out", "/lines/2/quantity"),
    ]
    [problem] = priced(rye, rye, stock=3).problems
    assert (problem.detail, problem.available) == ("Only 1 left of Rye.", 1)


def test_each_variant_has_its_own_stock() -> None:
    assert faults(cake(1, variant_id=81, quantity=2), cake(1, quantity=999)) == []
    assert faults(cake(1, variant_id=81, quantity=3)) == [("too_few", "/lines/0/quantity")]
