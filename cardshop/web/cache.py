"""Answers public pages and bundles before Flask is asked, from bytes that are known to be fresh."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs

from flask import Flask, Response, request

from cardshop.config import Settings
from cardshop.db import db
from cardshop.lib import clock
from cardshop.web import assets
from cardshop.web.finished import PLAIN, Finished, finish, from_bodies
from cardshop.web.versions import Versions

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
FOR_EVER = "public, max-age=31536000, immutable"
LARGEST = 64 * 1024 * 1024
# Of it for pages that were asked a question: whoever asks them all pushes out nothing else.
LARGEST_ASKED = 16 * 1024 * 1024
_MARK = "cardshop.keep"

# A card and its files; what else a business shows follows under the same first segment. Only the
# part of the query that changes the answer is in the key, so links with campaign words share it.
_PUBLIC = re.compile(
    r"/[a-z0-9-]{3,40}(\.vcf|/share|/qr\.svg|/qr\.png|/qr\.pdf|/shop(?:/[a-z0-9-]{1,80})?)?"
)
_QUESTIONS: Mapping[str, tuple[str, ...]] = {
    ".vcf": ("version",),
    "/qr.png": ("size",),
    "/shop": ("category", "tag", "sort", "after"),
    "/shop/": ("variant",),
}
# A preview is for one person. What people search for is found anew: nobody else asks the same.
_PRIVATE = ("draft", "q")
# No answer of ours is asked for with more.
_LONGEST_ANSWER = 80

# The scheme, the path, and each question with its answer.
Key = tuple[str, ...]
_WITHOUT_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Keep:
    """How long an answer is true: until the business changes something, or until then."""

    business_id: int
    version: int
    valid_until: datetime


def keep(response: Response, *, business_id: int, version: int, valid_until: datetime) -> Response:
    """Mark this answer as the same for everyone.

    `version` must have been read before the content, or in the same statement: a page that is
    newer than its version is only made again, one that is older would stay.
    """
    response.headers["Cache-Control"] = CACHE_CONTROL
    request.environ[_MARK] = Keep(business_id, version, valid_until)
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """Stand before the application. Proxies' headers are read before that, so wrap it first."""
    with app.app_context():
        versions = Versions(db.engine)
    host = settings.host if settings.is_https else ""
    layer = Layer(app.wsgi_app, versions.of, bundles=assets.all_assets(), host=host)
    app.wsgi_app = layer  # type: ignore[method-assign]


class Memory:
    """The answers asked for most recently, up to so many bytes."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._entries: OrderedDict[Key, tuple[Finished, Keep]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def get(self, key: Key) -> tuple[Finished, Keep] | None:
        """What is kept under a key."""
        with self._lock:
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key]

    def put(self, key: Key, finished: Finished, mark: Keep) -> None:
        """Keep an answer, and forget the oldest ones when there is no room."""
        with self._lock:
            self._forget(self._entries.pop(key, None))
            self._entries[key] = finished, mark
            self.size += finished.size
            while self.size > self._largest:
                self._forget(self._entries.popitem(last=False)[1])

    def _forget(self, entry: tuple[Finished, Keep] | None) -> None:
        if entry:
            self.size -= entry[0].size


class _Answer:
    """What an application says when it is called; `write` is the old way of sending a body."""

    def __init__(self) -> None:
        self.status, self.headers, self.exc_info = "", list[tuple[str, str]](), None
        self.written: list[bytes] = []

    def __call__(
        self, status: str, headers: Any, exc_info: Any = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers, self.exc_info = status, headers, exc_info
        return self.written.append

    def may_be_kept(self) -> bool:
        """Only a whole answer that sets no cookie is the same for everyone."""
        return self.status.startswith("200") and not any(
            name.lower() == "set-cookie" for name, _ in self.headers
        )


class Layer:
    """The WSGI layer. `version_of` tells the present content version of a business."""

    def __init__(
        self,
        app: WSGIApplication,
        version_of: Callable[[int], int | None],
        *,
        bundles: Mapping[str, assets.Asset],
        host: str = "",
        largest: int = LARGEST,
        largest_asked: int = LARGEST_ASKED,
    ) -> None:
        self._app = app
        self._version_of = version_of
        self._host = host
        self._bundles = {path: _bundle(asset) for path, asset in bundles.items()}
        self._memory, self._asked = Memory(largest - largest_asked), Memory(largest_asked)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let the application answer and keep what it marked."""
        if not self._may_answer(environ):
            return self._app(environ, start_response)
        bundle = self._bundles.get(environ["PATH_INFO"])
        if bundle:
            return bundle.answer(environ, start_response)
        key = _key(environ)
        if key is None:
            return self._app(environ, start_response)
        finished = self._fresh(key)
        if finished:
            return finished.answer(environ, start_response)
        return self._made(key, environ, start_response)

    def _may_answer(self, environ: WSGIEnvironment) -> bool:
        # Under another name than the site's own the application has to refuse.
        return environ["REQUEST_METHOD"] in ("GET", "HEAD") and (
            not self._host or environ.get("HTTP_HOST") == self._host
        )

    def _fresh(self, key: Key) -> Finished | None:
        entry = self._memory_for(key).get(key)
        if entry is None:
            return None
        finished, mark = entry
        if clock.now() >= mark.valid_until:
            return None
        return finished if self._version_of(mark.business_id) == mark.version else None

    def _made(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        # Always asked with GET: what a HEAD is told must be true of the body that is kept.
        asked = {**environ, "REQUEST_METHOD": "GET"}
        answer = _Answer()
        body = self._app(asked, answer)
        mark = asked.get(_MARK)
        if mark is None or not answer.may_be_kept():
            return _passed_on(answer, body, environ, start_response)
        finished = finish(_whole(answer, body), answer.headers)
        self._memory_for(key).put(key, finished, cast(Keep, mark))
        return finished.answer(environ, start_response)

    def _memory_for(self, key: Key) -> Memory:
        return self._asked if len(key) > _WITHOUT_QUESTIONS else self._memory


def _key(environ: WSGIEnvironment) -> Key | None:
    path = environ["PATH_INFO"]
    match = _PUBLIC.fullmatch(path)
    if match is None:
        return None
    given = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if any(name in given for name in _PRIVATE):
        return None
    ending = match[1] or ""
    names = _QUESTIONS.get("/shop/" if ending.startswith("/shop/") else ending, ())
    answers = [f"{name}={given[name][0]}" for name in names if name in given]
    if any(len(answer) > _LONGEST_ANSWER for answer in answers):
        return None
    # The scheme decides one header: whether a browser is told to come back with https.
    return (environ["wsgi.url_scheme"], path, *answers)


def _passed_on(
    answer: _Answer,
    body: Iterable[bytes],
    environ: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    start_response(answer.status, answer.headers, answer.exc_info)
    if environ["REQUEST_METHOD"] == "HEAD":
        _close(body)
        return ()
    return body if not answer.written else [_whole(answer, body)]


def _whole(answer: _Answer, body: Iterable[bytes]) -> bytes:
    try:
        return b"".join([*answer.written, *body])
    finally:
        _close(body)


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close:
        close()


def _bundle(asset: assets.Asset) -> Finished:
    headers = [
        ("Content-Type", asset.content_type),
        ("Cache-Control", FOR_EVER),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return from_bodies({PLAIN: asset.identity, "gzip": asset.gzip, "br": asset.brotli}, headers)
