"""What leaves for customers and owners, what became of it, and sending it again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Conflict
from cardshop.notifications import operations
from cardshop.notifications.blueprint_messages import bp
from cardshop.notifications.models import Channel
from cardshop.notifications.operations import resending
from cardshop.notifications.presenters_conversations import Clock
from cardshop.notifications.presenters_messages import row, tabs, whole
from cardshop.notifications.queries import listing
from cardshop.notifications.queries.listing import Page, Show
from cardshop.web.errors import say
from cardshop.web.guards import owner
from cardshop.web.locales import counted as ngettext

__all__ = ["bp"]


@bp.get("/")
@owner
def listed() -> str:
    """The messages of the business, the newest first."""
    shown = request.args.get("show", Show.ALL, type=Show)
    channel = request.args.get("channel", type=Channel)
    page = _found(shown, channel)
    by = Clock(current.business(), clock.now())
    return render_template(
        "notifications/messages/listed.html",
        rows=[row(message, by) for message in page.rows],
        tabs_=tabs(shown),
        shown=shown.value,
        channel=channel.value if channel else None,
        next=page.next,
    )


@bp.post("/sending")
@owner
def send_all() -> ResponseReturnValue:
    """Send again all that is held or has failed."""
    with transaction():
        count = resending.send_all(current.business_id(), at=clock.now())
    flash(ngettext("%(num)s message is on its way.", "%(num)s messages are on their way.", count))
    return redirect(url_for("messages.listed"), 303)


@bp.get("/<key:message_id>")
@owner
def shown(message_id: int) -> str:
    """One message with its words."""
    return _page(message_id)


@bp.post("/<key:message_id>/sending")
@owner
def send(message_id: int) -> ResponseReturnValue:
    """Send it again, or say why it cannot be."""
    try:
        with transaction():
            message = listing.message_of(current.business_id(), message_id, for_change=True)
            operations.send_again(message, at=clock.now())
    except Conflict as refusal:
        return _page(message_id, say(refusal.detail)), 409
    flash(_("The message is on its way."))
    return redirect(url_for("messages.shown", message_id=message_id), 303)


def _found(shown: Show, channel: Channel | None) -> Page:
    after = max(request.args.get("after", 0, type=int), 0)
    business_id = current.business_id()
    return listing.listed(business_id, shown, at=clock.now(), channel=channel, after=after)


def _page(message_id: int, refusal: str = "") -> str:
    message = listing.message_of(current.business_id(), message_id)
    told = whole(message, Clock(current.business(), clock.now()))
    return render_template("notifications/messages/shown.html", told=told, refusal=refusal)
