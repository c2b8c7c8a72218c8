"""`/categories`: the shelves of the shop."""

from __future__ import annotations

from sqlalchemy import select

from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.preconditions import must_match
from cardshop.api.v1.shape import Shape
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import CategoryChanges, CategoryContent
from cardshop.catalogue.models import Category
from cardshop.catalogue.presenters_json import category_as_json
from cardshop.web.guards import program
from cardshop.web.site import absolute

GROUP = "Products"
EXAMPLE = {"id": 3, "name": "Bread", "parent_id": None, "position": 0}


class CategoryShape(Shape):
    """A shelf of the shop; it may stand in another one, and no deeper."""

    id: int
    name: str
    parent_id: int | None
    position: int


@api.get("/categories")
@program
@Operation(
    summary="List the categories", group=GROUP, query=Page, answer=CategoryShape, listed=True
)
def list_categories(call: Call) -> Answer:
    """The business's categories, oldest first; `position` says how the shop sorts them."""
    wanted = select(Category).where(Category.business_id == call.business_id)
    return Answer(page_of(wanted, Category.id, call.query, category_as_json))


@api.post("/categories")
@program
@Operation(
    summary="Make a category",
    about="Without a `position` it is the last of its parent's.",
    group=GROUP,
    reads=Json(CategoryContent),
    example={"name": "Bread"},
    answer=CategoryShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    single=True,
    located=True,
    refusals=(409,),
)
def create_category(call: Call) -> Answer:
    """A new category."""
    made = operations.create_category(business_id=call.business_id, content=call.body, at=call.at)
    return _answer(made, 201, absolute(f"{PREFIX}/categories/{made.id}"))


@api.get("/categories/<key:category_id>")
@program
@Operation(
    summary="Read a category",
    group=GROUP,
    answer=CategoryShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_category(call: Call, category_id: int) -> Answer:
    """One category."""
    return _answer(queries.category_of(call.business_id, category_id))


@api.patch("/categories/<key:category_id>")
@program
@Operation(
    summary="Change a category",
    about="What is not sent stays. In another parent it is the last, unless `position` says where.",
    group=GROUP,
    reads=Json(CategoryChanges),
    example={"name": "Bread and rolls", "position": 0},
    answer=CategoryShape,
    answer_example=EXAMPLE | {"name": "Bread and rolls"},
    single=True,
)
def edit_category(call: Call, category_id: int) -> Answer:
    """Change what was sent."""
    category = _held(call, category_id)
    operations.edit_category(category, call.body)
    return _answer(category)


@api.delete("/categories/<key:category_id>")
@program
@Operation(
    summary="Delete a category",
    about="Its products stay, in no category. The categories in it stand on their own.",
    group=GROUP,
    status=204,
)
def delete_category(call: Call, category_id: int) -> Answer:
    """Remove the category."""
    operations.delete_category(_held(call, category_id))
    return Answer(None, 204)


def _held(call: Call, category_id: int) -> Category:
    category = queries.category_of(call.business_id, category_id, for_change=True)
    must_match(_answer(category).etag)
    return category


def _answer(category: Category, status: int = 200, location: str = "") -> Answer:
    payload = category_as_json(category)
    return Answer(payload, status, etag=etag_of(payload), location=location)
