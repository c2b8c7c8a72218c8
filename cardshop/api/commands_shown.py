"""A command to try for each operation, complete but for the token."""

from __future__ import annotations

import json
import shlex
from typing import Any

Schema = dict[str, Any]
_BODIES = {
    "text/vcard": ["--data-binary @contact.vcf"],
    "multipart/form-data": ["-F file=@loaf.jpg", "-F alt='Sourdough loaves'"],
}
_NUMBERS = {
    "card_id": "7",
    "tag_id": "12",
    "calendar_id": "2",
    "service_id": "4",
    "booking_id": "77",
    "source_id": "5",
}


def command(document: Schema, path: str, method: str, operation: Schema) -> str:
    """The operation as a call of curl."""
    address = document["servers"][0]["url"] + path.replace("{slug}", "golden-crumb")
    asked = _asked(operation)
    address = shlex.quote(f"{_numbered(address)}?{asked}") if asked else _numbered(address)
    parts = ["curl " + ("" if method == "get" else f"-X {method.upper()} ") + address]
    if operation.get("security") != []:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    if {"$ref": "#/components/parameters/IdempotencyKey"} in operation["parameters"]:
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    return " \\\n  ".join(parts + _body(operation))


def _numbered(address: str) -> str:
    for name, number in _NUMBERS.items():
        address = address.replace(f"{{{name}}}", number)
    return address


def _asked(operation: Schema) -> str:
    """What must stand after the question mark: dates, so far."""
    needed = (
        parameter["name"]
        for parameter in operation["parameters"]
        if parameter.get("in") == "query" and parameter["required"]
    )
    return "&".join(f"{name}=2027-03-29" for name in needed)


def _body(operation: Schema) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    for media_type, part in content.items():
        if media_type == "multipart/form-data":
            return _BODIES[media_type]
        heading = f'-H "Content-Type: {media_type}"'
        if media_type in _BODIES:
            return [heading, *_BODIES[media_type]]
        example = json.dumps(part["example"], indent=2, ensure_ascii=False)
        return [heading, "-d " + shlex.quote(example)]
    return []
