"""The OpenAPI 3.1 document, made from the descriptions and models that guard and validate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cardshop.api import openapi_parts as parts
from cardshop.api.blueprint import PREFIX, Route
from cardshop.api.bodies import Json, Reading
from cardshop.api.openapi_shapes import Detail, Plain, References, explain, shapes
from cardshop.api.operation import Operation
from cardshop.api.paging import Page

Schema = dict[str, Any]
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")


def document(
    routes: Iterable[Route],
    base_url: str,
    *,
    details: Iterable[Detail],
    meanings: Mapping[str, str],
) -> dict[str, Any]:
    """The whole document of these routes."""
    found = [(route, described(route)) for route in routes]
    references, schemas = shapes([operation for _, operation in found], details)
    explain(schemas, meanings)
    paths: dict[str, Any] = {}
    for route, operation in found:
        path = paths.setdefault(path_of(route.rule), {})
        path[route.method.lower()] = _operation(route, operation, references)
    return {
        "openapi": "3.1.0",
        "info": parts.INFO,
        "servers": [{"url": base_url + PREFIX}],
        "security": [{"token": []}],
        "tags": [{"name": name} for name in dict.fromkeys(o.group for _, o in found)],
        "paths": paths,
        "components": {
            "securitySchemes": parts.SECURITY,
            "schemas": schemas | {"Problem": parts.PROBLEM},
            "parameters": parts.PARAMETERS,
            "headers": parts.HEADERS,
            "responses": parts.responses(),
        },
    }


def described(route: Route) -> Operation:
    """The description of a route."""
    operation: Operation = route.view.operation  # type: ignore[attr-defined]
    return operation


def path_of(rule: str) -> str:
    """`/cards/{card_id}` for Flask's `/cards/<key:card_id>`."""
    return _PLACE.sub(r"{\2}", rule)


def _operation(route: Route, operation: Operation, references: References) -> Schema:
    shape: Schema = {
        "operationId": route.view.__name__,
        "summary": operation.summary,
        "tags": [operation.group],
        "parameters": _parameters(route, operation),
        "responses": _responses(route, operation, references),
    }
    if operation.about:
        shape["description"] = operation.about
    if operation.reads:
        shape["requestBody"] = _body(operation, operation.reads, references)
    if operation.public:
        shape["security"] = []
    return shape


def _parameters(route: Route, operation: Operation) -> list[Schema]:
    headers = []
    if operation.creates:
        headers.append("IdempotencyKey")
    if operation.single and route.method == "GET":
        headers.append("IfNoneMatch")
    if route.method in ("PATCH", "DELETE"):
        headers.append("IfMatch")
    return [
        *(parts.place(kind, name) for kind, name in _PLACE.findall(route.rule)),
        *_asked(operation),
        *({"$ref": f"#/components/parameters/{name}"} for name in headers),
    ]


def _asked(operation: Operation) -> list[Schema]:
    if operation.query is Page:
        return [{"$ref": f"#/components/parameters/{name}"} for name in ("Limit", "After")]
    schema = operation.query.model_json_schema(schema_generator=Plain)
    needed = schema.get("required", [])
    return [parts.asked(name, s, name in needed) for name, s in schema["properties"].items()]


def _body(operation: Operation, reads: Reading, references: References) -> Schema:
    content: Schema = {"schema": parts.body_schema(reads)}
    if isinstance(reads, Json):
        content = {"schema": references[reads.model, "validation"]}
    if operation.example is not None:
        content["example"] = operation.example
    return {"required": True, "content": {reads.media_type: content}}


def _responses(route: Route, operation: Operation, references: References) -> Schema:
    found: Schema = {str(operation.status): _success(operation, references)}
    if operation.moves:
        found["301"] = {"$ref": "#/components/responses/Moved"}
    if operation.single and route.method == "GET":
        found["304"] = {"$ref": "#/components/responses/NotModified"}
    for status in sorted(statuses(route, operation)):
        found[str(status)] = {"$ref": f"#/components/responses/{parts.RESPONSE_NAMES[status]}"}
    return found


def statuses(route: Route, operation: Operation) -> set[int]:
    """Every refusing status that the operation may answer with."""
    writes = route.method != "GET"
    implied = {
        422: True,
        401: not operation.public,
        429: True,
        403: writes,
        404: "<" in route.rule,
        412: route.method in ("PATCH", "DELETE"),
        400: operation.reads is not None,
        413: operation.reads is not None,
        415: operation.reads is not None,
        409: operation.creates,
    }
    return {status for status, may in implied.items() if may} | set(operation.refusals)


def _success(operation: Operation, references: References) -> Schema:
    shape: Schema = {"description": "Done."}
    if operation.answer:
        schema = references[operation.answer, "serialization"]
        shape["content"] = {"application/json": {"schema": schema}}
        if operation.listed:
            shape["content"]["application/json"]["schema"] = parts.page_schema(schema)
        if operation.answer_example is not None:
            shape["content"]["application/json"]["example"] = operation.answer_example
    names = ["ETag"] if operation.single else []
    names += ["Location"] if operation.located else []
    names += ["IdempotentReplayed"] if operation.creates else []
    if names:
        shape["headers"] = {parts.HEADER_NAMES[n]: parts.header(n) for n in names}
    return shape
