"""`/business`: the business that the token belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import WithJsonSchema

from cardshop.accounts.domain.business import HOURS_SCHEMA, BusinessChanges
from cardshop.accounts.models import Business
from cardshop.accounts.operations.businesses import edit_business
from cardshop.api.answers import Answer, etag_of
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.preconditions import hold, must_match
from cardshop.api.v1.shape import Shape
from cardshop.db import db
from cardshop.web.guards import program

GROUP = "Business"
EXAMPLE = {
    "id": 1,
    "name": "Golden Crumb",
    "country": "KE",
    "currency": "KES",
    "timezone": "Africa/Nairobi",
    "locale": "en-KE",
    "whatsapp": "+254700000123",
    "prices_include_tax": True,
    "opening_hours": {"weekly": {"mon": [["06:00", "19:00"]]}, "overrides": {"2027-01-01": []}},
}


class BusinessShape(Shape):
    """A business."""

    id: int
    name: str
    country: str
    currency: str
    timezone: str
    locale: str
    whatsapp: str
    prices_include_tax: bool
    opening_hours: Annotated[dict[str, Any], WithJsonSchema(HOURS_SCHEMA)]


def business_as_json(business: Business) -> dict[str, Any]:
    """The business in the shape of http.md."""
    return {name: getattr(business, name) for name in BusinessShape.model_fields}


def country_for(business_id: int, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The country that completes national phone numbers: the one sent, else the present one."""
    stored = db.session.get_one(Business, business_id).country
    return {"country": data.get("country", stored)}


@api.get("/business")
@program
@Operation(
    summary="Read the business",
    group=GROUP,
    answer=BusinessShape,
    answer_example=EXAMPLE,
    single=True,
)
def read_business(call: Call) -> Answer:
    """The business of the token."""
    return _answer(db.session.get_one(Business, call.business_id))


@api.patch("/business")
@program
@Operation(
    summary="Change the business",
    about="What is not sent stays. `opening_hours` are replaced as a whole.",
    group=GROUP,
    reads=Json(BusinessChanges, context=country_for),
    example={"whatsapp": "+254700000123", "opening_hours": EXAMPLE["opening_hours"]},
    answer=BusinessShape,
    answer_example=EXAMPLE,
    single=True,
)
def edit_this_business(call: Call) -> Answer:
    """Change what was sent."""
    business = db.session.get_one(Business, call.business_id)
    hold(business)
    must_match(_answer(business).etag)
    edit_business(business, call.body, at=call.at)
    return _answer(business)


def _answer(business: Business) -> Answer:
    payload = business_as_json(business)
    return Answer(payload, etag=etag_of(payload))
