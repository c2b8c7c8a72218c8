"""JSON Schema in a few words: what a reader needs to fill a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cardshop.api.paging import LARGEST_KEY

Schema = dict[str, Any]
# Words, and the shape that they name, if they do.
Words = tuple[str, str]
_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what it holds, whether it must be there, what it means."""

    name: str
    kind: tuple[Words, ...]
    needed: bool
    about: str


def field(name: str, schema: Schema, *, needed: bool) -> Field:
    """A field of this schema."""
    return Field(name, tuple(words(schema)), needed, schema.get("description", ""))


def words(schema: Schema) -> Iterator[Words]:
    """`list of Phone, at most 10`; `whole number, 1 to 100`; `text or null`."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        yield name, name
    elif "anyOf" in schema:
        yield from _choices(schema["anyOf"])
    elif "enum" in schema:
        yield " or ".join("null" if c is None else f"`{c}`" for c in schema["enum"]), ""
    else:
        yield from _base(schema)
        yield _limits(schema), ""


def _choices(schemas: list[Schema]) -> Iterator[Words]:
    for place, choice in enumerate(schemas):
        yield (" or " if place else ""), ""
        yield from words(choice)


def _base(schema: Schema) -> Iterator[Words]:
    kind: Any = schema.get("type", "anything")
    if set(schema.get("properties", {})) == {"items", "next"}:
        yield "page of ", ""
        yield from words(schema["properties"]["items"]["items"])
    elif kind == "array" and schema.get("items"):
        yield "list of ", ""
        yield from words(schema["items"])
    else:
        kinds: list[str] = kind if isinstance(kind, list) else [kind]
        yield schema.get("format") or " or ".join(_KINDS.get(k, k) for k in kinds), ""


def _limits(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if high == LARGEST_KEY:
        return ""
    if low is not None:
        return f", {low} or more" if high is None else f", {low} to {high}"
    longest = schema.get("maxLength") or schema.get("maxItems")
    return f", at most {longest}" if longest else ""
