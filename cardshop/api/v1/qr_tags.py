"""`/qr-tags`: the permanent codes of a card, one for each sticker."""

from __future__ import annotations

from sqlalchemy import select

from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import hold, must_match
from cardshop.api.v1.shape import Shape, Uri
from cardshop.cards import operations, queries
from cardshop.cards.domain.tags import TagContent
from cardshop.cards.models import QrTag
from cardshop.cards.presenters import tag_as_json
from cardshop.web.guards import program

GROUP = "QR tags"
EXAMPLE = {
    "id": 12,
    "label": "window poster",
    "target": "card",
    "product_id": None,
    "service_id": None,
    "table": "",
    "code": "7k2mq9xd",
    "url": "https://cards.example/q/7k2mq9xd",
    "scans": 0,
}


class QrTagShape(Shape):
    """A code that is printed once and leads where the business wants, for ever."""

    id: int
    label: str
    target: str
    product_id: int | None
    service_id: int | None
    table: str
    code: str
    url: Uri
    scans: int


@api.get("/cards/<key:card_id>/qr-tags")
@program
@Operation(summary="List a card's QR tags", group=GROUP, query=Page, answer=QrTagShape, listed=True)
def list_qr_tags(call: Call, card_id: int) -> Answer:
    """The card's codes, its own first."""
    card = queries.card_of(call.business_id, card_id)
    wanted = select(QrTag).where(QrTag.card_id == card.id)
    return Answer(page_of(wanted, QrTag.id, call.query, tag_as_json))


@api.post("/cards/<key:card_id>/qr-tags")
@program
@Operation(
    summary="Make a QR tag",
    about="It leads to the card, to its shop, to one product, to one service to book, or to a "
    "table, which `table` names. Once the service is gone, it leads to all that can be booked.",
    group=GROUP,
    reads=Json(TagContent),
    example={"label": "window poster"},
    answer=QrTagShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
)
def create_qr_tag(call: Call, card_id: int) -> Answer:
    """A new code."""
    card = queries.card_of(call.business_id, card_id, for_change=True)
    return _answer(operations.create_tag(card, call.body, at=call.at), 201)


@api.patch("/qr-tags/<key:tag_id>")
@program
@Operation(
    summary="Change a QR tag",
    about="Its code, and so what is printed, never changes.",
    group=GROUP,
    reads=Json(TagContent),
    example={"target": "table", "table": "4"},
    answer=QrTagShape,
    answer_example=EXAMPLE | {"target": "table", "table": "4"},
    single=True,
)
def edit_qr_tag(call: Call, tag_id: int) -> Answer:
    """Change what was sent."""
    tag = _held(call, tag_id)
    operations.edit_tag(tag, call.body, business_id=call.business_id)
    return _answer(tag)


@api.delete("/qr-tags/<key:tag_id>")
@program
@Operation(
    summary="Delete a QR tag",
    about="What was printed leads nowhere any more. The card's own tag stays.",
    group=GROUP,
    status=204,
    refusals=(409,),
)
def delete_qr_tag(call: Call, tag_id: int) -> Answer:
    """Give the code up."""
    operations.delete_tag(_held(call, tag_id))
    return Answer(None, 204)


def _held(call: Call, tag_id: int) -> QrTag:
    tag = queries.tag_of(call.business_id, tag_id)
    hold(tag)
    must_match(_answer(tag).etag)
    return tag


def _answer(tag: QrTag, status: int = 200) -> Answer:
    payload = tag_as_json(tag)
    # Scans come by themselves: they are no reason to refuse a change.
    return Answer(payload, status, etag=etag_of(payload, without=("scans",)))
