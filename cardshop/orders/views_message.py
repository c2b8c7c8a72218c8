"""The message of orders in the owner's own words, with a preview."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.orders import operations, queries
from cardshop.orders.blueprint_shop import shop
from cardshop.orders.domain import template
from cardshop.orders.domain.shop import SettingsChanges
from cardshop.orders.forms_shop import MessageForm
from cardshop.orders.presenters_message import PLACEHOLDERS, Sample, built_in, preview
from cardshop.orders.presenters_shop import sections
from cardshop.web.errors import say
from cardshop.web.guards import owner


@shop.get("/message")
@owner
def message() -> str:
    """The template as it is kept, or the built-in one."""
    business = current.business()
    words = queries.settings_of(business.id).message_template or built_in(business)
    return _page(MessageForm(data={"words": words}))


@shop.post("/message")
@owner
def save_message() -> ResponseReturnValue:
    """Keep the words, or only look at them."""
    form = MessageForm()
    if not form.validate_on_submit():
        return _page(form), 422
    if request.form.get("act") == "look":
        return _page(form)
    _keep(form.changes(built_in(current.business())))
    return redirect(url_for("shop.message"), 303)


@shop.post("/message/reset")
@owner
def reset_message() -> ResponseReturnValue:
    """Go back to the built-in words."""
    _keep(SettingsChanges(message_template=""))
    return redirect(url_for("shop.message"), 303)


@shop.post("/message/preview")
@owner
def message_preview() -> ResponseReturnValue:
    """A piece of the page for words that are being typed; nothing is kept."""
    look = _look(request.form.get("words", ""))
    return {"shown": render_template("orders/shop/_preview.html", **look)}


def _keep(changes: SettingsChanges) -> None:
    with transaction():
        operations.edit_settings(current.business_id(), changes)
    flash(_("Saved."))


def _look(typed: str) -> dict[str, Any]:
    business = current.business()
    try:
        words = template.check(typed) or built_in(business)
    except Invalid as refusal:
        return {"fault": say(refusal.detail), "shown": None}
    return {"fault": "", "shown": preview(words, Sample.of(business, clock.now()))}


def _page(form: MessageForm) -> str:
    return render_template(
        "orders/shop/message.html",
        sections=sections(),
        form=form,
        placeholders=PLACEHOLDERS,
        required=template.REQUIRED,
        longest=template.LONGEST,
        **_look(form.words.data or ""),
    )
