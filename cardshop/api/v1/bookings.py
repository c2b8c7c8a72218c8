"""`/bookings`: who comes when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from cardshop.accounts import queries as accounts
from cardshop.api.answers import Answer
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.idempotency import own_key
from cardshop.api.moments import Moment, begins, ends
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import LARGEST_KEY, Number, SortedPage, cursor_after_pair, pair_after
from cardshop.api.preconditions import must_match
from cardshop.api.v1.booking_requests import again, naming_service, shown
from cardshop.api.v1.booking_shape import EXAMPLE, REQUEST_EXAMPLE, BookingShape, State
from cardshop.api.v1.calendars import GROUP
from cardshop.api.v1.cards import country_of
from cardshop.booking import queries
from cardshop.booking.domain.request import LONGEST_NOTE, BookingRequest
from cardshop.booking.models import Booking, BookingState
from cardshop.booking.operations import moving, states, taking
from cardshop.booking.presenters_json import booking_as_json
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.typed import Instant, RowKey, Typed
from cardshop.lib.validation import Strict, carried
from cardshop.web.guards import program
from cardshop.web.site import absolute

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_STEPS: dict[str, Callable[..., None]] = {
    "confirmed": states.approve,
    "declined": states.decline,
    "completed": states.complete,
    "no_show": states.no_show,
    "cancelled": states.cancel,
}


class Bookings(SortedPage):
    """Which bookings; every filter that is given must be met."""

    since: Moment | None = Field(
        None, alias="from", description="Starting at or after this instant, or on or after a date."
    )
    until: Moment | None = Field(
        None, alias="to", description="Starting before this instant, or on or before a date."
    )
    state: State | None = Field(None, description="In this state.")
    calendar_id: Number | None = Field(None, ge=1, le=LARGEST_KEY, description="In this calendar.")


class BookingChanges(Strict):
    """A step of a booking, or another time for it; with a note for its history and the letter."""

    state: Literal["confirmed", "declined", "completed", "no_show", "cancelled"] | None = None
    starts_at: Instant | None = None
    calendar_id: RowKey | None = None
    note: Annotated[str, Typed(LONGEST_NOTE, lines=True)] = ""

    @property
    def moves(self) -> bool:
        """Whether another time or calendar is asked for."""
        return bool(self.starts_at or self.calendar_id)

    @model_validator(mode="after")
    def _one_thing_at_a_time(self) -> BookingChanges:
        if self.state and self.moves:
            sentence = "Send either a state or another time, not both."
            raise carried(FieldErrors([FieldError("/state", sentence)]))
        if self.note and not self.state and not self.moves:
            raise carried(FieldErrors([FieldError("/state", "This is missing.")]))
        return self


@api.get("/bookings")
@program
@Operation(
    summary="List the bookings",
    about="In the order of their starts. Dates are those of the business's time zone.",
    group=GROUP,
    query=Bookings,
    answer=BookingShape,
    listed=True,
)
def list_bookings(call: Call) -> Answer:
    """The business's bookings, the earliest first."""
    asked: Bookings = call.query
    zone = ZoneInfo(accounts.business(call.business_id).timezone)
    place = pair_after(asked.after)
    wanted = queries.Wanted(
        since=begins(asked.since, zone) if asked.since else None,
        until=ends(asked.until, zone) if asked.until else None,
        states=[BookingState(asked.state)] if asked.state else [],
        calendar_id=asked.calendar_id,
        after=(_EPOCH + place[0] * _MICROSECOND, place[1]) if place else None,
        limit=asked.limit,
    )
    page = queries.listed(call.business_id, wanted)
    items = [booking_as_json(booking) for booking in page.items]
    return Answer({"items": items, "next": _cursor(page.next)})


@api.post("/bookings")
@program
@Operation(
    summary="Write down a booking",
    about="Confirmed at once, without the limits of a person. The start must be open: otherwise "
    "the answer is 409 `slot_taken`, with the nearest open ones in `nearest`. Without a "
    "`calendar_id` the free calendar with the fewest bookings that day is taken.",
    group=GROUP,
    reads=Json(BookingRequest, country_of),
    example=REQUEST_EXAMPLE,
    answer=BookingShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_booking(call: Call) -> Answer:
    """The booking, taken."""
    with naming_service():
        made = taking.book_by_owner(
            accounts.business(call.business_id),
            call.body,
            idempotency_key=own_key(call.body),
            actor=_actor(call),
            at=call.at,
        )
    return shown(again(made), 201, absolute(f"{PREFIX}/bookings/{made.id}"))


@api.get("/bookings/<key:booking_id>")
@program
@Operation(
    summary="Read a booking", group=GROUP, answer=BookingShape, answer_example=EXAMPLE, single=True
)
def read_booking(call: Call, booking_id: int) -> Answer:
    """One booking."""
    return shown(queries.booking_of(call.business_id, booking_id))


@api.patch("/bookings/<key:booking_id>")
@program
@Operation(
    summary="Move a booking on, or to another time",
    about="A `state` approves (`confirmed`), declines, completes or cancels it, or says that "
    "nobody came; a step that is impossible from the present state is refused. `starts_at`, "
    "`calendar_id` or both move it: all of it or nothing, and 409 `slot_taken` with `nearest` when "
    "that start is not open. The customer is told.",
    group=GROUP,
    reads=Json(BookingChanges),
    example={"state": "completed"},
    answer=BookingShape,
    answer_example=EXAMPLE | {"state": "completed"},
    single=True,
    refusals=(409,),
)
def edit_booking(call: Call, booking_id: int) -> Answer:
    """Its next state, or its next time."""
    queries.held_settings(call.business_id)
    booking = queries.booking_of(call.business_id, booking_id, for_change=True)
    must_match(shown(booking).etag)
    changes: BookingChanges = call.body
    if changes.state:
        _STEPS[changes.state](booking, actor=_actor(call), at=call.at, note=changes.note)
    elif changes.moves:
        _move(call, booking, changes)
    return shown(again(booking))


def _move(call: Call, booking: Booking, changes: BookingChanges) -> None:
    moving.reschedule(
        booking,
        accounts.business(call.business_id),
        changes.starts_at or booking.starts_at,
        calendar_id=changes.calendar_id,
        actor=_actor(call),
        at=call.at,
        note=changes.note,
    )


def _actor(call: Call) -> str:
    return accounts.account(call.caller.account_id).email


def _cursor(last: tuple[datetime, int] | None) -> str | None:
    return cursor_after_pair((last[0] - _EPOCH) // _MICROSECOND, last[1]) if last else None
