"""Refusals and faults as pages or as problem+json (RFC 9457), mapped once."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from cardshop.lib.errors import (
    Conflict,
    FieldErrors,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Sentence,
)
from cardshop.web import locales

log = logging.getLogger(__name__)

STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (Conflict, 409),
    (Forbidden, 403),
    (Invalid, 422),
)
# The last thing that can be shown: it needs no template, no database and no translation.
LAST_WORDS = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Something went wrong</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head><body><main>'
    "<h1>Something went wrong on our side</h1><p>Nothing was changed. Try again in a minute.</p>"
    "<p><small>{request_id}</small></p></main></body></html>"
)


def init_app(app: Flask) -> None:
    """Answer refusals and faults everywhere."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _stopped)
    app.register_error_handler(Exception, _broken)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal's kind."""
    return next((status for kind, status in STATUSES if isinstance(refusal, kind)), 400)


def problem(status: int, title: str, detail: str = "", **more: Any) -> Response:
    """An RFC 9457 answer; `more` adds members such as `errors`."""
    response = jsonify(
        {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    )
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def say(words: str) -> str:
    """A refusal's sentence in the language of the page."""
    if isinstance(words, Sentence):
        return str(gettext(words.template, **locales.written(words.values)))
    return str(gettext(words))


def wants_json() -> bool:
    """True for the API, whose errors are never pages."""
    return request.path.startswith("/api/v1")


def _refused(refusal: Refusal) -> ResponseReturnValue:
    status = status_of(refusal)
    if wants_json():
        faults = refusal.errors if isinstance(refusal, FieldErrors) else []
        more = (
            {"errors": [{"pointer": f.pointer, "detail": f.detail} for f in faults]}
            if faults
            else {}
        )
        return problem(status, type(refusal).__name__, refusal.detail, **more)
    return _page(status, say(refusal.detail)), status


def _expired(_fault: CSRFError) -> ResponseReturnValue:
    sentence = gettext("This form was open too long. Load the page again and send it once more.")
    return _page(400, sentence), 400


def _stopped(fault: HTTPException) -> ResponseReturnValue:
    status = fault.code or 500
    if status < 400:
        return fault.get_response()
    if wants_json():
        answer = problem(status, fault.name, fault.description or "")
    else:
        answer = Response(_page(status, ""), status)
    kept = {"Allow", "Retry-After"}
    answer.headers.extend((k, v) for k, v in fault.get_headers() if k in kept)
    return answer


def _broken(fault: Exception) -> ResponseReturnValue:
    # The message is left out: it may quote what somebody typed.
    log.error("unhandled %s", type(fault).__name__, exc_info=fault)
    if wants_json():
        return problem(
            500, "Internal Server Error", "Something went wrong on our side. Nothing was changed."
        )
    return LAST_WORDS.format(request_id=g.get("request_id", "")), 500


def _page(status: int, detail: str) -> str:
    g.anonymous = True  # An error page must not need the session or the database.
    return render_template(
        "web/refusal.html", status=status, detail=detail, request_id=g.get("request_id", "")
    )
