"""The parts of the document that every operation shares: problems, parameters, headers."""

from __future__ import annotations

from typing import Any

from cardshop.api.bodies import Reading, Upload
from cardshop.api.paging import LARGEST_KEY, Page

Schema = dict[str, Any]

INFO: Schema = {
    "title": "cardshop",
    "version": "1",
    "description": "A business's cards, shop and bookings, for its programs and its customers'.",
    "license": {"name": "MIT", "identifier": "MIT"},
}
SECURITY: Schema = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of the business. One with the scope `read` may only GET.",
    }
}
PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for people."},
        "code": {"type": "string", "description": "The refusal's name, such as `slug_taken`."},
        "errors": {
            "type": "array",
            "description": "One for each field that cannot be used.",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "A JSON pointer (RFC 6901), such as `/phones/0/number`; "
                        "for what stands after the question mark, `/limit`.",
                    },
                    "detail": {"type": "string"},
                },
            },
        },
    },
    "example": {
        "type": "/api/docs#field_errors",
        "title": "Field errors",
        "status": 422,
        "detail": "Some of the fields need another look.",
        "code": "field_errors",
        "errors": [{"pointer": "/display_name", "detail": "This is missing."}],
    },
}
RESPONSE_NAMES = {
    400: "Malformed",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    412: "PreconditionFailed",
    413: "TooLarge",
    415: "UnsupportedMediaType",
    422: "Invalid",
    429: "TooManyRequests",
}
_SAID = {
    400: "What was sent cannot be read.",
    401: "No token, or one that is unknown or revoked.",
    403: "The token may only read.",
    404: "There is nothing here, or it belongs to another business.",
    409: "Something is in the way.",
    412: "The resource was changed since the state that If-Match names.",
    413: "The body is too large.",
    415: "The body is of another kind than this operation reads.",
    422: "Some of it cannot be used; `errors` says where and why.",
    429: "Too many requests. Wait for the seconds in Retry-After.",
}
HEADERS: Schema = {
    "ETag": {"description": "Names this state of the resource.", "schema": {"type": "string"}},
    "Location": {"description": "Where the new resource is.", "schema": {"type": "string"}},
    "IdempotentReplayed": {
        "description": "`true` on the repeat of an earlier answer.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "string"}},
    "WwwAuthenticate": {"description": "How to come in.", "schema": {"type": "string"}},
    "Allow": {"description": "The methods there are.", "schema": {"type": "string"}},
}
HEADER_NAMES = {name: name for name in HEADERS} | {
    "IdempotentReplayed": "Idempotent-Replayed",
    "RetryAfter": "Retry-After",
    "WwwAuthenticate": "WWW-Authenticate",
}


def _query(name: str) -> Schema:
    return asked(name, Page.model_json_schema()["properties"][name], needed=False)


def asked(name: str, schema: Schema, needed: bool) -> Schema:  # noqa: FBT001 - told by its name
    """A parameter after the question mark."""
    shape = {k: v for k, v in schema.items() if k not in ("title", "description")}
    found: Schema = {"name": name, "in": "query", "required": needed, "schema": shape}
    return found | ({"description": schema["description"]} if "description" in schema else {})


def place(kind: str, name: str) -> Schema:
    """A parameter in the path."""
    schema: Schema = {"type": "string"}
    if kind == "key":
        schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, description: str, **schema: Any) -> Schema:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string"} | schema,
    }


PARAMETERS: Schema = {
    "Limit": _query("limit"),
    "After": _query("after"),
    "IdempotencyKey": _header(
        "Idempotency-Key",
        "A new key of your own for every request. A repeat with the same key and body gets the "
        "first answer for 24 hours; with another body it is refused.",
        pattern="^[!-~]{1,200}$",
    ),
    "IfMatch": _header(
        "If-Match", "The ETag that you have seen: the change is made to that state or not at all."
    ),
    "IfNoneMatch": _header("If-None-Match", "The ETag that you have: 304 when it is still true."),
}


def header(name: str) -> Schema:
    """A reference to a header."""
    return {"$ref": f"#/components/headers/{name}"}


def responses() -> Schema:
    """Every refusing answer, by name."""
    found: Schema = {
        name: {
            "description": _SAID[status],
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for status, name in RESPONSE_NAMES.items()
    }
    found["TooManyRequests"]["headers"] = {"Retry-After": header("RetryAfter")}
    found["Unauthorized"]["headers"] = {"WWW-Authenticate": header("WwwAuthenticate")}
    found["NotModified"] = {
        "description": "You have it already.",
        "headers": {"ETag": header("ETag")},
    }
    found["Moved"] = {
        "description": "It has another address now.",
        "headers": {"Location": header("Location")},
    }
    return found


def page_schema(item: Schema) -> Schema:
    """A page of a list."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": item},
            "next": {
                "type": ["string", "null"],
                "description": "Send it as `after` for the next page; null on the last one.",
            },
        },
    }


def body_schema(reads: Reading) -> Schema:
    """A body that is no JSON."""
    if not isinstance(reads, Upload):
        return {"type": "string"}
    words = {name: {"type": "string"} for name in reads.words}
    return {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}} | words,
    }
