"""The owner's waiting list: day by day, with a time to offer by hand."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import queries
from cardshop.booking.blueprint_waiting import bp
from cardshop.booking.forms_offer import OfferForm
from cardshop.booking.models import WaitingEntry
from cardshop.booking.operations import offering, waiting
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.presenters_waiting import Names, choices, days, row
from cardshop.booking.queries import waiting as lists
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors, Refusal
from cardshop.web.errors import say, status_of
from cardshop.web.guards import owner

# More than anybody reads; who came first on the next days are among them.
MOST_SHOWN = 300

__all__ = ["bp"]


@bp.get("/")
@owner
def listed() -> str:
    """Everybody who waits for today or a later day."""
    business = current.business()
    desk = Desk.of(business, clock.now())
    entries = lists.listed(business.id, since=desk.today, most=MOST_SHOWN)
    minutes = queries.settings_of(business.id).offer_minutes
    found = days(entries, _names(business.id), business, desk)
    return render_template("booking/waiting/listed.html", days=found, minutes=minutes)


@bp.get("/<key:entry_id>/offer")
@owner
def offer(entry_id: int) -> str:
    """The free times of their day, to hold one for them."""
    entry = lists.entry_of(current.business_id(), entry_id)
    return _offer_page(entry, OfferForm.of(_choices(entry)))


@bp.post("/<key:entry_id>/offer")
@owner
def offer_now(entry_id: int) -> ResponseReturnValue:
    """Hold a time for them, whoever stands before them, and tell them."""
    entry = lists.entry_of(current.business_id(), entry_id)
    form = OfferForm.of(_choices(entry))
    if not form.validate_on_submit():
        return _offer_page(entry, form), 422
    if status := _refused(entry_id, form):
        entry = lists.entry_of(current.business_id(), entry_id)
        form.time.choices = _choices(entry)
        return _offer_page(entry, form), status
    flash(_("The time is held. They are told by mail, or you send them the message."))
    return redirect(url_for("waiting_list.listed"), 303)


@bp.post("/<key:entry_id>/removal")
@owner
def remove(entry_id: int) -> ResponseReturnValue:
    """Take somebody off the list; what is held for them goes to whoever is next."""
    with transaction():
        entry = lists.entry_of(current.business_id(), entry_id)
        waiting.leave(entry, at=clock.now())
    flash(_("Removed from the waiting list."))
    return redirect(url_for("waiting_list.listed"), 303)


def _names(business_id: int) -> Names:
    return Names.of(queries.services(business_id), queries.calendars(business_id))


def _choices(entry: WaitingEntry) -> list[tuple[str, str]]:
    business = current.business()
    found = lists.free_for(entry, business, at=clock.now())
    return choices(found, _names(business.id), Desk.of(business, clock.now()))


def _refused(entry_id: int, form: OfferForm) -> int:
    """Hold what was chosen; the status of what was in the way, which the form then says, or 0."""
    wanted = form.wanted
    try:
        with transaction():
            entry = lists.entry_of(current.business_id(), entry_id)
            start, calendar_id = wanted or (clock.now(), None)
            offering.offer_by_hand(
                entry, current.business(), start, calendar_id=calendar_id, at=clock.now()
            )
    except FieldErrors as faults:
        form.take(faults)
        return 422
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        return status_of(refusal)
    return 0


def _offer_page(entry: WaitingEntry, form: OfferForm) -> str:
    business = current.business()
    desk = Desk.of(business, clock.now())
    return render_template(
        "booking/waiting/offer.html",
        row=row(entry, _names(business.id), business, desk),
        day=desk.day_words(entry.day),
        zone=desk.zone_words(),
        minutes=queries.settings_of(business.id).offer_minutes,
        form=form,
    )
