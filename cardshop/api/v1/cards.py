"""`/cards`: the pages of the business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cardshop.accounts.models import Business
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.card_shape import EXAMPLE, NEW_EXAMPLE, CardShape
from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardPatch, NewCard
from cardshop.cards.models import Card
from cardshop.cards.presenters import card_as_json
from cardshop.db import db
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Cards"


def country_of(business_id: int, _data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The country that completes national phone numbers."""
    return {"country": db.session.get_one(Business, business_id).country}


@api.get("/cards")
@program
@Operation(summary="List the cards", group=GROUP, query=Page, answer=CardShape, listed=True)
def list_cards(call: Call) -> Answer:
    """The business's cards, oldest first."""
    wanted = (
        select(Card)
        .where(Card.business_id == call.business_id)
        .options(selectinload(Card.sections))
    )
    return Answer(page_of(wanted, Card.id, call.query, card_as_json))


@api.post("/cards")
@program
@Operation(
    summary="Make a card",
    about="Only `display_name` is needed. Without a `slug` a free one is made from the name; "
    "without `sections` the card begins with contact, links and hours.",
    group=GROUP,
    reads=Json(NewCard, context=country_of),
    example=NEW_EXAMPLE,
    answer=CardShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_card(call: Call) -> Answer:
    """A new card."""
    business = db.session.get_one(Business, call.business_id)
    return created(operations.create_from(call.body, business=business, at=call.at))


@api.get("/cards/<key:card_id>")
@program
@Operation(
    summary="Read a card", group=GROUP, answer=CardShape, answer_example=EXAMPLE, single=True
)
def read_card(call: Call, card_id: int) -> Answer:
    """One card."""
    return shown(queries.card_of(call.business_id, card_id))


@api.patch("/cards/<key:card_id>")
@program
@Operation(
    summary="Change a card",
    about="What is not sent stays; a list that is sent replaces the old one. "
    "`published` shows or hides the card; a new `slug` moves it, and the old one leads to it for "
    "ever. A section sent with its `id` is kept, one without is new, one left out is removed.",
    group=GROUP,
    reads=Json(CardPatch, context=country_of),
    example={"headline": "Bread baked since four", "published": True},
    answer=CardShape,
    answer_example=EXAMPLE,
    single=True,
    refusals=(409,),
)
def edit_card(call: Call, card_id: int) -> Answer:
    """Change what was sent."""
    card = queries.card_of(call.business_id, card_id, for_change=True)
    must_match(shown(card).etag)
    operations.apply(card, call.body, at=call.at)
    return shown(again(card))


@api.delete("/cards/<key:card_id>")
@program
@Operation(
    summary="Delete a card",
    about="Its QR codes lead nowhere any more. Its addresses stay the business's for ever.",
    group=GROUP,
    status=204,
)
def delete_card(call: Call, card_id: int) -> Answer:
    """Remove the card."""
    card = queries.card_of(call.business_id, card_id, for_change=True)
    must_match(shown(card).etag)
    operations.delete(card)
    return Answer(None, 204)


def shown(card: Card) -> Answer:
    """A card as the answer, with its ETag."""
    payload = card_as_json(card)
    return Answer(payload, etag=etag_of(payload))


def created(card: Card, **more: Any) -> Answer:
    """The same for a new card: 201, and where it is; with `more` to tell this once."""
    payload = card_as_json(again(card))
    place = absolute(f"{PREFIX}/cards/{card.id}")
    return Answer(payload | more, 201, etag=etag_of(payload), location=place)


def again(card: Card) -> Card:
    """The card as the database has it after a change, its sections in order."""
    db.session.flush()
    return queries.card_of(card.business_id, card.id)
