"""Refusals of the API as problem+json (RFC 9457), with a code that programs can tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Response
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException, Unauthorized

from cardshop.lib.errors import FieldErrors, Forbidden, Refusal, sentence
from cardshop.web.errors import STATUSES, problem, status_of
from cardshop.web.site import absolute

REALM = "cardshop"
# The packages whose refusals reach programs; the others speak to people who sign in.
_MET = (
    *("cardshop.api", "cardshop.booking", "cardshop.cards", "cardshop.catalogue", "cardshop.lib"),
    *("cardshop.media", "cardshop.orders"),
    *("cardshop.notifications.operations.webhooks", "cardshop.notifications.queries.webhooks"),
)
# Of a stopped request's own headers, those that tell a program what to do next.
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


def unauthorized(detail: str, *, invalid: bool) -> Unauthorized:
    """No token, or one that opens nothing, and how to come in."""
    values: dict[str, str | None] = {"realm": REALM}
    if invalid:
        values["error"] = "invalid_token"
    return Unauthorized(detail, www_authenticate=WWWAuthenticate("bearer", values))


class ReadOnlyToken(Forbidden):
    """This token may only read. Make one that may write."""


def refused(refusal: Refusal) -> Response:
    """A refusal of the product. Its code is in `code` and at the end of `type`."""
    code = code_of(type(refusal))
    more: dict[str, object] = {"type": absolute(f"/api/docs#{code}"), "code": code}
    if isinstance(refusal, FieldErrors):
        more["errors"] = [{"pointer": f.pointer, "detail": f.detail} for f in refusal.errors]
    # What a program needs to go on, such as the contacts of a file.
    more |= getattr(refusal, "members", {})
    title = code.replace("_", " ").capitalize()
    answer = problem(status_of(refusal), title, refusal.detail, **more)
    if isinstance(refusal, ReadOnlyToken):
        values: dict[str, str | None] = {"realm": REALM, "error": "insufficient_scope"}
        answer.www_authenticate = WWWAuthenticate("bearer", values)
    return answer


def stopped(fault: HTTPException) -> ResponseReturnValue:
    """A request that HTTP itself refuses."""
    if fault.code is None or fault.code < 400:
        return fault.get_response()
    answer = problem(fault.code, fault.name, fault.description or "")
    answer.headers.extend((k, v) for k, v in fault.get_headers() if k in _KEPT)
    return answer


def code_of(kind: type[Refusal]) -> str:
    """`slug_taken` for SlugTaken."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind.__name__).lower()


def catalogue() -> list[tuple[str, int, str]]:
    """(code, status, sentences) of every refusal that a program may meet, by code.

    Features may mean the same by one code, each with a sentence of its own. What is only said of
    a field, below 422, gives way to what is answered as a whole.
    """
    met: dict[str, tuple[int, dict[str, None]]] = {}
    for parent, status in STATUSES:
        for kind in filter(_is_met, _walk(parent)):
            known = met.setdefault(code_of(kind), (status, {}))
            if known[0] == status:
                known[1][sentence(kind)] = None
    return [(code, met[code][0], " ".join(met[code][1])) for code in sorted(met)]


def _is_met(kind: type[Refusal]) -> bool:
    return kind.__module__.startswith(_MET)


def _walk(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _walk(child)
