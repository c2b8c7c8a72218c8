"""JSON Schema in a few words: what a reader needs to fill a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]
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
    """A field, and the shape that its words link to, if any."""

    name: str
    kind: str
    shape: str
    needed: bool
    about: str


def field(name: str, schema: Schema, *, needed: bool) -> Field:
    """A field of this schema."""
    return Field(name, words(schema), shape_in(schema), needed, schema.get("description", ""))


def words(schema: Schema) -> str:
    """`list of Phone, at most 10`; `whole number, 1 to 100`; `text or null`."""
    if "$ref" in schema:
        return shape_in(schema)
    if "anyOf" in schema:
        return " or ".join(words(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f"“{choice}”" for choice in schema["enum"])
    return _base(schema) + _limits(schema)


def shape_in(schema: Schema) -> str:
    """The name of the first shape that a schema refers to, or nothing."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inside = [*schema.get("anyOf", []), schema.get("items", {})]
    inside += schema.get("properties", {}).get("items", {}).get("items", {}), {}
    return next((found for part in inside if part and (found := shape_in(part))), "")


def _base(schema: Schema) -> str:
    kind: Any = schema.get("type", "anything")
    if kind == "array":
        return f"list of {words(schema['items'])}" if schema.get("items") else "list"
    if isinstance(kind, list):
        return " or ".join(_KINDS[k] for k in kind)
    if set(schema.get("properties", {})) == {"items", "next"}:
        return f"page of {words(schema['properties']['items']['items'])}"
    return str(schema.get("format") or _KINDS.get(kind, kind))


def _limits(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f", {low} to {high}"
    if low is not None:
        return f", {low} or more"
    longest = schema.get("maxLength") or schema.get("maxItems")
    return f", at most {longest}" if longest else ""
