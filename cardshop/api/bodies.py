"""What may come in the body of a request: JSON of a model, a file's bytes, an upload."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import request
from pydantic import BaseModel
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from cardshop.api import json_text
from cardshop.lib import text, validation
from cardshop.lib.errors import FieldError, FieldErrors, Invalid

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent, understood; and bytes that are the same when the same was sent."""

    value: Any
    fingerprint: bytes


class Reading(Protocol):
    """A way to read a body. `media_type` and `longest` are told in the document."""

    @property
    def media_type(self) -> str:
        """The content type that is asked for."""

    @property
    def longest(self) -> int:
        """How many bytes at most."""

    def read(self, business_id: int) -> Body:
        """The body of this request."""


@dataclass(frozen=True, slots=True)
class Json:
    """An object in the shape of a model."""

    model: type[BaseModel]
    # What validators ask for, such as the country of a phone number.
    context: Callable[[int, Mapping[str, Any]], Mapping[str, Any]] | None = None
    media_type: str = "application/json"
    longest: int = MEGABYTE

    def read(self, business_id: int) -> Body:
        """The model. Raises BadRequest and FieldErrors."""
        data = json_text.read(_bytes(self.media_type, self.longest))
        context = self.context(business_id, data) if self.context else {}
        same = json.dumps(data, sort_keys=True).encode()
        return Body(validation.parse(self.model, data, context), same)


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a file as the body itself, turned into something by `open`."""

    media_type: str
    longest: int
    open: Callable[[bytes], Any]

    def read(self, business_id: int) -> Body:  # noqa: ARG002 - one shape for all readings
        """What the file holds."""
        data = _bytes(self.media_type, self.longest)
        return Body(self.open(data), data)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that came in a form, opened, and the words typed beside it."""

    file: Any
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """A form with one file called `file`, turned into something by `open`, and lines of text."""

    longest: int
    open: Callable[[bytes], Any]
    # The names of the lines, with how long each may be.
    words: Mapping[str, int]
    media_type: str = "multipart/form-data"

    def read(self, business_id: int) -> Body:  # noqa: ARG002 - one shape for all readings
        """The file and the words. Raises FieldErrors at what is missing, unknown or unusable."""
        _ask(self.media_type)
        _refuse(request.files, request.form, self.words)
        words = {name: self._line(name) for name in self.words}
        data = request.files["file"].read(self.longest + 1)
        if len(data) > self.longest:
            raise _too_large(self.longest)
        same = hashlib.sha256(data).digest() + json.dumps(words, sort_keys=True).encode()
        return Body(Uploaded(self.open(data), words), same)

    def _line(self, name: str) -> str:
        try:
            return text.check_line(request.form.get(name, ""), longest=self.words[name])
        except Invalid as refusal:
            raise FieldErrors([FieldError(f"/{name}", refusal.detail)]) from refusal


def _refuse(files: MultiDict[str, Any], words: MultiDict[str, str], known: Container[str]) -> None:
    unknown = [n for n in files if n != "file"] + [n for n in words if n not in known]
    twice = [n for n in words if n in known and len(words.getlist(n)) > 1]
    faults = [FieldError(f"/{name}", "Unknown field.") for name in unknown]
    faults += [FieldError(f"/{name}", "Send this once.") for name in twice]
    if len(files.getlist("file")) != 1:
        faults.append(FieldError("/file", "Send one file in a part called `file`."))
    if faults:
        raise FieldErrors(faults)


def _bytes(media_type: str, longest: int) -> bytes:
    _ask(media_type)
    # One byte more: a body sent in chunks is cut off at the limit without a word.
    request.max_content_length = longest + 1
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge as fault:
        raise _too_large(longest) from fault
    if len(data) > longest:
        raise _too_large(longest)
    if not data:
        raise BadRequest("The body is empty.")
    return data


def _too_large(longest: int) -> RequestEntityTooLarge:
    return RequestEntityTooLarge(f"More than {longest // MEGABYTE} MB was sent.")


def _ask(media_type: str) -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    binary = media_type != "application/json"
    if request.mimetype != media_type or request.content_encoding:
        raise UnsupportedMediaType(f"Send the body as {media_type}, without compression.")
    if charset not in ("utf-8", "utf8") and not binary:
        raise UnsupportedMediaType("Send UTF-8.")
