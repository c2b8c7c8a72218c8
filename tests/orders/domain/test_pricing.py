"""Totals: the parts sum, none is negative, in currencies of 0, 2 and 3 digits."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib.money import LARGEST, Currency
from cardshop.orders.domain import coupons, pricing
from cardshop.orders.domain.quote import PricedLine, Totals

KINDS: tuple[coupons.Kind, ...] = ("percent", "amount", "free_delivery")


def line(unit_price: int, quantity: int = 1, tax: int = 0) -> PricedLine:
    return PricedLine(
        product_id=1,
        variant_id=None,
        slug="rye",
        name="Rye",
        sku="",
        options=(),
        extras=(),
        unit_price=unit_price,
        quantity=quantity,
        tax_basis_points=tax,
        preparation_minutes=0,
        is_counted=False,
    )


lines = st.lists(
    st.builds(
        line,
        st.one_of(st.integers(0, 10_000), st.integers(0, LARGEST * 30)),
        st.integers(1, 999),
        st.sampled_from([0, 1, 700, 1600, 1900, 2100, 10_000]),
    ),
    max_size=60,
)
amounts = st.integers(0, LARGEST)


def total(made: list[PricedLine], discount: int = 0, fee: int = 0, *, included: bool) -> Totals:
    return pricing.totals(made, discount=discount, delivery_fee=fee, prices_include_tax=included)


@given(lines, amounts, amounts, st.booleans())
def test_parts_sum_to_the_total_and_none_is_negative(
    made: list[PricedLine], discount: int, fee: int, included: bool
) -> None:
    found = total(made, discount, fee, included=included)

    added = 0 if included else found.tax
    assert found.total == found.subtotal - found.discount + found.delivery_fee + added
    assert found.subtotal == sum(one.unit_price * one.quantity for one in made)
    parts = (found.subtotal, found.discount, found.delivery_fee, found.tax, found.total)
    assert min(parts) >= 0
    assert found.discount <= found.subtotal
    assert found.total < 2**63


@given(lines, amounts, st.booleans())
def test_tax_is_within_half_a_unit_of_each_rate_of_the_exact_one(
    made: list[PricedLine], discount: int, included: bool
) -> None:
    found = total(made, discount, included=included)

    off = pricing.shares(found.discount, [one.total for one in made])
    exact = sum(
        (
            Decimal(one.total - less)
            * one.tax_basis_points
            / (10_000 + (one.tax_basis_points if included else 0))
            for one, less in zip(made, off, strict=True)
        ),
        Decimal(0),
    )
    rates = len({one.tax_basis_points for one in made})
    assert abs(found.tax - exact) <= Decimal(rates) / 2 + Decimal("0.001")


@given(lines, amounts)
def test_included_tax_is_never_more_than_what_is_paid_for_the_goods(
    made: list[PricedLine], discount: int
) -> None:
    found = total(made, discount, included=True)

    assert found.tax <= found.subtotal - found.discount


@given(st.lists(amounts, max_size=60), st.data())
def test_shares_sum_and_none_is_more_than_its_weight(
    weights: list[int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(weights)))

    parts = pricing.shares(amount, weights)

    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(amounts, st.sampled_from(KINDS), amounts)
def test_a_coupon_never_takes_off_more_than_there_is(
    subtotal: int, kind: coupons.Kind, value: int
) -> None:
    terms = coupons.Terms("C", kind, value, 0, None, None, None, None, 0)

    assert 0 <= coupons.discount(terms, subtotal) <= subtotal


@given(amounts, st.integers(1, 100))
def test_percent_rounds_half_a_unit_up(subtotal: int, percent: int) -> None:
    terms = coupons.Terms("C", "percent", percent, 0, None, None, None, None, 0)
    exact = Decimal(subtotal) * percent / 100

    assert coupons.discount(terms, subtotal) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("currency", "unit", "shown"),
    [("JPY", 480, "480"), ("USD", 480, "4.80"), ("KWD", 480, "0.480")],
)
def test_minor_units_of_every_length(currency: str, unit: int, shown: str) -> None:
    found = total([line(unit, 3, 1000)], 48, 100, included=False)

    assert (found.subtotal, found.discount, found.delivery_fee) == (1440, 48, 100)
    assert (found.tax, found.total) == (139, 1631)
    assert Currency.of(currency).plain(unit) == shown


def test_each_rate_is_taxed_on_what_its_lines_cost_after_the_discount() -> None:
    # 10.00 off 40.00 is 2.50 off the bread and 7.50 off the cake.
    found = total([line(1000, 1, 700), line(3000, 1, 1900)], 1000, included=False)

    assert found.tax == 53 + 428
    assert found.total == 3000 + 481


def test_nothing_costs_nothing() -> None:
    assert total([], 500, included=True) == Totals(0, 0, 0, 0, 0, prices_include_tax=True)
