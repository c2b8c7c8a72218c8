"""Writing a booking down: somebody who walks in or calls, once or every few weeks."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import operations, queries
from cardshop.booking.blueprint import bp
from cardshop.booking.domain import wall_times
from cardshop.booking.forms_diary_new import Choice, NewForm, moved
from cardshop.booking.models import Booking
from cardshop.booking.operations import Series, SlotTaken, SomeTaken
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.presenters_move import offers
from cardshop.booking.presenters_new import next_start, refused_words, service_choices
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Conflict, FieldErrors
from cardshop.web.guards import owner


@bp.get("/new")
@owner
def new() -> str:
    """An empty form; `start` and `calendar` of the address are filled in."""
    choice = _choice()
    form = NewForm(formdata=None)
    form.calendar.data = request.args.get("calendar", "")
    form.service.data = request.args.get("service", "")
    zone = form.zone(choice, current.business())
    start = wall_times.moment(request.args.get("start", ""), zone)
    form.fill(start or next_start(clock.now()), zone)
    return _page(form)


@bp.post("/new")
@owner
def create() -> ResponseReturnValue:
    """Book it, at once confirmed."""
    choice, form = _choice(), NewForm()
    form.prefer_picked(choice, current.business())
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        return _onward(_booked(form, choice))
    except FieldErrors as faults:
        form.take(moved(faults))
        return _page(form), 422
    except Conflict as refusal:
        return _refused(form, refusal)


def _choice() -> Choice:
    business_id = current.business_id()
    return Choice(
        queries.services(business_id, active_only=True),
        queries.calendars(business_id, active_only=True),
    )


def _booked(form: NewForm, choice: Choice) -> Series:
    """What was made, one or a series, and the starts that were refused."""
    business = current.business()
    asked, repetition = form.request(choice, business), form.repetition()
    how: dict[str, Any] = {
        "idempotency_key": form.secret,
        "actor": current.person().email,
        "at": clock.now(),
        "at_any_time": bool(form.any_time.data),
    }
    with transaction():
        if repetition is not None:
            return operations.repeat(current.business(), asked, repetition, **how)
        return Series([operations.book_by_owner(current.business(), asked, **how)])


def _onward(series: Series) -> ResponseReturnValue:
    """To the booking, or to the day of the first of many, saying which were refused."""
    first: Booking = series.made[0]
    desk = Desk.of(current.business(), clock.now(), first.timezone)
    if len(series.made) == 1 and not series.refused:
        flash(_("Booked."))
        return redirect(url_for("bookings.shown", booking_id=first.id), 303)
    for words, kind in refused_words(series, desk):
        flash(words, kind)
    day = desk.day(first.starts_at).isoformat()
    return redirect(url_for("bookings.diary", date=day), 303)


def _refused(form: NewForm, refusal: Conflict) -> ResponseReturnValue:
    """The form as it was, with what is free instead."""
    zone = form.zone(_choice(), current.business())
    desk = Desk.of(current.business(), clock.now(), str(zone))
    form.say(refusal)
    nearest = offers(refusal.nearest, desk) if isinstance(refusal, SlotTaken) else []
    refused = refusal.refused if isinstance(refusal, SomeTaken) else []
    words = [desk.stamp(start) for start in refused]
    return _page(form, nearest=nearest, refused=words), 409


def _page(form: NewForm, **more: Any) -> str:
    business, choice = current.business(), _choice()
    form.offer(choice, service_choices(choice.services))
    zone = form.zone(choice, business)
    return render_template(
        "booking/diary/new.html",
        form=form,
        choice=choice,
        zone=Desk.of(business, clock.now(), str(zone)).zone_words(),
        says_zone=_says_zone(zone, choice),
        has_seats=any(service.capacity > 1 for service in choice.services),
        start=request.args.get("start", ""),
        **{"nearest": [], "refused": [], **more},
    )


def _says_zone(zone: ZoneInfo, choice: Choice) -> bool:
    """Whether there is more than one clock to go by."""
    zones = {str(zone), current.business().timezone, *(c.timezone for c in choice.calendars)}
    return len(zones) > 1
