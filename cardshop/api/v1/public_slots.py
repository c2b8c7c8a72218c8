"""`/public/cards/.../slots`: when a service can be booked."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from cardshop.accounts import queries as accounts
from cardshop.accounts.domain.business import check_timezone
from cardshop.accounts.models import Business
from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.moments import Day
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import LARGEST_KEY, Number, Query
from cardshop.api.v1.booking_shape import SLOTS_EXAMPLE, SlotsShape
from cardshop.api.v1.public_cards import on_show
from cardshop.api.v1.public_services import moved_to
from cardshop.booking import queries
from cardshop.booking.domain.bookable import Asked
from cardshop.booking.domain.slots import Slot, slots
from cardshop.booking.domain.taking import LONGEST_PAGE
from cardshop.booking.models import Service
from cardshop.booking.presenters_json import instant, slot_as_json
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.validation import asking, carried
from cardshop.web.guards import program

_CALENDAR_UNKNOWN = "This calendar does not give that service."


class Days(Query):
    """Which days, in which zone, of which calendar."""

    first: Day = Field(alias="from", description="The first date.")
    last: Day = Field(alias="to", description="The last date; 62 dates at most.")
    timezone: Annotated[str, AfterValidator(asking(check_timezone))] | None = Field(
        None, description="The zone that the dates are of; left out, the business's own."
    )
    calendar_id: Number | None = Field(
        None, ge=1, le=LARGEST_KEY, description="Only of this calendar; left out, of anyone."
    )

    @model_validator(mode="after")
    def _in_order_and_few(self) -> Days:
        dates = (self.last - self.first).days + 1
        if dates < 1:
            raise carried(FieldErrors([FieldError("/to", "This is before `from`.")]))
        if dates > LONGEST_PAGE:
            sentence = f"Ask for at most {LONGEST_PAGE} dates."
            raise carried(FieldErrors([FieldError("/to", sentence)]))
        return self


@api.get("/public/cards/<slug>/services/<key:service_id>/slots")
@program
@Operation(
    summary="List the open times of a service",
    about="Needs no token. `from` to `to` are dates in `timezone`, both included. Every time has "
    "the seats that one booking can still have, and the calendars that can take it. There are none "
    "while no bookings are taken. Send `as_of` along with what is chosen of them.",
    group="Public",
    public=True,
    query=Days,
    answer=SlotsShape,
    answer_example=SLOTS_EXAMPLE,
    moves=True,
)
def list_public_slots(call: Call, slug: str, service_id: int) -> Answer:
    """The times that are open now."""
    card = on_show(slug)
    if card.slug != slug:
        return moved_to(card, f"services/{service_id}/slots")
    business = accounts.business(card.business.id)
    service = queries.service_of(business.id, service_id)
    if not service.is_active:
        raise queries.NoSuchService
    days: Days = call.query
    zone = ZoneInfo(days.timezone or business.timezone)
    found = _open_slots(call, business, service, zone)
    payload = {
        "timezone": zone.key,
        "as_of": instant(call.at),
        "slots": [slot_as_json(slot) for slot in found],
    }
    return Answer(payload, headers={"Cache-Control": "no-store"})


def _open_slots(call: Call, business: Business, service: Service, zone: ZoneInfo) -> list[Slot]:
    """Raises FieldErrors for a calendar that does not give the service."""
    days: Days = call.query
    asked = Asked.days(days.first, days.last, zone)
    bookable = queries.bookable(business, service, asked, at=call.at, calendar_id=days.calendar_id)
    if days.calendar_id and not bookable.calendars:
        raise FieldErrors([FieldError("/calendar_id", _CALENDAR_UNKNOWN)])
    if not queries.settings_of(business.id).is_taking_bookings:
        return []
    return slots(bookable, asked, now=call.at)
