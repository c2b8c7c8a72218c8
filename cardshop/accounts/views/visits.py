"""The browser at the door: where it comes from, what it is, and the cookie it gets."""

from __future__ import annotations

from flask import Response, g, redirect, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as AnyResponse

from cardshop.accounts import current, operations
from cardshop.accounts.domain import devices, local_paths
from cardshop.accounts.models import Account
from cardshop.accounts.views.blueprints import accounts
from cardshop.db import transaction
from cardshop.lib import clock


def address() -> str:
    """The visitor's address, as far as proxies are believed."""
    return request.remote_addr or ""


def languages() -> list[str]:
    """What the browser reads, best first."""
    return [tag for tag, _ in request.accept_languages]


def let_in(account: Account, *, password: str) -> None:
    """Sign this browser in. Its cookie is begun anew, so none that was planted lives on."""
    with transaction():
        device = devices.label(request.user_agent.string)
        token = operations.start_session(account, device=device, at=clock.now(), password=password)
    session.clear()
    session.permanent = True
    login_user(current.load(token))


def onward() -> AnyResponse:
    """To the page that was wanted, if it is one of ours; else home."""
    wanted = request.args.get("next", "")
    return redirect(wanted if local_paths.is_local(wanted) else url_for("dashboard.home"), 303)


@accounts.after_app_request
def remember_visit(response: Response) -> Response:
    """Note now and then that the session is in use. Pages that read no cookie are left alone."""
    # Asking the session itself would count as reading it, and every answer would vary by cookie.
    if response.status_code >= 400 or "_login_user" not in g or g.get("unattended"):
        return response
    if current_user.is_authenticated:
        at = clock.now()
        if at - current.person().last_seen_at >= operations.SEEN_EVERY:
            with transaction():
                operations.see(current.person().session_id, at=at)
            session.modified = True  # The cookie is kept for another month.
    return response
