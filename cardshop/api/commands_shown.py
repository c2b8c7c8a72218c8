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


def command(document: Schema, path: str, method: str, operation: Schema) -> str:
    """The operation as a call of curl."""
    address = document["servers"][0]["url"] + path.replace("{slug}", "golden-crumb")
    parts = ["curl " + ("" if method == "get" else f"-X {method.upper()} ") + _numbered(address)]
    if operation.get("security") != []:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    if {"$ref": "#/components/parameters/IdempotencyKey"} in operation["parameters"]:
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    return " \\\n  ".join(parts + _body(operation))


def _numbered(address: str) -> str:
    return address.replace("{card_id}", "7").replace("{tag_id}", "12")


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
