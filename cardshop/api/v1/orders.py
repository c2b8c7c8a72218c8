"""`/orders`: what customers ordered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from sqlalchemy import select

from cardshop.accounts import queries as accounts
from cardshop.accounts.models import Business
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.order_shape import EXAMPLE, OrderShape, State
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.typed import Instant, Typed
from cardshop.lib.validation import Strict, carried
from cardshop.orders import operations, queries
from cardshop.orders.models import Order, OrderState
from cardshop.orders.presenters_json import order_as_json, orders_as_json
from cardshop.web.guards import program

GROUP = "Orders"


class Orders(Page):
    """Which orders; every filter that is given must be met."""

    state: State | None = Field(None, description="In this state.")
    q: Annotated[str, Typed(100)] = Field(
        "", description="Words of the number, name, telephone, e-mail or address."
    )
    placed_from: Instant | None = Field(
        None, alias="from", description="Placed at or after this instant."
    )
    placed_until: Instant | None = Field(
        None, alias="to", description="Placed before this instant."
    )


class OrderChanges(Strict):
    """The next state of an order, and a note for its history; without a state nothing moves."""

    state: Literal["accepted", "ready", "completed", "cancelled"] | None = None
    note: Annotated[str, Typed(500, lines=True)] = ""

    @model_validator(mode="after")
    def _note_belongs_to_a_step(self) -> OrderChanges:
        if self.note and self.state is None:
            raise carried(FieldErrors([FieldError("/state", "This is missing.")]))
        return self


@api.get("/orders")
@program
@Operation(summary="List the orders", group=GROUP, query=Orders, answer=OrderShape, listed=True)
def list_orders(call: Call) -> Answer:
    """The business's orders, oldest first."""
    asked: Orders = call.query
    wanted = queries.Wanted(
        states=[OrderState(asked.state)] if asked.state else [],
        search=asked.q,
        since=asked.placed_from,
        until=asked.placed_until,
    )
    statement = (
        select(Order)
        .where(Order.business_id == call.business_id, *queries.conditions(wanted))
        .options(*queries.complete())
    )
    page = page_of(statement, Order.id, asked, lambda order: order)
    return Answer(page | {"items": orders_as_json(page["items"], _business(call.business_id))})


@api.get("/orders/<key:order_id>")
@program
@Operation(
    summary="Read an order", group=GROUP, answer=OrderShape, answer_example=EXAMPLE, single=True
)
def read_order(call: Call, order_id: int) -> Answer:
    """One order."""
    return _answer(queries.order_of(call.business_id, order_id))


@api.patch("/orders/<key:order_id>")
@program
@Operation(
    summary="Move an order on",
    about="`placed`, `accepted`, `ready`, `completed`, one after the other; `cancelled` from any "
    "of the first three, which returns the stock. Other steps are refused.",
    group=GROUP,
    reads=Json(OrderChanges),
    example={"state": "accepted"},
    answer=OrderShape,
    answer_example=EXAMPLE | {"state": "accepted"},
    single=True,
    refusals=(409,),
)
def edit_order(call: Call, order_id: int) -> Answer:
    """Its next state."""
    order = queries.order_of(call.business_id, order_id, for_change=True)
    must_match(_answer(order).etag)
    changes: OrderChanges = call.body
    if changes.state:
        actor = accounts.account(call.caller.account_id).email
        state = OrderState(changes.state)
        operations.move(order, state, actor=actor, at=call.at, note=changes.note)
    return _answer(order)


def _answer(order: Order) -> Answer:
    payload = order_as_json(order, _business(order.business_id))
    return Answer(payload, etag=etag_of(payload, without=("whatsapp_url",)))


def _business(business_id: int) -> Business:
    return db.session.get_one(Business, business_id)
