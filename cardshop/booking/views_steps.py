"""What an owner does with a booking: approve, decline, call off, move, say how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import operations, queries
from cardshop.booking.blueprint import bp
from cardshop.booking.forms_diary import ReasonForm, ReasonNeeded, StepForm
from cardshop.booking.models import Booking, BookingState
from cardshop.booking.presenters_booking import effect
from cardshop.booking.presenters_diary_desk import Desk, is_held, state_word
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import owner

_CALLED_OFF = "booking/diary/calling_off.html"


@bp.post("/<key:booking_id>/approval")
@owner
def approve(booking_id: int) -> ResponseReturnValue:
    """Confirm a request, and offer the words that tell its customer."""
    form = StepForm()
    if not _done(booking_id, operations.approve):
        return _too_late(booking_id)
    return _onward(form, booking_id)


@bp.post("/<key:booking_id>/outcome")
@owner
def end(booking_id: int) -> ResponseReturnValue:
    """Say whether the visit took place."""
    queries.booking_of(current.business_id(), booking_id)
    form = StepForm()
    is_missed = form.outcome() is BookingState.NO_SHOW
    if not _done(booking_id, operations.no_show if is_missed else operations.complete):
        return _too_late(booking_id)
    return _onward(form, booking_id)


@bp.get("/<key:booking_id>/refusal")
@owner
def declining(booking_id: int) -> ResponseReturnValue:
    """Ask why a request is declined."""
    booking = queries.booking_of(current.business_id(), booking_id)
    if booking.state is not BookingState.PENDING:
        return _too_late(booking_id)
    return _asking(booking, ReasonForm.for_refusal())


@bp.post("/<key:booking_id>/refusal")
@owner
def decline(booking_id: int) -> ResponseReturnValue:
    """Decline a request; its time is free again."""
    return _called_off(booking_id, ReasonForm.for_refusal(), operations.decline)


@bp.get("/<key:booking_id>/cancellation")
@owner
def cancelling(booking_id: int) -> ResponseReturnValue:
    """Ask why a booking is called off, and say what it does."""
    booking = queries.booking_of(current.business_id(), booking_id)
    if not is_held(booking):
        return _too_late(booking_id)
    return _asking(booking, ReasonForm.for_cancellation())


@bp.post("/<key:booking_id>/cancellation")
@owner
def cancel(booking_id: int) -> ResponseReturnValue:
    """Call a booking off; its time is free again."""
    return _called_off(booking_id, ReasonForm.for_cancellation(), operations.cancel)


def _called_off(
    booking_id: int, form: ReasonForm, step: Callable[..., None]
) -> ResponseReturnValue:
    booking = queries.booking_of(current.business_id(), booking_id)
    if not form.validate_on_submit():
        return _asking(booking, form), 422
    try:
        note = form.note()
    except ReasonNeeded as refusal:
        form.refuse("words", refusal)
        return _asking(booking, form), 422
    if not _done(booking_id, step, note=note):
        return _too_late(booking_id)
    return redirect(url_for("bookings.shown", booking_id=booking_id, _anchor="reply"), 303)


def _asking(booking: Booking, form: ReasonForm) -> str:
    desk = Desk.of(current.business(), clock.now(), booking.timezone)
    return render_template(
        _CALLED_OFF,
        booking=booking,
        form=form,
        is_request=form.is_refusal,
        when=desk.stamp(booking.starts_at),
        effect=effect(booking),
    )


def _done(booking_id: int, step: Callable[..., None], **more: Any) -> bool:
    """Take the step. False when somebody else was faster."""
    try:
        with transaction():
            queries.held_settings(current.business_id())
            booking = queries.booking_of(current.business_id(), booking_id, for_change=True)
            step(booking, actor=current.person().email, at=clock.now(), **more)
    except operations.StepImpossible:
        return False
    return True


def _onward(form: StepForm, booking_id: int) -> ResponseReturnValue:
    """Back to the page that has the button, which offers the reply."""
    page = form.page.data
    if page == "diary":
        return redirect(url_for("bookings.diary", told=booking_id, **form.asked()), 303)
    if page == "requests":
        return redirect(url_for("bookings.requests", told=booking_id), 303)
    return redirect(url_for("bookings.shown", booking_id=booking_id, _anchor="reply"), 303)


def _too_late(booking_id: int) -> ResponseReturnValue:
    """Say so, and show how things stand."""
    booking = queries.booking_of(current.business_id(), booking_id)
    words = _(
        "That step is no longer possible. This booking is now: %(state)s.",
        state=state_word(booking.state),
    )
    flash(words, "warning")
    return redirect(url_for("bookings.shown", booking_id=booking_id), 303)
