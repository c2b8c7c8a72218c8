"""`/public/.../orders`: customers order, look, say that they sent the message, cancel."""

from __future__ import annotations

from cardshop.accounts import queries as accounts
from cardshop.accounts.models import Business
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.idempotency import own_key
from cardshop.api.operation import Call, Operation
from cardshop.api.v1.order_shape import EXAMPLE, REQUEST_EXAMPLE, OrderShape
from cardshop.api.v1.public_cards import on_show
from cardshop.api.v1.quotes import country_of_shop
from cardshop.cards.queries import business_at
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.orders import operations, queries
from cardshop.orders.domain.quote import Quote
from cardshop.orders.domain.request import OrderRequest
from cardshop.orders.models import Order
from cardshop.orders.presenters_json import order_as_json, problem_as_json, quote_as_json
from cardshop.web import limits
from cardshop.web.guards import program
from cardshop.web.site import absolute

# What only the request itself can be wrong about; everything else may have changed meanwhile.
_UNFINISHED = {"choose_variant", "choose_extras", "fulfilment"}


@api.post("/public/cards/<slug>/orders")
@program
@limits.orders(business_at)
@Operation(
    summary="Place an order",
    about="Needs no token. The shop's own prices count: when they come to another total than "
    "`expected_total`, the answer is 409 `price_changed`; when something is gone or there is too "
    "little of it, 409 `out_of_stock`; when something else is in the way, such as a zone that is "
    "no longer delivered to, 409 `order_changed`. Each says in `errors` where, and in `quote` what "
    "the order would be now. Nothing is stored then.",
    group="Public",
    public=True,
    reads=Json(OrderRequest, country_of_shop),
    example=REQUEST_EXAMPLE,
    answer=OrderShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def place_order(call: Call, slug: str) -> Answer:
    """The order, placed."""
    card = on_show(slug)
    business = accounts.business(card.business.id)
    try:
        order = operations.place(
            business,
            call.body,
            idempotency_key=own_key(call.body),
            at=call.at,
            card_id=card.id,
            locale=card.locale,
        )
    except operations.OrderChanged as refusal:
        _tell(refusal, business)
        raise
    return _answer(order, business, 201, absolute(f"{PREFIX}/public/orders/{order.token}"))


@api.get("/public/orders/<token>")
@program
@Operation(
    summary="Read an order by its link",
    about="Needs no token but the order's own.",
    group="Public",
    public=True,
    answer=OrderShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_public_order(call: Call, token: str) -> Answer:  # noqa: ARG001 - asked by nobody
    """The order of a customer's link."""
    return _found(queries.by_token(token))


@api.post("/public/orders/<token>/sent")
@program
@Operation(
    summary="Say that the message was sent",
    about="The order does not expire any more. Saying it again changes nothing.",
    group="Public",
    public=True,
    answer=OrderShape,
    answer_example=EXAMPLE | {"sent_at": "2027-03-28T09:01:00Z"},
    single=True,
    refusals=(409,),
)
def send_public_order(call: Call, token: str) -> Answer:
    """The customer has sent it."""
    order = queries.by_token(token, for_change=True)
    operations.mark_sent(order, at=call.at)
    return _found(order)


@api.post("/public/orders/<token>/cancel")
@program
@Operation(
    summary="Cancel an order by its link",
    about="While it is `placed`; later the shop is asked. Cancelling again changes nothing.",
    group="Public",
    public=True,
    answer=OrderShape,
    answer_example=EXAMPLE | {"state": "cancelled"},
    single=True,
    refusals=(409,),
)
def cancel_public_order(call: Call, token: str) -> Answer:
    """The customer changed their mind."""
    order = queries.by_token(token, for_change=True)
    operations.cancel_by_customer(order, at=call.at)
    return _found(order)


def _found(order: Order) -> Answer:
    return _answer(order, accounts.business(order.business_id))


def _answer(order: Order, business: Business, status: int = 200, location: str = "") -> Answer:
    payload = order_as_json(order, business, public=True)
    etag = etag_of(payload, without=("whatsapp_url",))
    return Answer(payload, status, etag=etag, location=location)


def _tell(refusal: operations.OrderChanged, business: Business) -> None:
    """Give a program what it needs to go on. Raises FieldErrors for what only it can mend."""
    quote: Quote = refusal.quote
    faults = [FieldError(p.pointer, p.detail) for p in quote.problems if p.kind in _UNFINISHED]
    if faults and not isinstance(refusal, operations.OutOfStock):
        raise FieldErrors(faults) from refusal
    refusal.members = {
        "errors": [problem_as_json(problem) for problem in quote.problems],
        "quote": quote_as_json(quote, business),
    }
