"""`/public/cards/.../products`: what everyone may order, without a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from sqlalchemy import select

from cardshop.api.answers import Answer
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import LARGEST_KEY, Number, Query
from cardshop.api.v1.media import PictureShape, picture_as_json
from cardshop.api.v1.product_shape import ProductShape
from cardshop.api.v1.public_cards import on_show
from cardshop.cards.published import PublicCard
from cardshop.catalogue import published as shop
from cardshop.catalogue import queries
from cardshop.catalogue.domain.shop_order import Sort, read_cursor
from cardshop.catalogue.models import Product
from cardshop.catalogue.presenters_json import product_as_json
from cardshop.catalogue.published import Wanted
from cardshop.db import db
from cardshop.lib.typed import Typed
from cardshop.lib.validation import asking
from cardshop.media import queries as media
from cardshop.web.guards import program
from cardshop.web.site import absolute


class PublicProductShape(ProductShape):
    """A product that can be ordered, with its page and the pictures that its ids name."""

    url: str
    pictures: list[PictureShape]


def _place(cursor: str) -> str:
    if cursor:
        read_cursor(Sort.SHELVES, cursor)
    return cursor


class PublicProducts(Query):
    """Which products; every filter that is given must be met."""

    q: Annotated[str, Typed(100)] = Field(
        "", description="Words that the name, brand, SKU or tags hold, in any case and accent."
    )
    category: Number | None = Field(
        None, ge=1, le=LARGEST_KEY, description="In this category, or in one that stands in it."
    )
    limit: Number = Field(50, ge=1, le=100, description="How many at most.")
    after: Annotated[str, AfterValidator(asking(_place))] = Field(
        "", description="`next` of the page before, as it is."
    )


@api.get("/public/cards/<slug>/products")
@program
@Operation(
    summary="List what can be ordered",
    about="Needs no token. In the order of the shop; drafts, archived and sold-out products are "
    "left out. A former address of the card is answered with 301.",
    group="Public",
    public=True,
    query=PublicProducts,
    answer=PublicProductShape,
    listed=True,
    moves=True,
)
def list_public_products(call: Call, slug: str) -> Answer:
    """A page of the products of this card's shop."""
    card, asked = on_show(slug), call.query
    if card.slug != slug:
        moved = absolute(f"{PREFIX}/public/cards/{card.slug}/products")
        return Answer(None, 301, location=moved)
    found = shop.listed(card.business.id, _wanted(card, asked))
    items = _complete(card, [product.id for product in found.products])
    return Answer({"items": items, "next": found.next or None})


def _wanted(card: PublicCard, asked: PublicProducts) -> Wanted:
    shelves = shop.shelves(card.business.id) if asked.category else []
    below = [shelf.id for shelf in shelves if shelf.parent_id == asked.category]
    return Wanted(
        search=asked.q,
        category_ids=(asked.category, *below) if asked.category else (),
        after=asked.after,
        only_available=True,
        limit=asked.limit,
    )


def _complete(card: PublicCard, keys: Sequence[int]) -> list[dict[str, Any]]:
    """The products of these keys, in this order; the ORM reads them in a constant number."""
    if not keys:
        return []
    wanted = select(Product).where(Product.business_id == card.business.id, Product.id.in_(keys))
    rows = {row.id: row for row in db.session.scalars(wanted.options(*queries.complete()))}
    pictures = media.shown(
        card.business.id, [image.picture_id for row in rows.values() for image in row.images]
    )
    return [
        product_as_json(rows[key], card.business.currency.code)
        | {
            "url": absolute(f"/{card.slug}/shop/{rows[key].slug}"),
            "pictures": [
                picture_as_json(pictures[image.picture_id])
                for image in rows[key].images
                if image.picture_id in pictures
            ],
        }
        for key in keys
        if key in rows
    ]
