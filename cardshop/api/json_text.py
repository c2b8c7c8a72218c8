"""JSON as it came from outside: read once, with every trick of the format refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from werkzeug.exceptions import BadRequest

from cardshop.lib.errors import FieldError, FieldErrors

DEEPEST = 32
# The whole numbers that every JSON reader keeps exactly (RFC 7493).
LARGEST = 2**53 - 1

# A string, also an unfinished one, so that every character is looked at once.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def read(data: bytes) -> dict[str, Any]:
    """The object that `data` holds.

    Raises BadRequest for what is no JSON, or JSON that two readers would understand differently;
    FieldErrors for characters that cannot be kept, and for anything but an object.
    """
    text = _decoded(data)
    _refuse_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except json.JSONDecodeError as fault:
        raise BadRequest(
            f"This is not JSON: {fault.msg} at line {fault.lineno} column {fault.colno}."
        ) from fault
    if not isinstance(value, dict):
        raise FieldErrors([FieldError("", "This must be an object.")])
    faults = list(_unkept("", value))
    if faults:
        raise FieldErrors(faults)
    return value


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadRequest(f"This is not UTF-8: byte {fault.start} cannot be read.") from fault


def _refuse_depth(text: str) -> None:
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise BadRequest(f"This JSON is nested deeper than {DEEPEST} levels.")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadRequest("The same field is given twice in one object.")
    if any(_UNKEPT.search(name) for name in found):
        raise BadRequest("The name of a field holds characters that cannot be kept.")
    return found


def _constant(word: str) -> NoReturn:
    raise BadRequest(f"{word} is no number in JSON.")


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise BadRequest("A number is too large.")
    return value


def _integer(digits: str) -> int:
    # Length first: turning very long digits into a number is slow.
    if len(digits) > 17 or abs(int(digits)) > LARGEST:
        raise BadRequest(f"A whole number is outside -{LARGEST} to {LARGEST}.")
    return int(digits)


def _unkept(pointer: str, value: Any) -> Iterator[FieldError]:
    if isinstance(value, str) and _UNKEPT.search(value):
        yield FieldError(pointer, "This text holds characters that cannot be kept.")
    for name, entry in _entries(value):
        yield from _unkept(f"{pointer}/{name}", entry)


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from ((str(position), entry) for position, entry in enumerate(value))
    if isinstance(value, dict):
        yield from ((k.replace("~", "~0").replace("/", "~1"), v) for k, v in value.items())
