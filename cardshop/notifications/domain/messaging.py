"""How a business sends by telephone, as its owner sets it: account, limits, templates."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from cardshop.lib import phones
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import Strict, asking
from cardshop.notifications.domain.carrier import CONTENT_SID

LONGEST_TOKEN = 200
MOST_VARIABLES = 20
_SID = re.compile(r"AC[0-9a-fA-F]{32}", re.ASCII)
_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


class AccountUnreadable(Invalid):
    """Enter the Account SID of Twilio's console. It begins with AC and has 34 characters."""


class TokenUnreadable(Invalid):
    """Enter the Auth Token of Twilio's console."""


class TokenNeeded(Invalid):
    """Enter the Auth Token that belongs to this account."""


class SenderNeeded(Invalid):
    """Enter at least one number that messages are sent from."""


class SenderUnreadable(Invalid):
    """Enter a number with its country code, or a name of up to 11 letters and digits."""


class CountryUnknown(Invalid):
    """Enter countries by their two letters, like KE, TZ."""


class ContentSidUnreadable(Invalid):
    """Enter the Content SID of Twilio's console. It begins with HX and has 34 characters."""


class VariableUnknown(Invalid):
    """There is no %(name)s in this message."""


def account_sid(typed: str) -> str:
    """An Account SID, or nothing. Raises AccountUnreadable."""
    plain = typed.strip()
    if plain and not _SID.fullmatch(plain):
        raise AccountUnreadable
    return plain


def auth_token(typed: str) -> str:
    """A token, or nothing: the one that is kept stays. Raises TokenUnreadable."""
    plain = typed.strip()
    is_long = 16 <= len(plain) <= LONGEST_TOKEN
    if plain and not (is_long and plain.isascii() and plain.isprintable() and " " not in plain):
        raise TokenUnreadable
    return plain


def whatsapp_from(typed: str) -> str:
    """The E.164 number of a WhatsApp sender, or nothing. Raises PhoneInvalid."""
    plain = typed.strip().removeprefix("whatsapp:")
    return phones.read(plain) if plain else ""


def sms_from(typed: str) -> str:
    """A number, or a name that networks show instead, or nothing. Raises SenderUnreadable."""
    plain = typed.strip()
    if not plain or _NAME.fullmatch(plain):
        return plain
    try:
        return phones.read(plain)
    except phones.PhoneInvalid as fault:
        raise SenderUnreadable from fault


def countries(typed: str) -> list[str]:
    """Codes of countries, in the order that they were typed. Raises CountryUnknown."""
    codes = list(dict.fromkeys(re.split(r"[\s,;،]+", typed.strip().upper())))
    found = [code for code in codes if code]
    if not all(_COUNTRY.fullmatch(code) and phones.calling_code(code) for code in found):
        raise CountryUnknown
    return found


def content_sid(typed: str) -> str:
    """A Content SID. Raises ContentSidUnreadable."""
    plain = typed.strip()
    if not CONTENT_SID.fullmatch(plain):
        raise ContentSidUnreadable
    return plain


def variables(typed: str, known: Collection[str]) -> list[str]:
    """The placeholders of the variables 1, 2, 3 ... in their order. Raises VariableUnknown."""
    names = [name.strip("{}") for name in re.split(r"[\s,;،]+", typed.strip().casefold()) if name]
    for name in names:
        if name not in known or len(names) > MOST_VARIABLES:
            raise VariableUnknown(name=name)
    return names


# Named out here: within a class, the name of a field with a default hides the function.
AccountSid = Annotated[str, AfterValidator(asking(account_sid))]
AuthToken = Annotated[str, AfterValidator(asking(auth_token))]
WhatsAppFrom = Annotated[str, AfterValidator(asking(whatsapp_from))]
SmsFrom = Annotated[str, AfterValidator(asking(sms_from))]
ContentSid = Annotated[str, AfterValidator(asking(content_sid))]


class AccountChanges(Strict):
    """The business's own account at Twilio, or none, and whether the shared one may be used."""

    account_sid: AccountSid = ""
    auth_token: AuthToken = ""
    whatsapp_from: WhatsAppFrom = ""
    sms_from: SmsFrom = ""
    uses_shared: bool = True


class LimitChanges(Strict):
    """What a business allows itself within 24 hours. The cost is in whole US dollars."""

    daily_limit: Annotated[int, Field(ge=0, le=1_000_000)]
    daily_cost: Annotated[int, Field(ge=0, le=10_000)]
    recipient_limit: Annotated[int, Field(ge=1, le=1000)]
    allowed_countries: list[str]


class TemplateChanges(Strict):
    """An approved template that stands for the words of an event."""

    content_sid: ContentSid
    variables: list[str]
    state: Literal["submitted", "approved", "rejected"]
