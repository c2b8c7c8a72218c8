"""Notifications in browsers: turned on, tried, turned off; and what browsers fetch for them."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.domain import devices
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Refusal
from cardshop.notifications.blueprint_push import bp
from cardshop.notifications.domain import vapid, web_push
from cardshop.notifications.forms_push import BrowserForm
from cardshop.notifications.operations import pushing
from cardshop.notifications.presenters_push import rows
from cardshop.notifications.queries import browsers
from cardshop.web import assets, limits, site
from cardshop.web.errors import say, status_of
from cardshop.web.guards import everyone, owner, visitor
from cardshop.web.origins import from_our_pages

__all__ = ["bp"]
_DAY = "public, max-age=86400"


@bp.get("/")
@owner
def listed() -> str:
    """The browsers in which this person is told things."""
    return _listed(BrowserForm())


@bp.post("/")
@owner
def subscribe() -> ResponseReturnValue:
    """Tell things in this browser from now on."""
    form, status = BrowserForm(), 422
    if form.validate_on_submit() and (status := _subscribed(form)) == 0:
        flash(_("Notifications are on in this browser."))
        return redirect(url_for("push.listed"), 303)
    return _listed(form), status


@bp.post("/<key:subscription_id>/test")
@owner
def test(subscription_id: int) -> ResponseReturnValue:
    """Send a notification to one browser."""
    words = _("Notifications of %(name)s arrive here.", name=current.business().name)
    path = site.absolute(url_for("push.listed"))
    with transaction():
        row = browsers.browser(current.business_id(), _me(), subscription_id)
        pushing.send_test(current.business(), row, words, path=path, at=clock.now())
    flash(_("A notification is on its way."))
    return redirect(url_for("push.listed"), 303)


@bp.post("/<key:subscription_id>/removal")
@owner
def remove(subscription_id: int) -> ResponseReturnValue:
    """Tell nothing there any more."""
    with transaction():
        pushing.forget(browsers.browser(current.business_id(), _me(), subscription_id))
    flash(_("Notifications are off there."))
    return redirect(url_for("push.listed"), 303)


@bp.post("/renewal")
@visitor
@from_our_pages
@limits.public_form
def renew() -> ResponseReturnValue:
    """A browser has got another address, perhaps while nobody was signed in."""
    given = web_push.read(*(request.form.get(name, "") for name in ("endpoint", "p256dh", "auth")))
    with transaction():
        pushing.renew(request.form.get("was", ""), given, at=clock.now())
    return "", 204


@bp.get("/worker.js")
@everyone
def worker() -> ResponseReturnValue:
    """What a browser runs when a notification comes, for the owner's pages only."""
    answer = Response(assets.plain("push", "worker.js"), content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Service-Worker-Allowed"] = url_for("dashboard.home")
    return answer


@bp.get("/app.webmanifest")
@everyone
def manifest() -> ResponseReturnValue:
    """What makes the pages an app on the screen of a telephone, which some ask for first."""
    words = render_template("notifications/push/app.webmanifest")
    answer = Response(words, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = _DAY
    return answer


@bp.get("/icon.png")
@everyone
def icon() -> ResponseReturnValue:
    """The mark, for screens that show no drawings."""
    answer = Response(assets.plain("push", "icon.png"), content_type="image/png")
    answer.headers["Cache-Control"] = _DAY
    return answer


def _me() -> int:
    return current.person().account_id


def _subscribed(form: BrowserForm) -> int:
    """Keep the browser; the status of what was in the way, which the form then says, or 0."""
    device = devices.label(request.user_agent.string)
    try:
        given = form.subscription()
        with transaction():
            key = current.business_id()
            pushing.subscribe(key, _me(), given, device=device, at=clock.now())
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        return status_of(refusal)
    return 0


def _listed(form: BrowserForm) -> str:
    return render_template(
        "notifications/push/listed.html",
        form=form,
        key=vapid.public_key(site.settings().secret_key),
        rows=rows(browsers.browsers_of(current.business_id(), _me())),
    )
