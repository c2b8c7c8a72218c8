"""`/public/cards`: what everyone may read of a card, without a token."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema

from cardshop.accounts.domain.business import HOURS_SCHEMA
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.operation import Call, Operation
from cardshop.api.v1.card_shape import EXAMPLE, CardShape
from cardshop.api.v1.media import EXAMPLE as PICTURE
from cardshop.api.v1.media import PictureShape, picture_as_json
from cardshop.cards import published, queries
from cardshop.cards.models import SectionKind
from cardshop.cards.presenters import card_as_json
from cardshop.cards.published import NoCardHere, PublicCard, PublicParts
from cardshop.lib import slugs
from cardshop.lib.errors import Invalid
from cardshop.web.guards import program
from cardshop.web.site import absolute


class PublicCardShape(CardShape):
    """A published card as its page shows it, with the pictures that its ids name."""

    pictures: list[PictureShape]
    timezone: str
    opening_hours: Annotated[
        dict[str, Any] | None,
        WithJsonSchema({"anyOf": [HOURS_SCHEMA, {"type": "null"}]}),
    ]


@api.get("/public/cards/<slug>")
@program
@Operation(
    summary="Read a published card",
    about="Needs no token. Hidden sections are left out; `opening_hours` are there when the page "
    "shows them. A former address of the card is answered with 301.",
    group="Public",
    public=True,
    answer=PublicCardShape,
    answer_example=EXAMPLE
    | {"pictures": [PICTURE], "timezone": "Africa/Nairobi", "opening_hours": None},
    single=True,
    moves=True,
)
def read_public_card(call: Call, slug: str) -> Answer:  # noqa: ARG001 - asked by nobody
    """The card at this address, when it is on show."""
    card = on_show(slug)
    if card.slug != slug:
        return Answer(None, 301, location=absolute(f"{PREFIX}/public/cards/{card.slug}"))
    payload = _as_page_shows(card, published.parts_of(card))
    headers = {"Cache-Control": "public, no-cache"}
    return Answer(payload, etag=etag_of(payload), headers=headers)


def on_show(slug: str) -> PublicCard:
    """The published card that an address leads to. Raises NoCardHere."""
    try:
        card = published.at(slugs.check(slug))
    except Invalid as refusal:
        raise NoCardHere from refusal
    if not card.is_published:
        raise NoCardHere
    return card


def _as_page_shows(card: PublicCard, parts: PublicParts) -> dict[str, Any]:
    whole = card_as_json(queries.card_of(card.business.id, card.id))
    shows_hours = any(section.kind is SectionKind.HOURS for section in parts.sections)
    return whole | {
        "sections": [section for section in whole["sections"] if section["visible"]],
        "pictures": [picture_as_json(parts.pictures[key]) for key in sorted(parts.pictures)],
        "timezone": card.business.zone.key,
        "opening_hours": card.business.hours.to_json() if shows_hours else None,
    }
