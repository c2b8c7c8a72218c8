"""`/calendars`: the people and resources that are booked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema
from sqlalchemy import select

from cardshop.accounts.domain.business import HOURS_SCHEMA
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.shape import Shape, Uri
from cardshop.booking import operations, queries
from cardshop.booking.domain.content import CalendarChanges, CalendarContent
from cardshop.booking.models import Calendar
from cardshop.booking.presenters_json import calendar_as_json
from cardshop.booking.queries.feeds import feeds_of
from cardshop.db import db
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Booking"
HOURS = {"weekly": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]]}, "overrides": {}}
EXAMPLE: dict[str, Any] = {
    "id": 2,
    "name": "Otieno",
    "timezone": "Africa/Nairobi",
    "hours": HOURS,
    "service_ids": [4],
    "feed_url": "https://cards.example/feeds/9vQ2mY7cK1xT4wLr8sHd0A.ics",
    "color": "steelblue",
    "daily_limit": None,
    "active": True,
}


class CalendarShape(Shape):
    """A person or a resource that is booked."""

    id: int
    name: str
    timezone: str
    hours: Annotated[
        dict[str, Any] | None,
        WithJsonSchema({"anyOf": [HOURS_SCHEMA, {"type": "null"}]}),
    ]
    service_ids: list[int]
    feed_url: Uri | None
    color: str
    daily_limit: int | None
    active: bool


@api.get("/calendars")
@program
@Operation(summary="List the calendars", group=GROUP, query=Page, answer=CalendarShape, listed=True)
def list_calendars(call: Call) -> Answer:
    """The business's calendars, oldest first."""
    wanted = select(Calendar).where(Calendar.business_id == call.business_id)
    page = page_of(wanted, Calendar.id, call.query, lambda calendar: calendar)
    return Answer(page | {"items": _shown(call.business_id, page["items"])})


@api.post("/calendars")
@program
@Operation(
    summary="Make a calendar",
    about="Only `name` is needed. Without a `timezone` it has the business's, without `hours` its "
    "opening hours.",
    group=GROUP,
    reads=Json(CalendarContent),
    example={"name": "Otieno", "hours": HOURS},
    answer=CalendarShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_calendar(call: Call) -> Answer:
    """A new calendar."""
    made = operations.create_calendar(business_id=call.business_id, content=call.body, at=call.at)
    return _answer(_again(made), 201, absolute(f"{PREFIX}/calendars/{made.id}"))


@api.get("/calendars/<key:calendar_id>")
@program
@Operation(
    summary="Read a calendar",
    group=GROUP,
    answer=CalendarShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_calendar(call: Call, calendar_id: int) -> Answer:
    """One calendar."""
    return _answer(queries.calendar_of(call.business_id, calendar_id))


@api.patch("/calendars/<key:calendar_id>")
@program
@Operation(
    summary="Change a calendar",
    about="What is not sent stays; `hours` and `service_ids` are replaced as a whole, and `hours` "
    "of null are the business's opening hours. Bookings stay where they are, in another zone too.",
    group=GROUP,
    reads=Json(CalendarChanges),
    example={"name": "Otieno O.", "hours": HOURS},
    answer=CalendarShape,
    answer_example=EXAMPLE | {"name": "Otieno O."},
    single=True,
    refusals=(409,),
)
def edit_calendar(call: Call, calendar_id: int) -> Answer:
    """Change what was sent."""
    calendar = _held(call, calendar_id)
    operations.edit_calendar(calendar, call.body, at=call.at)
    return _answer(_again(calendar))


@api.delete("/calendars/<key:calendar_id>")
@program
@Operation(
    summary="Delete a calendar",
    about="Refused while it has bookings ahead. Those that are over keep its name.",
    group=GROUP,
    status=204,
    refusals=(409,),
)
def delete_calendar(call: Call, calendar_id: int) -> Answer:
    """Remove the calendar."""
    operations.delete_calendar(_held(call, calendar_id), at=call.at)
    return Answer(None, 204)


def _held(call: Call, calendar_id: int) -> Calendar:
    calendar = queries.calendar_of(call.business_id, calendar_id, for_change=True)
    must_match(_answer(calendar).etag)
    return calendar


def _again(calendar: Calendar) -> Calendar:
    """The calendar as the database has it after a change."""
    db.session.flush()
    return queries.calendar_of(calendar.business_id, calendar.id)


def _answer(calendar: Calendar, status: int = 200, location: str = "") -> Answer:
    payload = _shown(calendar.business_id, [calendar])[0]
    # A feed comes and goes by itself.
    etag = etag_of(payload, without=("feed_url",))
    return Answer(payload, status, etag=etag, location=location)


def _shown(business_id: int, calendars: list[Calendar]) -> list[dict[str, Any]]:
    given = queries.service_ids_of(business_id)
    feeds = feeds_of(business_id)
    return [calendar_as_json(one, given.get(one.id, []), feeds.get(one.id)) for one in calendars]
