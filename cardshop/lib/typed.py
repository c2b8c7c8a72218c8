"""Kinds of values that forms and programs send, each checked as it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from cardshop.lib import text
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import asking

# Keys are 32-bit integers on PostgreSQL; a larger one is nobody's.
LARGEST_KEY = 2**31 - 1
_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class WordsMissing(Invalid):
    """Enter some words here."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An annotation for text: longest length, if line breaks stay, what is said when empty."""

    longest: int
    lines: bool = False
    needed: type[Invalid] | None = None

    def check(self, typed: str) -> str:
        """The text as typed, without outer blanks. Raises a refusal of `lib.text`, or `needed`."""
        clean = (text.check if self.lines else text.check_line)(typed, longest=self.longest)
        if self.needed and not clean:
            raise self.needed
        return clean

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check after pydantic knows that it is text."""
        return core_schema.no_info_after_validator_function(asking(self.check), handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell readers of the API the longest length."""
        return handler(schema) | {"maxLength": self.longest}


Label = Annotated[str, Typed(60)]
RowKey = Annotated[int, Field(ge=1, le=LARGEST_KEY)]


def _instant(value: object) -> object:
    """RFC 3339 text as an aware instant; anything else is left to pydantic."""
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        return value
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return value


# RFC 3339 with its offset, such as `2027-03-28T09:00:00Z`; programs of ours give a datetime.
Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
