"""Subscribing to bookings: addresses made, renewed, closed, and what they show."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import queries
from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.models import Calendar, CalendarFeed, FeedPrivacy
from cardshop.booking.operations import feeds as operations
from cardshop.booking.presenters_feeds import feeds_page, privacies
from cardshop.booking.presenters_sections import calendar_sections
from cardshop.booking.queries.feeds import feed_of, feeds_of
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import NotFound
from cardshop.web.guards import owner


@bp.get("/<key:calendar_id>/feeds")
@owner
def feeds(calendar_id: int) -> str:
    """The addresses, for this calendar and for all of them."""
    calendar = _own_calendar(calendar_id)
    has_others = len(queries.calendars(calendar.business_id)) > 1
    page = feeds_page(calendar, feeds_of(calendar.business_id), has_others=has_others)
    sections, told = calendar_sections(calendar_id), privacies()
    return render_template("booking/feeds/shown.html", page=page, sections=sections, privacies=told)


@bp.post("/<key:calendar_id>/feeds")
@owner
def make_feed(calendar_id: int) -> ResponseReturnValue:
    """Make the address of this calendar, or of all."""
    _own_calendar(calendar_id)
    whole = request.form.get("whole") == "1"
    with transaction():
        operations.feed_of(current.business_id(), None if whole else calendar_id, at=clock.now())
    return _back(calendar_id)


@bp.post("/<key:calendar_id>/feeds/<key:feed_id>/privacy")
@owner
def feed_privacy(calendar_id: int, feed_id: int) -> ResponseReturnValue:
    """Choose what it shows."""
    chosen = request.form.get("privacy", "")
    if chosen not in {privacy.value for privacy in FeedPrivacy}:
        raise NotFound
    with transaction():
        operations.choose_privacy(_own(calendar_id, feed_id), FeedPrivacy(chosen))
    flash(_("Saved. Programs show it when they fetch the calendar next."))
    return _back(calendar_id)


@bp.post("/<key:calendar_id>/feeds/<key:feed_id>/address")
@owner
def renew_feed(calendar_id: int, feed_id: int) -> ResponseReturnValue:
    """Close the old address and make a new one."""
    with transaction():
        operations.renew(_own(calendar_id, feed_id), at=clock.now())
    flash(_("The calendar has a new address. Subscribe to it again; the old one is closed."))
    return _back(calendar_id)


@bp.post("/<key:calendar_id>/feeds/<key:feed_id>/removal")
@owner
def close_feed(calendar_id: int, feed_id: int) -> ResponseReturnValue:
    """Close it."""
    with transaction():
        operations.remove(_own(calendar_id, feed_id))
    flash(_("The address is closed."))
    return _back(calendar_id)


def _own_calendar(calendar_id: int) -> Calendar:
    return queries.calendar_of(current.business_id(), calendar_id)


def _own(calendar_id: int, feed_id: int) -> CalendarFeed:
    """A feed of this calendar, or that of all. Raises NotFound."""
    feed = feed_of(_own_calendar(calendar_id).business_id, feed_id, for_change=True)
    if feed.calendar_id not in (None, calendar_id):
        raise NotFound
    return feed


def _back(calendar_id: int) -> ResponseReturnValue:
    return redirect(url_for("calendars.feeds", calendar_id=calendar_id), 303)
