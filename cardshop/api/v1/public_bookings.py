"""`/public/.../bookings`: customers book, look, cancel, move."""

from __future__ import annotations

from cardshop.accounts import queries as accounts
from cardshop.api.answers import Answer
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.idempotency import own_key
from cardshop.api.operation import Call, Operation
from cardshop.api.v1.booking_requests import again, naming_service, shown
from cardshop.api.v1.booking_shape import EXAMPLE, REQUEST_EXAMPLE, BookingShape
from cardshop.api.v1.public_cards import on_show
from cardshop.api.v1.quotes import country_of_shop
from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.models import Booking
from cardshop.booking.operations import moving, states, taking
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.cards.queries import business_at
from cardshop.lib.typed import Instant
from cardshop.lib.validation import Strict
from cardshop.web import limits
from cardshop.web.guards import program
from cardshop.web.site import absolute


class PublicBookingRequest(BookingRequest):
    """What a customer asks for, and when the open times were read that it was chosen from."""

    as_of: Instant | None = None


class NewStart(Strict):
    """Another time for a booking."""

    start: Instant
    as_of: Instant | None = None


@api.post("/public/cards/<slug>/bookings")
@program
@limits.bookings(business_at)
@Operation(
    summary="Book a time",
    about="Needs no token. Whatever was shown, the start must be open now: otherwise the answer is "
    "409 `slot_taken`, with the nearest open starts in `nearest`, and nothing is stored. Without a "
    "`calendar_id` the free calendar with the fewest bookings that day is taken. Where the service "
    "needs approval the booking is `pending` and holds its time until `hold_until`.",
    group="Public",
    public=True,
    reads=Json(PublicBookingRequest, country_of_shop),
    example=REQUEST_EXAMPLE,
    answer=BookingShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def take_booking(call: Call, slug: str) -> Answer:
    """The booking, taken."""
    card = on_show(slug)
    with naming_service():
        made = taking.take(
            accounts.business(card.business.id),
            _speaking(call.body, card.locale),
            idempotency_key=own_key(call.body),
            at=call.at,
            shown_at=call.body.as_of,
            card_id=card.id,
        )
    place = absolute(f"{PREFIX}/public/bookings/{made.token}")
    return shown(again(made), 201, place, public=True)


@api.get("/public/bookings/<token>")
@program
@Operation(
    summary="Read a booking by its link",
    about="Needs no token but the booking's own.",
    group="Public",
    public=True,
    answer=BookingShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_public_booking(call: Call, token: str) -> Answer:  # noqa: ARG001 - asked by nobody
    """The booking of a customer's link."""
    return shown(queries.by_token(token), public=True)


@api.post("/public/bookings/<token>/cancel")
@program
@Operation(
    summary="Cancel a booking by its link",
    about="Until the service's cut-off; later the business is asked. Cancelling again changes "
    "nothing.",
    group="Public",
    public=True,
    answer=BookingShape,
    answer_example=EXAMPLE | {"state": "cancelled"},
    single=True,
    refusals=(409,),
)
def cancel_public_booking(call: Call, token: str) -> Answer:
    """The customer changed their mind."""
    booking = _held(token)
    states.cancel_by_customer(booking, at=call.at)
    return shown(again(booking), public=True)


@api.post("/public/bookings/<token>/reschedule")
@program
@limits.public_form
@Operation(
    summary="Move a booking by its link",
    about="Until the service's cut-off. The calendar stays. All of it or nothing: when the new "
    "start is not open, the answer is 409 `slot_taken` with `nearest`, and the old time stays.",
    group="Public",
    public=True,
    reads=Json(NewStart),
    example={"start": "2027-03-30T09:00:00Z"},
    answer=BookingShape,
    answer_example=EXAMPLE | {"starts_at": "2027-03-30T09:00:00Z"},
    single=True,
    refusals=(409,),
)
def move_public_booking(call: Call, token: str) -> Answer:
    """The customer chose another time."""
    booking = _held(token)
    business = accounts.business(booking.business_id)
    wanted: NewStart = call.body
    moving.reschedule(
        booking, business, wanted.start, actor=CUSTOMER, at=call.at, shown_at=wanted.as_of
    )
    return shown(again(booking), public=True)


def _held(token: str) -> Booking:
    """The booking of a link, its business's settings held before it."""
    queries.held_settings(queries.business_of_token(token))
    return queries.by_token(token, for_change=True)


def _speaking(body: BookingRequest, locale: str) -> BookingRequest:
    """The request, in the card's language where it names none."""
    customer = body.customer.model_copy(update={"locale": body.customer.locale or locale})
    return body.model_copy(update={"customer": customer})
