"""Who a page is for. Every route declares it; a test fails for one that does not."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)

EVERYONE, VISITOR, MEMBER, OWNER, PROGRAM = "everyone", "visitor", "member", "owner", "program"


def everyone(view: Callable[P, R]) -> Callable[P, R]:
    """Public: the same bytes for every visitor, no cookie read or set."""
    return _declared(view, EVERYONE)


def visitor(view: Callable[P, R]) -> Callable[P, R]:
    """For people who may not be signed in: sign up, sign in, password reset."""
    return _declared(view, VISITOR)


def member(view: Callable[P, R]) -> Callable[P, ResponseReturnValue]:
    """For a signed-in person, whatever businesses they have."""
    return _declared(_signed_in(view), MEMBER)


def owner(view: Callable[P, R]) -> Callable[P, ResponseReturnValue]:
    """For a signed-in person within their business: an object of another business is 404."""
    return _declared(_signed_in(view), OWNER)


def program(view: Callable[P, R]) -> Callable[P, R]:
    """For programs with a token, or public JSON."""
    return _declared(view, PROGRAM)


def audience_of(view: Callable[..., object]) -> str | None:
    """What a view declared, or nothing."""
    return getattr(view, "audience", None)


def _declared(view: Callable[P, R], audience: str) -> Callable[P, R]:
    view.audience = audience  # type: ignore[attr-defined]
    return view


def _signed_in(view: Callable[P, R]) -> Callable[P, ResponseReturnValue]:
    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            wanted = request.full_path.rstrip("?") if request.method == "GET" else None
            return redirect(url_for("accounts.sign_in", next=wanted), 303)
        return view(*args, **kwargs)

    return guarded
