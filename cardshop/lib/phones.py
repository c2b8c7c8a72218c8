"""Phone numbers: read as people type them, kept as E.164, shown as their country writes them."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from cardshop.lib.errors import Invalid

LONGEST_TYPED = 40
_OPTIONAL_DIGITS = (
    (r"^521(\d{10})$", r"52\1"),
    (r"^549(\d{10})$", r"54\1"),
    (r"^55(\d{2})9(\d{8})$", r"55\1\2"),
)


class PhoneInvalid(Invalid):
    """Enter the phone number with its country code, like +254 700 000 123."""


def read(text: str, country: str | None = None) -> str:
    """The E.164 form of what was typed, such as `+254700000123`.

    `country` (ISO 3166-1) is assumed where no country code was typed. Digits of any script are
    read. Raises PhoneInvalid. The national rules are those of libphonenumber's metadata.
    """
    if len(text) > LONGEST_TYPED:
        raise PhoneInvalid
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as fault:
        raise PhoneInvalid from fault
    if not phonenumbers.is_possible_number(number):
        raise PhoneInvalid
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def show(e164: str) -> str:
    """The number as its country groups it, with the country code: `+254 700 000123`."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def whatsapp_digits(e164: str) -> str:
    """What wa.me wants: the E.164 digits without the plus, nothing rewritten (domain.md 6)."""
    return e164.removeprefix("+")


def canonical(e164: str) -> str:
    """One spelling for all that reach the same telephone, to tell customers apart; never dialled.

    Mexico's old mobile 1, Argentina's mobile 9 and Brazil's ninth digit are left out (domain.md 9).
    """
    digits = e164.removeprefix("+")
    for pattern, kept in _OPTIONAL_DIGITS:
        digits = re.sub(pattern, kept, digits)
    return f"+{digits}"


def is_fixed_line(e164: str) -> bool:
    """True when WhatsApp is unlikely to carry the number; a warning, never a refusal."""
    kind = phonenumbers.number_type(phonenumbers.parse(e164, None))
    return kind == PhoneNumberType.FIXED_LINE


def country_of(e164: str) -> str:
    """The country (ISO 3166-1) that a number belongs to; empty when none is known."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164, None)) or ""
    except NumberParseException:
        return ""


def calling_code(country: str) -> str:
    """The country's calling code with its plus, such as `+254`; empty for an unknown country."""
    code = phonenumbers.country_code_for_region(country)
    return f"+{code}" if code else ""
