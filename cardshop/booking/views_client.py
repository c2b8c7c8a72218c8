"""All bookings, to search by name, telephone or e-mail: whoever calls is found here."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import render_template, request

from cardshop.accounts import current
from cardshop.booking import queries
from cardshop.booking.blueprint import bp
from cardshop.booking.models import BookingState
from cardshop.booking.presenters_booking import dated
from cardshop.booking.presenters_diary_desk import Desk, state_word
from cardshop.booking.queries import Wanted
from cardshop.lib import clock
from cardshop.lib.text import printable
from cardshop.lib.typed import LARGEST_KEY
from cardshop.web.guards import owner

_LONGEST_SEARCH = 80
_PAGE = 50


@bp.get("/all")
@owner
def listed() -> str:
    """A page of bookings; `q` searches, `state` chooses; without either, from today on."""
    desk = Desk.of(current.business(), clock.now())
    wanted = _wanted(desk)
    found = queries.listed(desk.business_id, wanted)
    return render_template(
        "booking/diary/listed.html",
        rows=[dated(booking, desk) for booking in found.items],
        next=f"{int(found.next[0].timestamp())}-{found.next[1]}" if found.next else "",
        search=wanted.search,
        state=next((state.value for state in wanted.states), ""),
        states=[(one.value, state_word(one)) for one in BookingState],
    )


def _wanted(desk: Desk) -> Wanted:
    search = printable(request.args.get("q", "")).strip()[:_LONGEST_SEARCH]
    states = tuple(s for s in BookingState if s.value == request.args.get("state"))
    return Wanted(
        since=None if search or states else desk.midnight,
        states=states,
        search=search,
        after=_after(),
        limit=_PAGE,
    )


def _after() -> tuple[datetime, int] | None:
    """The start and the key of the last one seen."""
    parts = request.args.get("after", "").split("-")
    if len(parts) != 2 or not all(p.isascii() and p.isdecimal() and len(p) < 11 for p in parts):
        return None
    start, key = int(parts[0]), int(parts[1])
    return (datetime.fromtimestamp(start, UTC), key) if key <= LARGEST_KEY else None
