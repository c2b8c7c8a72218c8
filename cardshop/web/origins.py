"""Forms of strangers: they carry no token, so it is the browser that says where they come from.

A public page is the same for everyone and has no room for a token (performance.md, decision 2).
Browsers say in `Sec-Fetch-Site` and `Origin` which site a form stands on; a page cannot forge them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import request

from cardshop.extensions import csrf
from cardshop.lib.errors import Forbidden
from cardshop.web import site

P = ParamSpec("P")
R = TypeVar("R")

_OURS = ("same-origin", "none")


class SentFromElsewhere(Forbidden):
    """This form was sent from another site. Open the page here and send it again."""


def from_our_pages(view: Callable[P, R]) -> Callable[P, R]:
    """Take the form only from a page of this site, without a token."""
    return _guarded(view, lambda: _origin() in (None, *_own_origins()))


def with_its_link(view: Callable[P, R]) -> Callable[P, R]:
    """The same for pages whose address is the secret: they tell no site where they are.

    Their forms have the origin `null` in browsers that do not send Sec-Fetch-Site. Another site
    does not know the address.
    """
    return _guarded(view, lambda: _origin() in (None, "null", *_own_origins()))


def is_guarded(view: Callable[..., object]) -> bool:
    """Whether a view takes forms by where they come from."""
    return getattr(view, "is_guarded_by_origin", False)


def _guarded(view: Callable[P, R], has_good_origin: Callable[[], bool]) -> Callable[P, R]:
    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        said = request.headers.get("Sec-Fetch-Site")
        if not (said in _OURS if said else has_good_origin()):
            raise SentFromElsewhere
        return view(*args, **kwargs)

    guarded.is_guarded_by_origin = True  # type: ignore[attr-defined]
    csrf.exempt(guarded)
    return guarded


def _origin() -> str | None:
    return request.headers.get("Origin")


def _own_origins() -> tuple[str, str]:
    return site.base_url(), request.host_url.rstrip("/")
