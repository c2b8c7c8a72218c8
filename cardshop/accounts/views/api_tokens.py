"""Keys for programs: made, shown once, taken back."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, operations, queries
from cardshop.accounts.forms.people import ApiTokenForm
from cardshop.accounts.models import Scope
from cardshop.accounts.views.blueprints import accounts
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.web.guards import owner


@accounts.get("/tokens")
@owner
def tokens() -> ResponseReturnValue:
    """The keys there are, and once the one that was just made."""
    return _page(ApiTokenForm(), plain=session.pop("new_token", ""), errors=False)


@accounts.post("/tokens")
@owner
def issue_token() -> ResponseReturnValue:
    """A new key."""
    form = ApiTokenForm()
    if not form.validate_on_submit() or not _issued(form):
        return _page(form, errors=True), 422
    return redirect(url_for("accounts.tokens"), 303)


@accounts.post("/tokens/<int(max=2147483647):token_id>/removal")
@owner
def revoke_token(token_id: int) -> ResponseReturnValue:
    """The key opens nothing from now on."""
    with transaction():
        token = queries.api_token(current.business_id(), token_id)
        operations.revoke_token(token, at=clock.now())
    flash(_("The token is revoked. Programs that use it are locked out."))
    return redirect(url_for("accounts.tokens"), 303)


def _issued(form: ApiTokenForm) -> bool:
    """Make the key. It travels to the next page in the browser's own cookie, and stays nowhere."""
    try:
        with transaction():
            _token, plain = operations.issue_token(
                business=current.business(),
                account=queries.account(current.person().account_id),
                name=form.name.data or "",
                scope=Scope(form.scope.data),
                at=clock.now(),
            )
    except Invalid as refusal:
        form.refuse("name", refusal)
        return False
    session["new_token"] = plain
    return True


def _page(form: ApiTokenForm, *, plain: str = "", errors: bool) -> str:
    listed = queries.api_tokens(current.business_id())
    return render_template(
        "accounts/tokens.html", form=form, tokens=listed, plain=plain, errors=errors
    )
