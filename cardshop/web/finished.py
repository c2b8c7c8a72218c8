"""Finished answers: the same bytes plain, gzipped and brotlied, and which of them a client gets."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]
PLAIN = "identity"
# Best first. What is already packed (PNG, PDF) is sent as it is.
_PACKED = ("br", "gzip")
_PACKABLE = ("text/", "application/json", "image/svg+xml")
# What a 304 repeats; the rest belongs to the body that is not sent.
_OF_THE_BODY = ("content-type", "content-encoding", "content-length", "content-disposition")
# Said by the one who sends: of one answer only, or counted again here.
_NOT_KEPT = ("content-length", "vary", "etag", "date", "x-request-id")


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of an answer, with everything that is sent about it."""

    etag: str
    data: bytes
    headers: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer in every encoding it can be sent in."""

    variants: Mapping[str, Variant]

    @property
    def size(self) -> int:
        """The bytes that it takes in memory."""
        return sum(len(variant.data) for variant in self.variants.values())

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """200, 304 or the head alone, in the best encoding that the client takes."""
        variant = self.variants[_chosen(environ.get("HTTP_ACCEPT_ENCODING", ""), self._there())]
        if _names(environ.get("HTTP_IF_NONE_MATCH", ""), variant.etag):
            start_response("304 Not Modified", list(variant.unchanged))
            return ()
        start_response("200 OK", list(variant.headers))
        return () if environ["REQUEST_METHOD"] == "HEAD" else (variant.data,)

    def _there(self) -> tuple[str, ...]:
        return tuple(self.variants)


def finish(body: bytes, headers: Headers) -> Finished:
    """The answer with this body and these headers, in every encoding that makes it smaller."""
    content_type = next((v for k, v in headers if k.lower() == "content-type"), "")
    bodies = {PLAIN: body}
    if content_type.startswith(_PACKABLE):
        bodies |= {"gzip": gzip.compress(body, 6, mtime=0), "br": brotli.compress(body, quality=5)}
    return from_bodies(bodies, headers)


def from_bodies(bodies: Mapping[str, bytes], headers: Headers) -> Finished:
    """The answer whose encodings are made already."""
    kept = [(k, v) for k, v in headers if k.lower() not in _NOT_KEPT]
    # Named by its content: two servers agree on it, and a version that changed nothing keeps it.
    stem = hashlib.blake2b(bodies[PLAIN], digest_size=9).hexdigest()
    return Finished({name: _variant(name, data, stem, kept) for name, data in bodies.items()})


def _variant(encoding: str, data: bytes, stem: str, headers: Headers) -> Variant:
    etag = f'"{stem}-{encoding}"'
    said = [*headers, ("Vary", "Accept-Encoding"), ("ETag", etag)]
    if encoding != PLAIN:
        said.append(("Content-Encoding", encoding))
    unchanged = [(k, v) for k, v in said if k.lower() not in _OF_THE_BODY]
    return Variant(
        etag, data, (*said, ("Content-Length", str(len(data)))), unchanged=tuple(unchanged)
    )


@lru_cache(maxsize=512)
def _chosen(accepted: str, there: tuple[str, ...]) -> str:
    weights = _weights(accepted)
    taken = (name for name in _PACKED if name in there and weights.get(name, weights.get("*", 0)))
    return next(taken, PLAIN)


def _weights(accepted: str) -> dict[str, float]:
    """The encodings of an Accept-Encoding header; one that cannot be read is not wanted."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        number = weight.replace(" ", "").removeprefix("q=") or "1"
        weights[name.strip()] = float(number) if number.replace(".", "", 1).isdecimal() else 0.0
    return weights


def _names(wanted: str, etag: str) -> bool:
    """Whether an If-None-Match header names this answer; a proxy may have weakened the tag."""
    if not wanted:
        return False
    tags = (tag.strip().removeprefix("W/") for tag in wanted.split(","))
    return any(tag in (etag, "*") for tag in tags)
