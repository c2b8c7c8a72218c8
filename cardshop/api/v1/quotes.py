"""`/public/cards/{slug}/quote`: what an order would cost now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from cardshop.accounts import queries as accounts
from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.v1.order_shape import QUOTE_EXAMPLE, REQUEST_EXAMPLE, QuoteShape
from cardshop.api.v1.public_cards import on_show
from cardshop.orders import operations
from cardshop.orders.domain.request import QuoteRequest
from cardshop.orders.presenters_json import quote_as_json
from cardshop.web.guards import program


def country_of_shop(_business_id: int, _body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a telephone number without country code is from: the card's business."""
    return {"country": on_show((request.view_args or {})["slug"]).business.country}


@api.post("/public/cards/<slug>/quote")
@program
@Operation(
    summary="Ask for a price",
    about="Needs no token, stores nothing. Everything that would keep the order from being placed "
    "is in `problems`; customer and fulfilment may still be open.",
    group="Public",
    public=True,
    looks=True,
    reads=Json(QuoteRequest, country_of_shop),
    example=REQUEST_EXAMPLE,
    answer=QuoteShape,
    answer_example=QUOTE_EXAMPLE,
)
def quote_order(call: Call, slug: str) -> Answer:
    """The priced lines and totals."""
    business = accounts.business(on_show(slug).business.id)
    quote = operations.quote(business, call.body, at=call.at)
    return Answer(quote_as_json(quote, business))
