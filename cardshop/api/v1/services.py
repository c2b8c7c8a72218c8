"""`/services`: what can be booked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.calendars import GROUP
from cardshop.api.v1.service_shape import EXAMPLE, NEW_EXAMPLE, ServiceShape
from cardshop.booking import operations, queries
from cardshop.booking.domain.content import ServiceChanges, ServiceContent
from cardshop.booking.models import Service
from cardshop.booking.presenters_json import service_as_json
from cardshop.db import db
from cardshop.web.guards import program
from cardshop.web.site import absolute


@api.get("/services")
@program
@Operation(summary="List the services", group=GROUP, query=Page, answer=ServiceShape, listed=True)
def list_services(call: Call) -> Answer:
    """The business's services, oldest first."""
    wanted = (
        select(Service)
        .where(Service.business_id == call.business_id)
        .options(selectinload(Service.questions))
    )
    given = queries.calendar_ids_of(call.business_id)
    page = page_of(
        wanted, Service.id, call.query, lambda row: service_as_json(row, given.get(row.id, []))
    )
    return Answer(page)


@api.post("/services")
@program
@Operation(
    summary="Make a service",
    about="Only `name` and `duration_minutes` are needed. Without a `slug` one is made from the "
    "name. A business with one calendar or none need not say `calendar_ids`: that one gives it, or "
    "a first one that is made. With its buffers it takes a day at most.",
    group=GROUP,
    reads=Json(ServiceContent),
    example=NEW_EXAMPLE,
    answer=ServiceShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_service(call: Call) -> Answer:
    """A new service."""
    made = operations.create_service(business_id=call.business_id, content=call.body, at=call.at)
    return _answer(_again(made), 201, absolute(f"{PREFIX}/services/{made.id}"))


@api.get("/services/<key:service_id>")
@program
@Operation(
    summary="Read a service", group=GROUP, answer=ServiceShape, answer_example=EXAMPLE, single=True
)
def read_service(call: Call, service_id: int) -> Answer:
    """One service."""
    return _answer(queries.service_of(call.business_id, service_id))


@api.patch("/services/<key:service_id>")
@program
@Operation(
    summary="Change a service",
    about="What is not sent stays; a list that is sent replaces the old one. A question sent with "
    "its `id` is kept. Bookings keep what they were told.",
    group=GROUP,
    reads=Json(ServiceChanges),
    example={"duration_minutes": 45, "requires_approval": True},
    answer=ServiceShape,
    answer_example=EXAMPLE | {"duration_minutes": 45, "requires_approval": True},
    single=True,
    refusals=(409,),
)
def edit_service(call: Call, service_id: int) -> Answer:
    """Change what was sent."""
    service = _held(call, service_id)
    operations.edit_service(service, call.body, at=call.at)
    return _answer(_again(service))


@api.delete("/services/<key:service_id>")
@program
@Operation(
    summary="Delete a service",
    about="Refused while it has bookings ahead. Those that are over keep its name and price.",
    group=GROUP,
    status=204,
    refusals=(409,),
)
def delete_service(call: Call, service_id: int) -> Answer:
    """Remove the service."""
    operations.delete_service(_held(call, service_id), at=call.at)
    return Answer(None, 204)


def _held(call: Call, service_id: int) -> Service:
    service = queries.service_of(call.business_id, service_id, for_change=True)
    must_match(_answer(service).etag)
    return service


def _again(service: Service) -> Service:
    """The service as the database has it after a change, its questions in order."""
    db.session.flush()
    return queries.service_of(service.business_id, service.id)


def _answer(service: Service, status: int = 200, location: str = "") -> Answer:
    given = queries.calendar_ids_of(service.business_id).get(service.id, [])
    payload = service_as_json(service, given)
    return Answer(payload, status, etag=etag_of(payload), location=location)
