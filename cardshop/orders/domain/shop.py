"""What may be said of how a shop takes orders, of its zones and its coupons."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from cardshop.lib import money
from cardshop.lib.errors import FieldError, FieldErrors, Invalid, Sentence
from cardshop.lib.typed import Instant, Typed
from cardshop.lib.validation import Strict, asking, carried
from cardshop.orders.domain import coupons
from cardshop.orders.domain.coupons import Kind

LONGEST_TEMPLATE, LONGEST_NOTES = 2000, 2000
LONGEST_WAY, LONGEST_PREPARATION = 7 * 24 * 60, 7 * 24 * 60
MOST_USES = 1_000_000


class NameMissing(Invalid):
    """Enter a name."""


class CodeInvalid(Invalid):
    """Use 3 to 40 letters A-Z, digits and hyphens, like WELCOME10."""


def check_code(typed: str) -> str:
    """A coupon's code as it is kept: upper case, without blanks. Raises CodeInvalid."""
    code = coupons.folded(typed)
    if not re.fullmatch("[A-Z0-9-]{3,40}", code):
        raise CodeInvalid
    return code


Amount = Annotated[int, Field(ge=0, le=money.LARGEST)]
Minutes = Annotated[int, Field(ge=0, le=LONGEST_PREPARATION)]
Uses = Annotated[int, Field(ge=1, le=MOST_USES)]
Code = Annotated[str, AfterValidator(asking(check_code))]
Name = Annotated[str, Typed(80, needed=NameMissing)]


class ZoneContent(Strict):
    """A delivery zone; amounts in minor units, `minutes` is the way there."""

    name: Name
    fee: Amount = 0
    minimum: Amount = 0
    free_above: Amount | None = None
    minutes: Minutes = 0


class ZoneChanges(ZoneContent):
    """What may change of a zone; what is not sent stays."""

    # Only stands for "not sent".
    name: Name = ""


class CouponContent(Strict):
    """A coupon. `value` is whole percents, minor units, or 0 for free delivery."""

    code: Code
    kind: Kind
    value: Amount = 0
    minimum: Amount = 0
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    max_uses: Uses | None = None
    max_uses_per_phone: Uses | None = None

    @model_validator(mode="after")
    def _fits(self) -> CouponContent:
        faults = list(_faults(self)) if "kind" in self.model_fields_set else []
        if faults:
            raise carried(FieldErrors(faults))
        return self


class CouponChanges(CouponContent):
    """What may change of a coupon; what is not sent stays."""

    # Only stand for "not sent".
    code: Code = ""
    kind: Kind = "percent"

    @model_validator(mode="after")
    def _fits(self) -> CouponChanges:
        """The whole is judged once the changes are laid over the coupon."""
        return self


class SettingsChanges(Strict):
    """What may change of how a shop takes orders; what is not sent stays."""

    is_taking_orders: bool = True
    offers_pickup: bool = True
    offers_delivery: bool = False
    offers_dine_in: bool = False
    when_closed: Literal["allow", "refuse"] = "allow"
    minimum_order: Amount = 0
    preparation_minutes: Minutes = 30
    days_ahead: Annotated[int, Field(ge=0, le=60)] = 7
    window_minutes: Annotated[int, Field(ge=10, le=480)] = 30
    message_template: Annotated[str, Typed(LONGEST_TEMPLATE, lines=True)] = ""
    pickup_note: Annotated[str, Typed(200)] = ""
    payment_note: Annotated[str, Typed(200)] = ""


class CustomerNotes(Strict):
    """What the owner notes down of a customer."""

    notes: Annotated[str, Typed(LONGEST_NOTES, lines=True)]


def _faults(coupon: CouponContent) -> list[FieldError]:
    found = []
    if coupon.kind == "percent" and not 1 <= coupon.value <= 100:
        found.append(FieldError("/value", Sentence.of("Use 1 to 100 percent.")))
    if coupon.kind == "amount" and coupon.value == 0:
        found.append(FieldError("/value", Sentence.of("Enter how much it takes off.")))
    if coupon.kind == "free_delivery" and coupon.value:
        found.append(FieldError("/value", Sentence.of("Free delivery has no value. Leave it 0.")))
    if coupon.starts_at and coupon.ends_at and coupon.ends_at <= coupon.starts_at:
        found.append(FieldError("/ends_at", Sentence.of("The end must be after the start.")))
    return found
