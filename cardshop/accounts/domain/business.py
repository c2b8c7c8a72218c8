"""What may be changed of a business: the shape that the page and the API share."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_reading import WEEKDAYS
from cardshop.accounts.domain.origin import is_locale
from cardshop.lib import countries, phones, text
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import Strict, asking, asking_with, parse

LONGEST_NAME = 100


class NameMissing(Invalid):
    """Enter the name of your business."""


class CountryUnknown(Invalid):
    """Choose a country."""


class CurrencyUnknown(Invalid):
    """Choose a currency, like KES."""


class TimezoneUnknown(Invalid):
    """Choose a time zone, like Africa/Nairobi."""


class LocaleUnknown(Invalid):
    """Choose a language, like en or es-AR."""


def check_name(name: str) -> str:
    """The name on one line. Raises NameMissing."""
    if found := text.check_line(name, longest=LONGEST_NAME):
        return found
    raise NameMissing


def check_country(code: str) -> str:
    """An ISO 3166-1 code of a country that has telephones. Raises CountryUnknown."""
    if code in _countries():
        return code
    raise CountryUnknown


def check_currency(code: str) -> str:
    """An ISO 4217 code. Raises CurrencyUnknown."""
    if countries.is_currency(code):
        return code
    raise CurrencyUnknown


def check_timezone(name: str) -> str:
    """An IANA time zone. Raises TimezoneUnknown."""
    if name in timezones():
        return name
    raise TimezoneUnknown


def check_locale(tag: str) -> str:
    """A BCP 47 tag that CLDR has data for. Raises LocaleUnknown."""
    if is_locale(tag):
        return tag
    raise LocaleUnknown


def check_whatsapp(number: str, country: str) -> str:
    """The number in E.164, or nothing where nothing was typed. Raises phones.PhoneInvalid."""
    return phones.read(number.strip(), country) if number.strip() else ""


@cache
def timezones() -> frozenset[str]:
    """Every IANA time zone."""
    return frozenset(zoneinfo.available_timezones())


def _whatsapp(number: str, context: Mapping[str, Any]) -> str:
    return check_whatsapp(number, str(context.get("country", "")))


def _hours(value: dict[str, Any]) -> dict[str, Any]:
    return dict(Hours.parse(value).to_json())


@cache
def _countries() -> frozenset[str]:
    return frozenset(countries.names("en"))


_INTERVALS = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
}
HOURS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["weekly"],
    "additionalProperties": False,
    "properties": {
        "weekly": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(WEEKDAYS, _INTERVALS),
        },
        "overrides": {"type": "object", "additionalProperties": _INTERVALS},
    },
    "examples": [{"weekly": {"mon": [["09:00", "13:00"]]}, "overrides": {"2027-01-01": []}}],
}


class BusinessChanges(Strict):
    """The fields to change; what is not given stays as it is."""

    name: Annotated[str, AfterValidator(asking(check_name))] = ""
    country: Annotated[str, AfterValidator(asking(check_country))] = ""
    currency: Annotated[str, AfterValidator(asking(check_currency))] = ""
    timezone: Annotated[str, AfterValidator(asking(check_timezone))] = ""
    locale: Annotated[str, AfterValidator(asking(check_locale))] = ""
    whatsapp: Annotated[str, AfterValidator(asking_with(_whatsapp))] = ""
    prices_include_tax: bool = True
    opening_hours: Annotated[
        dict[str, Any], AfterValidator(asking(_hours)), WithJsonSchema(HOURS_SCHEMA)
    ] = {}

    @property
    def given(self) -> dict[str, Any]:
        """The changes as columns and their values."""
        return self.model_dump(include=self.model_fields_set)


def read_changes(data: Mapping[str, Any], *, country: str) -> BusinessChanges:
    """The changes that were sent; `country` is where a number without country code is dialled.

    Raises FieldErrors.
    """
    return parse(BusinessChanges, data, {"country": data.get("country", country)})
