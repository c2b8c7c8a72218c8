"""Ways to the customer, fees, and the time until it is there."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.lib.validation import parse
from cardshop.orders.domain import delivery
from cardshop.orders.domain.delivery import Zone
from cardshop.orders.domain.request import FulfilmentRequest

ZONE = Zone(2, "Kilimani", fee=200, minimum=0, free_above=1000, minutes=25)
ALL = frozenset({"pickup", "delivery", "dine_in"})


def faults(asked: dict[str, Any], zone: Zone | None = ZONE, *, complete: bool = True) -> list[str]:
    request = parse(FulfilmentRequest, asked)
    found = delivery.problems(request, ALL, zone, is_complete=complete)
    return [problem.pointer for problem in found]


@pytest.mark.parametrize(("subtotal", "fee"), [(0, 200), (999, 200), (1000, 0), (5000, 0)])
def test_delivery_is_free_from_an_amount_on(subtotal: int, fee: int) -> None:
    assert delivery.fee(ZONE, subtotal) == fee
    assert delivery.fee(None, subtotal) == 0


def test_a_delivery_needs_a_zone_and_an_address() -> None:
    asked = {"kind": "delivery", "zone_id": 2, "address": "Ring Road 14"}

    assert faults(asked) == []
    assert faults(asked, None) == ["/fulfilment/zone_id"]
    assert faults({"kind": "delivery"}, None) == ["/fulfilment/zone_id", "/fulfilment/address"]
    assert faults({"kind": "delivery", "zone_id": 2}, complete=False) == []


def test_dine_in_needs_a_table() -> None:
    assert faults({"kind": "dine_in", "table": "4"}) == []
    assert faults({"kind": "dine_in"}) == ["/fulfilment/table"]


def test_a_way_that_is_switched_off_is_refused() -> None:
    request = parse(FulfilmentRequest, {"kind": "pickup"})

    [problem] = delivery.problems(request, frozenset({"delivery"}), None, is_complete=True)
    assert (problem.kind, problem.pointer) == ("fulfilment", "/fulfilment/kind")


def test_the_way_is_added_to_the_usual_preparation() -> None:
    assert delivery.minutes_needed([], 30, None) == 30
    assert delivery.minutes_needed([], 30, ZONE) == 55
