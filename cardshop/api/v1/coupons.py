"""`/coupons`: codes that make an order cheaper."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select

from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.shape import Instant, Shape
from cardshop.orders import operations, queries
from cardshop.orders.domain.shop import CouponChanges, CouponContent
from cardshop.orders.models import Coupon
from cardshop.orders.presenters_json import coupon_as_json
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Orders"
EXAMPLE = {
    "id": 5,
    "code": "WELCOME10",
    "kind": "percent",
    "value": 10,
    "minimum": 0,
    "starts_at": None,
    "ends_at": "2027-03-31T21:00:00Z",
    "max_uses": 100,
    "max_uses_per_phone": 1,
    "uses": 12,
}


class CouponShape(Shape):
    """A code that makes an order cheaper, so many times."""

    id: int
    code: str
    kind: Literal["percent", "amount", "free_delivery"]
    value: int
    minimum: int
    starts_at: Instant | None
    ends_at: Instant | None
    max_uses: int | None
    max_uses_per_phone: int | None
    uses: int


@api.get("/coupons")
@program
@Operation(summary="List the coupons", group=GROUP, query=Page, answer=CouponShape, listed=True)
def list_coupons(call: Call) -> Answer:
    """The business's coupons, oldest first."""
    wanted = select(Coupon).where(Coupon.business_id == call.business_id)
    return Answer(page_of(wanted, Coupon.id, call.query, coupon_as_json))


@api.post("/coupons")
@program
@Operation(
    summary="Make a coupon",
    about="`value` is 1 to 100 for `percent`, an amount for `amount`, 0 for `free_delivery`.",
    group=GROUP,
    reads=Json(CouponContent),
    example={"code": "WELCOME10", "kind": "percent", "value": 10, "max_uses_per_phone": 1},
    answer=CouponShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_coupon(call: Call) -> Answer:
    """A new coupon."""
    made = operations.create_coupon(business_id=call.business_id, content=call.body, at=call.at)
    return _answer(made, 201, absolute(f"{PREFIX}/coupons/{made.id}"))


@api.get("/coupons/<key:coupon_id>")
@program
@Operation(
    summary="Read a coupon", group=GROUP, answer=CouponShape, answer_example=EXAMPLE, single=True
)
def read_coupon(call: Call, coupon_id: int) -> Answer:
    """One coupon."""
    return _answer(queries.coupon_of(call.business_id, coupon_id))


@api.patch("/coupons/<key:coupon_id>")
@program
@Operation(
    summary="Change a coupon",
    about="What is not sent stays. Orders that used it keep what it took off.",
    group=GROUP,
    reads=Json(CouponChanges),
    example={"max_uses": 200},
    answer=CouponShape,
    answer_example=EXAMPLE | {"max_uses": 200},
    single=True,
)
def edit_coupon(call: Call, coupon_id: int) -> Answer:
    """Change what was sent."""
    coupon = _held(call, coupon_id)
    operations.edit_coupon(coupon, call.body)
    return _answer(coupon)


@api.delete("/coupons/<key:coupon_id>")
@program
@Operation(
    summary="Delete a coupon",
    about="Orders keep its code and what it took off.",
    group=GROUP,
    status=204,
)
def delete_coupon(call: Call, coupon_id: int) -> Answer:
    """Remove the coupon."""
    operations.delete_coupon(_held(call, coupon_id))
    return Answer(None, 204)


def _held(call: Call, coupon_id: int) -> Coupon:
    coupon = queries.coupon_of(call.business_id, coupon_id, for_change=True)
    must_match(_answer(coupon).etag)
    return coupon


def _answer(coupon: Coupon, status: int = 200, location: str = "") -> Answer:
    payload = coupon_as_json(coupon)
    # Uses come by themselves: they are no reason to refuse a change.
    return Answer(payload, status, etag=etag_of(payload, without=("uses",)), location=location)
