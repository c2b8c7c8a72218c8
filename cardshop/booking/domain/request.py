"""What a customer asks for when booking: ids, a start, answers; never a price (domain.md 8)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from cardshop.accounts.domain import emails
from cardshop.accounts.domain.business import check_locale, check_timezone
from cardshop.lib import phones
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Instant, RowKey, Typed
from cardshop.lib.validation import Strict, asking, asking_with

LONGEST_NOTE, LONGEST_ANSWER = 500, 2000
MOST_SEATS, MOST_ANSWERS = 1000, 10


class NameMissing(Invalid):
    """Enter your name."""


def _phone(typed: str, context: object) -> str:
    country = context.get("country") if isinstance(context, dict) else None
    return phones.read(typed, country) if typed.strip() else ""


def _email(typed: str) -> str:
    return emails.read(typed) if typed.strip() else ""


def _timezone(name: str) -> str:
    return check_timezone(name) if name else ""


def _locale(tag: str) -> str:
    return check_locale(tag) if tag else ""


class GuestRequest(Strict):
    """Who comes. A number without country code is of the business's country.

    Neither telephone nor e-mail is asked for here: whoever walks in may have none to give.
    """

    name: Annotated[str, Typed(80, needed=NameMissing)]
    phone: Annotated[str, AfterValidator(asking_with(_phone))] = ""
    email: Annotated[str, AfterValidator(asking(_email))] = ""
    locale: Annotated[str, AfterValidator(asking(_locale))] | None = None
    timezone: Annotated[str, AfterValidator(asking(_timezone))] | None = None


# Under its own name the API's document tells it from the customer of an order.
CustomerRequest = GuestRequest
Answer = Annotated[str, Typed(LONGEST_ANSWER, lines=True)] | bool


class BookingRequest(Strict):
    """A booking to take. Without a calendar it is anyone's who is free; answers go by question."""

    service_id: RowKey
    start: Instant
    calendar_id: RowKey | None = None
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS)] = 1
    customer: CustomerRequest
    answers: Annotated[dict[str, Answer], Field(max_length=MOST_ANSWERS)] = {}
    note: Annotated[str, Typed(LONGEST_NOTE, lines=True)] = ""
