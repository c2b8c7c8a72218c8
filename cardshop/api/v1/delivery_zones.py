"""`/delivery-zones`: where the business delivers to."""

from __future__ import annotations

from sqlalchemy import select

from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.shape import Shape
from cardshop.orders import operations, queries
from cardshop.orders.domain.shop import ZoneChanges, ZoneContent
from cardshop.orders.models import DeliveryZone
from cardshop.orders.presenters_json import zone_as_json
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Orders"
EXAMPLE = {
    "id": 2,
    "name": "Kilimani",
    "fee": 20000,
    "minimum": 100000,
    "free_above": 500000,
    "minutes": 25,
}


class ZoneShape(Shape):
    """A neighbourhood that is delivered to."""

    id: int
    name: str
    fee: int
    minimum: int
    free_above: int | None
    minutes: int


@api.get("/delivery-zones")
@program
@Operation(
    summary="List the delivery zones", group=GROUP, query=Page, answer=ZoneShape, listed=True
)
def list_delivery_zones(call: Call) -> Answer:
    """The business's zones, oldest first."""
    wanted = select(DeliveryZone).where(DeliveryZone.business_id == call.business_id)
    return Answer(page_of(wanted, DeliveryZone.id, call.query, zone_as_json))


@api.post("/delivery-zones")
@program
@Operation(
    summary="Make a delivery zone",
    about="Orders below `minimum` are refused; from `free_above` on there is no fee.",
    group=GROUP,
    reads=Json(ZoneContent),
    example={"name": "Kilimani", "fee": 20000},
    answer=ZoneShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_delivery_zone(call: Call) -> Answer:
    """A new zone."""
    made = operations.create_zone(business_id=call.business_id, content=call.body)
    return _answer(made, 201, absolute(f"{PREFIX}/delivery-zones/{made.id}"))


@api.get("/delivery-zones/<key:zone_id>")
@program
@Operation(
    summary="Read a delivery zone",
    group=GROUP,
    answer=ZoneShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_delivery_zone(call: Call, zone_id: int) -> Answer:
    """One zone."""
    return _answer(queries.zone_of(call.business_id, zone_id))


@api.patch("/delivery-zones/<key:zone_id>")
@program
@Operation(
    summary="Change a delivery zone",
    about="What is not sent stays. Orders that were placed keep their fee.",
    group=GROUP,
    reads=Json(ZoneChanges),
    example={"fee": 25000},
    answer=ZoneShape,
    answer_example=EXAMPLE | {"fee": 25000},
    single=True,
)
def edit_delivery_zone(call: Call, zone_id: int) -> Answer:
    """Change what was sent."""
    zone = _held(call, zone_id)
    operations.edit_zone(zone, call.body)
    return _answer(zone)


@api.delete("/delivery-zones/<key:zone_id>")
@program
@Operation(summary="Delete a delivery zone", about="Orders keep its name.", group=GROUP, status=204)
def delete_delivery_zone(call: Call, zone_id: int) -> Answer:
    """Remove the zone."""
    operations.delete_zone(_held(call, zone_id))
    return Answer(None, 204)


def _held(call: Call, zone_id: int) -> DeliveryZone:
    zone = queries.zone_of(call.business_id, zone_id, for_change=True)
    must_match(_answer(zone).etag)
    return zone


def _answer(zone: DeliveryZone, status: int = 200, location: str = "") -> Answer:
    payload = zone_as_json(zone)
    return Answer(payload, status, etag=etag_of(payload), location=location)
