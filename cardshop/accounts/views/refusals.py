"""Refusals of this room that lead somewhere, instead of to the plain page."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts.current import NoBusinessYet
from cardshop.accounts.domain.throttling import TooManyTries
from cardshop.accounts.queries import LinkExpired
from cardshop.accounts.views.blueprints import accounts
from cardshop.web.errors import say


@accounts.app_errorhandler(NoBusinessYet)
def go_on_signing_up(_refusal: NoBusinessYet) -> ResponseReturnValue:
    """Whoever left in the middle is led to the step that is missing."""
    return redirect(url_for("accounts.sign_up_business"), 303)


@accounts.app_errorhandler(TooManyTries)
def wait(refusal: TooManyTries) -> Response:
    """The page that says how long."""
    page = render_template(
        "accounts/wait.html", detail=say(refusal.detail), seconds=refusal.seconds
    )
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(refusal.seconds)
    return response


@accounts.errorhandler(LinkExpired)
def ask_again(refusal: LinkExpired) -> ResponseReturnValue:
    """A mailed link that is used up, with the ways to get another."""
    return render_template("accounts/link_expired.html", detail=say(refusal.detail)), 404
