"""The addresses of the document and of the page about it, and how the factory gets the API."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from cardshop.api import documentation, openapi, problems
from cardshop.api.answers import Answer, conditional, etag_of, sent
from cardshop.api.v1 import DETAILS, MEANINGS, ROUTES, api
from cardshop.web.guards import program, visitor
from cardshop.web.site import base_url

bp = Blueprint("api_docs", __name__)


def init_app(app: Flask, csrf: CSRFProtect) -> None:
    """Serve the API. Its callers show tokens and never cookies, so no form can be forged."""
    csrf.exempt(api)
    app.register_blueprint(api)
    app.register_blueprint(bp)


@bp.get("/api/v1/openapi.json")
@program
def document() -> ResponseReturnValue:
    """The OpenAPI 3.1 document."""
    payload = _document(base_url())
    headers = {"Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*"}
    return conditional(sent(Answer(payload, etag=etag_of(payload), headers=headers)))


@bp.get("/api/docs")
@visitor
def page() -> ResponseReturnValue:
    """The same to read."""
    told = documentation.read(_document(base_url()))
    return render_template("api/docs.html", page=told, problems=problems.catalogue())


@cache
def _document(server: str) -> dict[str, Any]:
    return openapi.document(ROUTES, server, details=DETAILS, meanings=MEANINGS)
