"""The diary: day, week and list, what keeps them up to date, who waits, and all bookings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.accounts.models import Business
from cardshop.booking.blueprint import bp
from cardshop.booking.domain import wall_times
from cardshop.booking.presenters_diary import grid
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.presenters_diary_events import clash_words
from cardshop.booking.presenters_diary_list import (
    agenda,
    asking,
    asking_row,
    period,
    strip,
    waiting_words,
)
from cardshop.booking.presenters_diary_look import LIST, VIEWS, WEEK, Look, Shown, look, reach
from cardshop.booking.presenters_told import told
from cardshop.booking.queries.diary import pulse, waiting
from cardshop.lib import clock, ids
from cardshop.lib.errors import Invalid
from cardshop.web.guards import owner
from cardshop.web.jinja import page_language

_MOST_CALENDARS = 50


@bp.get("/")
@owner
def diary() -> str:
    """The days that the address asks for; on a phone the list, else the week."""
    found = _look()
    return render_template(
        "booking/diary/diary.html",
        told=told(found.business, found.desk, request.args.get("told", "")),
        version=_version(found.business),
        changes=url_for("bookings.changes", **found.shown.query()),
        period=period(found),
        **_parts(found),
    )


@bp.get("/changes")
@owner
def changes() -> ResponseReturnValue:
    """The inside of the diary, when anything changed since `If-None-Match`.

    Pages ask by themselves, so this keeps no session alive.
    """
    current.unattended()
    version = _version(current.business())
    if request.if_none_match.contains_weak(version):
        return Response(status=304)
    return _changed(_look(), version)


@bp.get("/requests")
@owner
def requests() -> str:
    """Everybody who waits for an answer."""
    business = current.business()
    desk = Desk.of(business, clock.now())
    return render_template(
        "booking/diary/requests.html",
        told=told(business, desk, request.args.get("told", "")),
        asking=[asking_row(booking, desk) for booking in waiting(business.id)],
    )


def asked(business: Business, now: datetime) -> Shown:
    """What the address asks for; what is none, is not asked."""
    view, day = request.args.get("view", ""), request.args.get("date", "")
    typed = request.args.getlist("calendar")[:_MOST_CALENDARS]
    keys = [int(k) for k in typed if k.isascii() and k.isdecimal() and len(k) < 10]
    return Shown(
        view=view if view in VIEWS else _usual_view(),
        day=_day(day) or Desk.of(business, now).today,
        calendars=tuple(dict.fromkeys(keys)),
    )


def _usual_view() -> str:
    """Browsers of phones say so (MDN: the word that all of them send)."""
    return LIST if "Mobi" in request.user_agent.string else WEEK


def _day(typed: str) -> date | None:
    try:
        return wall_times.day(typed)
    except Invalid:
        return None


def _look() -> Look:
    business, now = current.business(), clock.now()
    return look(business, asked(business, now), now)


def _parts(found: Look) -> dict[str, Any]:
    is_list = found.shown.view == LIST
    return {
        "look": found,
        "shown": found.shown,
        "desk": found.desk,
        "asking": asking(found),
        "all_waiting": waiting_words(found),
        "clashes": clash_words(found),
        "strip": strip(found),
        "grid": None if is_list else grid(found),
        "days": agenda(found) if is_list else [],
    }


def _changed(found: Look, version: str) -> Response:
    html = render_template("booking/diary/_diary.html", **_parts(found))
    keys = [booking.id for booking in found.waiting]
    answer = jsonify({"html": html, "waiting": keys, "version": version})
    answer.set_etag(version)
    return answer


def _version(business: Business) -> str:
    """What the page shows now: its bookings, its five minutes (the line of now), its words."""
    now = clock.now()
    shown, desk = asked(business, now), Desk.of(business, now)
    since, until = reach(shown, desk)
    beat = pulse(business.id, since, until)
    minutes = int(desk.now.timestamp() // 300)
    return ids.hash_token(repr((beat, minutes, page_language(), shown)))[:24]
