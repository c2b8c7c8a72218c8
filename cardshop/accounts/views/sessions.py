"""The list of signed-in browsers."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, operations, queries
from cardshop.accounts.views.blueprints import accounts
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import member


@accounts.get("/sessions")
@member
def sessions() -> ResponseReturnValue:
    """Every device that is signed in."""
    listed = queries.sessions(current.person().account_id, at=clock.now())
    return render_template(
        "accounts/sessions.html", sessions=listed, here=current.person().session_id
    )


@accounts.post("/sessions/<int(max=2147483647):session_id>/removal")
@member
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one device out."""
    with transaction():
        found = queries.session(current.person().account_id, session_id)
        operations.end_session(found.id)
    flash(_("The device is signed out."))
    return redirect(url_for("accounts.sessions"), 303)


@accounts.post("/sessions/removal")
@member
def end_other_sessions() -> ResponseReturnValue:
    """Sign every other device out."""
    person = current.person()
    with transaction():
        operations.end_other_sessions(person.account_id, person.session_id)
    flash(_("All other devices are signed out."))
    return redirect(url_for("accounts.sessions"), 303)
