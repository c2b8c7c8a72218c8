"""`/products`: what can be ordered."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import LARGEST_KEY, Number, Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.product_shape import EXAMPLE, NEW_EXAMPLE, ProductShape
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges, ProductContent, Status
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.catalogue.presenters_json import product_as_json
from cardshop.db import db
from cardshop.lib.typed import Typed
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Products"


class Products(Page):
    """Which products; every filter that is given must be met."""

    q: Annotated[str, Typed(100)] = Field(
        "", description="Words that the name, brand, SKU or tags hold, in any case and accent."
    )
    category_id: Number | None = Field(
        None, ge=1, le=LARGEST_KEY, description="In this category, or in one that stands in it."
    )
    status: Status | None = Field(None, description="Of this status.")
    tag: Annotated[str, Typed(40)] = Field("", description="With this tag.")
    sku: Annotated[str, Typed(100)] = Field("", description="With exactly this SKU.")


@api.get("/products")
@program
@Operation(
    summary="List the products", group=GROUP, query=Products, answer=ProductShape, listed=True
)
def list_products(call: Call) -> Answer:
    """The business's products of any status, oldest first."""
    asked: Products = call.query
    wanted = queries.Wanted(
        search=asked.q,
        category_id=asked.category_id,
        status=ProductStatus(asked.status) if asked.status else None,
        tag=asked.tag,
        sku=asked.sku,
    )
    statement = (
        select(Product)
        .where(Product.business_id == call.business_id, *queries.conditions(wanted))
        .options(*queries.complete())
    )
    currency = _currency(call.business_id)
    page = page_of(statement, Product.id, asked, lambda found: product_as_json(found, currency))
    return Answer(page)


@api.post("/products")
@program
@Operation(
    summary="Make a product",
    about="Without a `slug` one is made from the name. With variants the price is the lowest of "
    "theirs, and the stock is theirs. It is a draft unless `status` says otherwise.",
    group=GROUP,
    reads=Json(ProductContent),
    example=NEW_EXAMPLE,
    answer=ProductShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
    refusals=(409,),
)
def create_product(call: Call) -> Answer:
    """A new product."""
    made = operations.create_product(business_id=call.business_id, content=call.body, at=call.at)
    place = absolute(f"{PREFIX}/products/{made.id}")
    return _answer(queries.product_of(call.business_id, made.id), 201, place)


@api.get("/products/<key:product_id>")
@program
@Operation(
    summary="Read a product", group=GROUP, answer=ProductShape, answer_example=EXAMPLE, single=True
)
def read_product(call: Call, product_id: int) -> Answer:
    """One product."""
    return _answer(queries.product_of(call.business_id, product_id))


@api.patch("/products/<key:product_id>")
@program
@Operation(
    summary="Change a product",
    about="What is not sent stays; a list that is sent replaces the old one. Variants, groups and "
    "modifiers keep their `id` when it is sent, or when their values or name are as before; of a "
    "variant that is kept, what is not sent stays. Options that are sent without variants remove "
    "the variants that no longer fit.",
    group=GROUP,
    reads=Json(ProductChanges),
    example={"name": "Carrot cake with walnuts", "tags": ["vegan"]},
    answer=ProductShape,
    answer_example=EXAMPLE | {"name": "Carrot cake with walnuts", "tags": ["vegan"]},
    single=True,
    refusals=(409,),
)
def edit_product(call: Call, product_id: int) -> Answer:
    """Change what was sent."""
    operations.edit_product(_held(call, product_id), call.body, at=call.at)
    return _answer(queries.product_of(call.business_id, product_id))


@api.delete("/products/<key:product_id>")
@program
@Operation(
    summary="Delete a product",
    about="Orders keep what they say of it.",
    group=GROUP,
    status=204,
)
def delete_product(call: Call, product_id: int) -> Answer:
    """Remove the product."""
    operations.delete_product(_held(call, product_id))
    return Answer(None, 204)


def _held(call: Call, product_id: int) -> Product:
    product = queries.product_of(call.business_id, product_id, for_change=True)
    must_match(_answer(product).etag)
    return product


def _answer(product: Product, status: int = 200, location: str = "") -> Answer:
    payload = product_as_json(product, _currency(product.business_id))
    # The version stands for what the answer does not say, such as the brand.
    etag = etag_of(payload | {"version": product.version})
    return Answer(payload, status, etag=etag, location=location)


def _currency(business_id: int) -> str:
    return db.session.get_one(Business, business_id).currency
