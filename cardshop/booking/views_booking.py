"""One booking: everything there is to know, what can be done, and what the owner notes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import neighbours, queries
from cardshop.booking.blueprint import bp
from cardshop.booking.forms_diary import NoteForm
from cardshop.booking.messages.replies import chat, reply
from cardshop.booking.operations.noting import note_booking
from cardshop.booking.presenters_booking import answers, clash, client, facts, moments, steps
from cardshop.booking.presenters_diary_desk import BADGES, Desk, state_word
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import owner


@bp.get("/<key:booking_id>")
@owner
def shown(booking_id: int) -> str:
    """A booking with its answers, its client, its history and the ready words."""
    booking = queries.booking_of(current.business_id(), booking_id)
    return _page(booking_id, NoteForm.of(booking))


@bp.post("/<key:booking_id>")
@owner
def note(booking_id: int) -> ResponseReturnValue:
    """Keep what the owner notes down; no customer reads it."""
    form = NoteForm.of(queries.booking_of(current.business_id(), booking_id))
    if not form.validate_on_submit():
        return _page(booking_id, form), 422
    with transaction():
        booking = queries.booking_of(current.business_id(), booking_id, for_change=True)
        note_booking(booking, form.words())
    flash(_("Saved."))
    return redirect(url_for("bookings.shown", booking_id=booking_id), 303)


def _page(booking_id: int, form: NoteForm) -> str:
    business, now = current.business(), clock.now()
    booking = queries.booking_of(business.id, booking_id)
    desk = Desk.of(business, now, booking.timezone)
    return render_template(
        "booking/diary/booking.html",
        booking=booking,
        form=form,
        badge=BADGES[booking.state],
        word=state_word(booking.state),
        facts=facts(booking, business, desk),
        answers=answers(booking),
        clash=clash(booking),
        client=client(booking, desk),
        customer_page=neighbours.customer_page(business.id, booking.phone_key),
        reply=reply(booking),
        chat=chat(booking),
        steps=steps(booking, now),
        moments=moments(booking, desk, current.person().email),
        day=desk.day(booking.starts_at).isoformat(),
    )
