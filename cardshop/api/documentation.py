"""The document as people read it: groups of operations, tables of fields, commands to try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cardshop.api import commands_shown, schema_words
from cardshop.api.schema_words import Field

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    public: bool
    parameters: list[Field]
    body: Field | None
    command: str
    status: str
    answer: Field | None
    answer_example: str
    refusals: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations on one kind of thing."""

    id: str
    name: str
    operations: list[Told]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of an object that is sent or answered."""

    name: str
    about: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole document."""

    server: str
    groups: list[Group]
    shapes: list[Shape]


def read(document: Schema) -> Page:
    """The document, made for reading."""
    told = [
        (operation["tags"][0], _told(document, path, method, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    groups = [
        Group(name.lower().replace(" ", "-"), name, [t for group, t in told if group == name])
        for name in (tag["name"] for tag in document["tags"])
    ]
    shapes = [_shape(n, s) for n, s in sorted(document["components"]["schemas"].items())]
    return Page(document["servers"][0]["url"], groups, shapes)


def _told(document: Schema, path: str, method: str, operation: Schema) -> Told:
    status, answer = next(iter(operation["responses"].items()))
    content = answer.get("content", {}).get("application/json", {})
    body = operation.get("requestBody", {}).get("content", {})
    sent = next((content["schema"] for content in body.values()), None)
    return Told(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        public=operation.get("security") == [],
        parameters=list(_parameters(document, operation)),
        body=schema_words.field(next(iter(body), ""), sent, needed=True) if sent else None,
        command=commands_shown.command(document, path, method, operation),
        status=status,
        answer=schema_words.field("", content["schema"], needed=True) if content else None,
        answer_example=_pretty(content.get("example")),
        refusals=list(_refusals(document, operation)),
    )


def _parameters(document: Schema, operation: Schema) -> Iterator[Field]:
    for given in operation["parameters"]:
        parameter = resolved(document, given)
        yield schema_words.field(
            parameter["name"],
            parameter["schema"] | {"description": parameter.get("description", "")},
            needed=parameter["required"],
        )


def _refusals(document: Schema, operation: Schema) -> Iterator[tuple[str, str]]:
    for status, response in operation["responses"].items():
        if "$ref" in response:
            yield status, resolved(document, response)["description"]


def _shape(name: str, schema: Schema) -> Shape:
    needed = schema.get("required", [])
    fields = [
        schema_words.field(field, s, needed=field in needed)
        for field, s in schema.get("properties", {}).items()
    ]
    return Shape(name, schema.get("description", ""), fields)


def resolved(document: Schema, part: Schema) -> Schema:
    """What a part of the document refers to, or the part itself."""
    found: Any = document
    for step in part.get("$ref", "").removeprefix("#/").split("/"):
        if not step:
            return part
        found = found[step]
    return dict(found)


def _pretty(example: Any) -> str:
    return "" if example is None else json.dumps(example, indent=2, ensure_ascii=False)
