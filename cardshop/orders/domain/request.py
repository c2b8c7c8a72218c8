"""What a customer asks for: ids and quantities, never a price (domain.md 6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from cardshop.lib import money, phones
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Instant, RowKey, Typed
from cardshop.lib.validation import Strict, asking, asking_with

MOST_LINES, MOST_PIECES, MOST_MODIFIERS = 60, 999, 30


class NameMissing(Invalid):
    """Enter your name."""


class CartEmpty(Invalid):
    """Put something into the cart first."""


class EmailInvalid(Invalid):
    """Enter an e-mail address like name@example.com."""


def check_email(address: str) -> str:
    """The address as it is kept, or nothing. Raises EmailInvalid."""
    address = address.strip()
    name, at, host = address.rpartition("@")
    if address and (not name or not at or "." not in host or len(address) > 254 or " " in address):
        raise EmailInvalid
    return address


class LineRequest(Strict):
    """One line: how many of what, with which extras."""

    product_id: RowKey
    variant_id: RowKey | None = None
    modifier_ids: Annotated[list[RowKey], Field(max_length=MOST_MODIFIERS)] = []
    quantity: Annotated[int, Field(ge=1, le=MOST_PIECES)]
    note: Annotated[str, Typed(200)] = ""


def _phone(typed: str, context: object) -> str:
    country = context.get("country") if isinstance(context, dict) else None
    return phones.read(typed, country)


class CustomerRequest(Strict):
    """Who orders; a number without country code is of the business's country."""

    name: Annotated[str, Typed(80, needed=NameMissing)]
    phone: Annotated[str, AfterValidator(asking_with(_phone))]
    email: Annotated[str, AfterValidator(asking(check_email))] = ""


class FulfilmentRequest(Strict):
    """How it reaches the customer. `wanted_from` is the start of an offered window."""

    kind: Literal["pickup", "delivery", "dine_in"]
    zone_id: RowKey | None = None
    address: Annotated[str, Typed(300, lines=True)] = ""
    landmark: Annotated[str, Typed(150)] = ""
    table: Annotated[str, Typed(40)] = ""
    wanted_from: Instant | None = None


class QuoteRequest(Strict):
    """What a price is asked for: without a customer, and fulfilment may be open yet."""

    lines: Annotated[list[LineRequest], Field(min_length=1, max_length=MOST_LINES)]
    customer: CustomerRequest | None = None
    fulfilment: FulfilmentRequest | None = None
    coupon: Annotated[str, Typed(40)] = ""
    note: Annotated[str, Typed(500, lines=True)] = ""
    expected_total: Annotated[int, Field(ge=0, le=money.LARGEST * 1000)] | None = None


class OrderRequest(QuoteRequest):
    """An order: ORDER_REQUEST of the API. `expected_total` is what the customer was shown."""

    customer: CustomerRequest
    fulfilment: FulfilmentRequest
