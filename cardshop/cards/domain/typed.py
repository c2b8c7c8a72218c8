"""Kinds of values that a card is made of, each checked as it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator

from cardshop.cards.domain import web_address
from cardshop.lib import phones, slugs
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import asking, asking_with

LONGEST_LOCALE = 35
# Checking takes time that grows with the square of what is typed, so a flood is not looked at.
LONGEST_EMAIL = 1000


class EmailInvalid(Invalid):
    """Enter an e-mail address like name@example.com."""


class LocaleUnknown(Invalid):
    """Choose a language that exists, like en or es-AR."""


def check_email(address: str) -> str:
    """The address as mail servers want it. Raises EmailInvalid."""
    if len(address) > LONGEST_EMAIL:
        raise EmailInvalid
    try:
        # Names ending in .test are what people try things out with; they harm nobody.
        checked = validate_email(address.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise EmailInvalid from fault
    return checked.normalized


def check_locale(tag: str) -> str:
    """The BCP 47 tag in its usual spelling, known to CLDR. Raises LocaleUnknown."""
    if len(tag) > LONGEST_LOCALE:
        raise LocaleUnknown
    try:
        locale = Locale.parse(tag.strip().replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError) as fault:
        raise LocaleUnknown from fault
    return str(locale).replace("_", "-")


def check_phone(typed: str, context: Mapping[str, Any]) -> str:
    """E.164; a number without country code is of the business's country. Raises PhoneInvalid."""
    return phones.read(typed, context.get("country"))


def check_url(typed: str) -> str:
    """An http or https address, written one way. Raises LinkInvalid."""
    return web_address.parse(typed).url


def check_url_or_none(typed: str) -> str:
    """The same, where nothing may be typed."""
    return check_url(typed) if typed.strip() else ""


def _checked(check: Callable[[str], str]) -> AfterValidator:
    return AfterValidator(asking(check))


EmailAddress = Annotated[str, _checked(check_email)]
Language = Annotated[str, _checked(check_locale)]
PhoneNumber = Annotated[str, AfterValidator(asking_with(check_phone))]
Slug = Annotated[str, _checked(slugs.check)]
Url = Annotated[str, _checked(check_url)]
UrlOrNone = Annotated[str, _checked(check_url_or_none)]
