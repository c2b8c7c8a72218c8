"""What was sent, held against a model: every fault at its place, in a sentence that helps."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from cardshop.lib.errors import FieldError, FieldErrors, Invalid, Sentence

M = TypeVar("M", bound=BaseModel)

# Sentences for pydantic's kinds of faults; filled from the fault itself.
SENTENCES: Mapping[str, str] = {
    "missing": "This is missing.",
    "extra_forbidden": "Unknown field.",
    "string_type": "This must be text.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "float_type": "This must be a number.",
    "finite_number": "This must be a number.",
    "datetime_type": "This must be an instant like 2027-03-28T09:00:00Z.",
    "timezone_aware": "This must be an instant like 2027-03-28T09:00:00Z.",
    "bool_type": "This must be true or false.",
    "list_type": "This must be a list.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object.",
    "none_required": "This must be empty.",
    "literal_error": "Choose one of %(expected)s.",
    "enum": "Choose one of %(expected)s.",
    "union_tag_not_found": "Say which kind this is.",
    "union_tag_invalid": "Choose one of %(expected_tags)s.",
    "too_long": "Use at most %(max_length)s entries. This has %(actual_length)s.",
    "too_short": "Add at least %(min_length)s.",
    "greater_than_equal": "Use %(ge)s or more.",
    "less_than_equal": "Use %(le)s or less.",
    "int_parsing_size": "This number is too large.",
    "string_unicode": "This holds characters that cannot be shown. Type it again.",
    "invalid_key": "The names of fields must be text.",
}
ANYTHING_ELSE = "This cannot be used."


class Strict(BaseModel):
    """The parent of everything read from outside: nothing is guessed, nothing is ignored."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def parse(model: type[M], data: object, context: Mapping[str, Any] | None = None) -> M:
    """The model that `data` (plain JSON values) describes.

    `context` reaches the validators that ask for it, such as the country of a phone number. Raises
    FieldErrors with a JSON pointer and a plain sentence for each fault.
    """
    try:
        return model.model_validate(data, context=dict(context or {}))
    except ValidationError as fault:
        raise FieldErrors(_read(fault)) from fault


def asking(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A validator for `AfterValidator` from a function of ours that raises Invalid."""

    @functools.wraps(check)
    def validate(value: Any) -> Any:
        try:
            return check(value)
        except Invalid as refusal:
            raise carried(refusal) from refusal

    return validate


def asking_with(check: Callable[[Any, Mapping[str, Any]], Any]) -> Callable[..., Any]:
    """The same for a function that also takes the context given to `parse`."""

    def validate(value: Any, info: ValidationInfo) -> Any:
        try:
            return check(value, info.context or {})
        except Invalid as refusal:
            raise carried(refusal) from refusal

    return validate


def carried(refusal: Invalid) -> PydanticCustomError:
    """A refusal of ours in the only wrapping that pydantic lets through unharmed."""
    faults = (
        refusal.errors if isinstance(refusal, FieldErrors) else [FieldError("", refusal.detail)]
    )
    return PydanticCustomError("refusal", "refused", {"faults": faults})


def _read(fault: ValidationError) -> Iterator[FieldError]:
    for error in fault.errors(include_url=False, include_input=False):
        where = _pointer(error["loc"])
        if error["type"] == "refusal":
            yield from (FieldError(where + f.pointer, f.detail) for f in error["ctx"]["faults"])
        else:
            yield FieldError(where, _sentence(error))


def _sentence(error: ErrorDetails) -> str:
    words = SENTENCES.get(error["type"], ANYTHING_ELSE)
    given = {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    return Sentence.of(words, **{n: v for n, v in given.items() if f"%({n})s" in words})


def _plain(value: object) -> str:
    return str(value).replace("'", "")


def _pointer(parts: tuple[int | str, ...]) -> str:
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join(f"/{part}" for part in escaped)
