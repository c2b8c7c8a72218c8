"""What customers wrote, and the owner's answers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock, ids
from cardshop.lib.errors import Refusal
from cardshop.notifications.blueprint_conversations import bp
from cardshop.notifications.forms_conversation import AnswerForm
from cardshop.notifications.operations import talking
from cardshop.notifications.presenters_conversations import Clock, rows, talk
from cardshop.notifications.queries import conversations as queries
from cardshop.web.errors import say, status_of
from cardshop.web.guards import owner

MOST_SHOWN = 50
MOST_PAGES = 200

__all__ = ["bp"]


@bp.get("/")
@owner
def listed() -> str:
    """Every conversation, the latest word first."""
    business = current.business()
    page = max(1, min(request.args.get("page", 1, type=int), MOST_PAGES))
    skip = (page - 1) * MOST_SHOWN
    found = queries.conversations(business.id, most=MOST_SHOWN + 1, skip=skip)
    shown = found[:MOST_SHOWN]
    last = queries.last_words([one.id for one in shown])
    return render_template(
        "notifications/conversations/listed.html",
        rows=rows(shown, last, Clock(business, clock.now())),
        next=page + 1 if len(found) > MOST_SHOWN else None,
    )


@bp.get("/<key:conversation_id>")
@owner
def shown(conversation_id: int) -> str:
    """What was said on either side, and room for an answer."""
    queries.conversation_of(current.business_id(), conversation_id)
    return _page(conversation_id, AnswerForm())


@bp.post("/<key:conversation_id>")
@owner
def answer(conversation_id: int) -> ResponseReturnValue:
    """Send an answer, or say why it cannot be sent."""
    queries.conversation_of(current.business_id(), conversation_id)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(conversation_id, form), 422
    if status := _refused(conversation_id, form):
        return _page(conversation_id, form), status
    flash(_("Your answer is on its way."))
    return redirect(url_for("conversations.shown", conversation_id=conversation_id), 303)


@bp.post("/<key:conversation_id>/reading")
@owner
def read(conversation_id: int) -> ResponseReturnValue:
    """Nothing in it waits for an answer any more."""
    with transaction():
        kept = queries.conversation_of(current.business_id(), conversation_id, for_change=True)
        talking.mark_read(kept)
    return redirect(url_for("conversations.shown", conversation_id=conversation_id), 303)


def _refused(conversation_id: int, form: AnswerForm) -> int:
    """Answer; the status of what was in the way, which the form then says, or 0."""
    try:
        with transaction():
            kept = queries.conversation_of(current.business_id(), conversation_id, for_change=True)
            talking.answer(
                kept, form.words.data or "", once=form.once.data or ids.new_token(), at=clock.now()
            )
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        return status_of(refusal)
    return 0


def _page(conversation_id: int, form: AnswerForm) -> str:
    conversation = queries.conversation_of(current.business_id(), conversation_id)
    said = queries.said_in(conversation)
    return render_template(
        "notifications/conversations/shown.html",
        talk=talk(conversation, said, Clock(current.business(), clock.now())),
        form=form.renewed(),
        longest=talking.LONGEST,
    )
