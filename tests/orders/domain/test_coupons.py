"""When a coupon counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from cardshop.orders.domain import coupons
from cardshop.orders.domain.coupons import Terms
from cardshop.orders.domain.shop import CouponContent
from tests.support.factories import NOW

HOUR = timedelta(hours=1)


def terms(**fields: Any) -> Terms:
    given: dict[str, Any] = {
        "code": "SPRING",
        "kind": "percent",
        "value": 10,
        "minimum": 0,
        "starts_at": None,
        "ends_at": None,
        "max_uses": None,
        "max_uses_per_phone": None,
        "uses": 0,
    }
    return Terms(**given | fields)


def fault(
    coupon: Terms | None, *, subtotal: int = 1000, is_delivery: bool | None = None
) -> str | None:
    return coupons.fault(
        coupon, subtotal=subtotal, is_delivery=is_delivery, at=NOW, show=lambda minor: f"{minor}¢"
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_at": NOW + HOUR}, "This code cannot be used yet."),
        ({"ends_at": NOW}, "This code has expired."),
        ({"max_uses": 3, "uses": 3}, "This code was used up."),
        ({"max_uses_per_phone": 1, "used_by_phone": 1}, "You have used this code already."),
        ({"minimum": 1001}, "This code is for orders from 1001¢ on."),
    ],
)
def test_a_coupon_that_does_not_count_says_why(fields: dict[str, Any], words: str) -> None:
    assert fault(terms(**fields)) == words


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": NOW},
        {"ends_at": NOW + HOUR},
        {"max_uses": 3, "uses": 2},
        {"max_uses_per_phone": 2, "used_by_phone": 1},
        {"minimum": 1000},
        {"kind": "free_delivery"},
    ],
)
def test_a_coupon_counts_up_to_its_limits(fields: dict[str, Any]) -> None:
    assert fault(terms(**fields)) is None


def test_free_delivery_is_for_deliveries() -> None:
    assert fault(terms(kind="free_delivery"), is_delivery=True) is None
    assert fault(terms(kind="free_delivery"), is_delivery=False) is not None


def test_nobody_knows_a_code_that_is_none() -> None:
    assert fault(None) == "We do not know this code. Check its spelling."


def test_codes_are_compared_without_case_and_blanks() -> None:
    assert coupons.folded(" wel come10 ") == "WELCOME10"
    assert coupons.folded("  ") == ""


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"code": "A"}, "/code"),
        ({"code": "SPÄT10"}, "/code"),
        ({"value": 0}, "/value"),
        ({"value": 101}, "/value"),
        ({"kind": "amount", "value": 0}, "/value"),
        ({"kind": "free_delivery", "value": 5}, "/value"),
        ({"starts_at": "2027-01-02T00:00:00Z", "ends_at": "2027-01-02T00:00:00Z"}, "/ends_at"),
        ({"ends_at": "2027-01-02"}, "/ends_at"),
        ({"ends_at": "2027-01-02T00:00:00"}, "/ends_at"),
        ({"max_uses": 0}, "/max_uses"),
    ],
)
def test_what_no_coupon_can_say_is_refused(fields: dict[str, Any], pointer: str) -> None:
    with pytest.raises(FieldErrors) as raised:
        parse(CouponContent, {"code": "SPRING", "kind": "percent", "value": 10} | fields)

    assert [error.pointer for error in raised.value.errors] == [pointer]
