"""Kinds of values that forms and programs send, each checked as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from cardshop.lib import text
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import asking

# Keys are 32-bit integers on PostgreSQL; a larger one is nobody's.
LARGEST_KEY = 2**31 - 1


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
