"""The blueprint of version 1: it remembers its routes for the document, and speaks problem+json."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from cardshop.api import problems
from cardshop.lib.errors import Refusal
from cardshop.web import limits

PREFIX = "/api/v1"
# What scripts of other sites may read and send besides the simplest headers.
_TOLD = "ETag, Idempotent-Replayed, Location, Retry-After"
_ASKED = "Content-Type, Idempotency-Key, If-None-Match"


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address."""

    method: str
    rule: str
    view: Callable[..., Any]


class Resources(Blueprint):
    """A blueprint that knows its own routes."""

    routes: list[Route]

    def __init__(self, name: str, import_name: str, url_prefix: str) -> None:
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.routes = []

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        *args: Any,
        **options: Any,
    ) -> None:
        """Add the rule, and remember it."""
        super().add_url_rule(rule, endpoint, view_func, *args, **options)
        if view_func is not None:
            methods = options.get("methods") or ("GET",)
            self.routes += [Route(method, rule, view_func) for method in methods]


api = Resources("api", __name__, url_prefix=PREFIX)
limits.programs(api, public=f"{PREFIX}/public/")
api.register_error_handler(Refusal, problems.refused)
api.register_error_handler(HTTPException, problems.stopped)


@api.after_request
def open_to_pages(answer: Response) -> Response:
    """Let the scripts of any site read what is public; never with cookies."""
    if request.path.startswith(f"{PREFIX}/public/"):
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = _TOLD
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Headers"] = _ASKED
            answer.headers["Access-Control-Allow-Methods"] = answer.headers.get("Allow", "GET")
            answer.headers["Access-Control-Max-Age"] = "86400"
    return answer
