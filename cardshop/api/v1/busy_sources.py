"""`/busy-sources`: calendars elsewhere that say when one of ours is busy."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.v1.shape import Instant, Shape, Uri
from cardshop.booking import queries
from cardshop.booking.domain.busy_content import BusySourceContent
from cardshop.booking.models import BusySource
from cardshop.booking.operations import busy
from cardshop.booking.presenters_json import instant
from cardshop.web import site
from cardshop.web.guards import program

GROUP = "Booking"
EXAMPLE: dict[str, Any] = {
    "id": 5,
    "calendar_id": 2,
    "kind": "ics",
    "url": "https://calendar.google.com/calendar/ical/otieno/private-1/basic.ics",
    "last_fetched_at": "2026-11-24T09:00:00Z",
    "last_error": None,
    "events": 142,
    "next_fetch_at": "2026-11-24T09:15:00Z",
}


class BusySourceShape(Shape):
    """A calendar elsewhere that is read for its busy times."""

    id: int
    calendar_id: int
    kind: str
    url: Uri
    last_fetched_at: Instant | None
    last_error: str | None
    events: int
    next_fetch_at: Instant


@api.get("/calendars/<key:calendar_id>/busy-sources")
@program
@Operation(
    summary="List the busy calendars of a calendar",
    group=GROUP,
    query=Page,
    answer=BusySourceShape,
    listed=True,
)
def list_busy_sources(call: Call, calendar_id: int) -> Answer:
    """What is read for this calendar, oldest first."""
    calendar = queries.calendar_of(call.business_id, calendar_id)
    wanted = select(BusySource).where(BusySource.calendar_id == calendar.id)
    return Answer(page_of(wanted, BusySource.id, call.query, _told))


@api.post("/calendars/<key:calendar_id>/busy-sources")
@program
@Operation(
    summary="Add a busy calendar",
    about="An `https` or `webcal` address of an iCalendar file; or, with `kind` `caldav`, the "
    "address of a CalDAV server or calendar with `user` and `password`, which is kept encrypted "
    "and never answered. It is read in a moment, and every 15 minutes from then on.",
    group=GROUP,
    reads=Json(BusySourceContent),
    example={"url": EXAMPLE["url"]},
    answer=BusySourceShape,
    answer_example=EXAMPLE | {"last_fetched_at": None, "events": 0},
    status=201,
    creates=True,
)
def create_busy_source(call: Call, calendar_id: int) -> Answer:
    """One more calendar to read."""
    settings = site.settings()
    made = busy.add(
        queries.calendar_of(call.business_id, calendar_id),
        call.body,
        secret_key=settings.secret_key,
        base_url=settings.base_url,
        at=call.at,
    )
    return Answer(_told(made), 201)


@api.post("/busy-sources/<key:source_id>/refresh")
@program
@Operation(
    summary="Read a busy calendar again",
    about="The worker reads it next; asked again within half a minute, after the rest of it. "
    "While it cannot be read, its last known busy times count.",
    group=GROUP,
    answer=BusySourceShape,
    answer_example=EXAMPLE,
    status=202,
)
def refresh_busy_source(call: Call, source_id: int) -> Answer:
    """Make it due."""
    source = queries.source_of(call.business_id, source_id, for_change=True)
    busy.ask_again(source, at=call.at)
    return Answer(_told(source), 202)


@api.delete("/busy-sources/<key:source_id>")
@program
@Operation(
    summary="Remove a busy calendar",
    about="Its busy times can be booked again.",
    group=GROUP,
    status=204,
)
def delete_busy_source(call: Call, source_id: int) -> Answer:
    """Forget it, its busy times and its password."""
    busy.remove(queries.source_of(call.business_id, source_id, for_change=True))
    return Answer(None, 204)


def _told(source: BusySource) -> dict[str, Any]:
    fetched = source.last_fetched_at
    return {
        "id": source.id,
        "calendar_id": source.calendar_id,
        "kind": source.kind.value,
        "url": source.url,
        "last_fetched_at": instant(fetched) if fetched else None,
        "last_error": str(source.fault) or None,
        "events": source.events or 0,
        "next_fetch_at": instant(source.next_fetch_at),
    }
