"""The feeds that other people's calendars subscribe to."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, copy_current_request_context, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from cardshop.booking import feed_files
from cardshop.booking.domain.ical_writer import content_type
from cardshop.booking.operations import feeds as operations
from cardshop.booking.queries.feeds import Subscribed, subscribed
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import everyone

log = logging.getLogger(__name__)
bp = Blueprint("calendar_feeds", __name__, url_prefix="/feeds")


@bp.before_request
def be_the_same_for_everyone() -> None:
    """Nobody signs in to fetch a feed."""
    g.anonymous = True


@bp.get("/<token>.ics")
@everyone
def calendar(token: str) -> ResponseReturnValue:
    """The bookings of a calendar, or of all, as the owner chose to show them."""
    found, at = subscribed(token), clock.now()
    response = Response(content_type=content_type())
    response.set_etag(feed_files.etag_of(found, at=at), weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    _note_afterwards(response, found)
    if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    response.set_data(feed_files.file_of(found, at=at))
    return response


def _note_afterwards(response: Response, found: Subscribed) -> None:
    """Note who fetched once the answer is sent: it must not wait for the database's turn."""
    feed_id, agent, at = found.feed.id, request.user_agent.string, clock.now()
    if not operations.is_to_be_noted(found.feed, at=at):
        return

    @copy_current_request_context
    def note() -> None:
        try:
            with transaction():
                operations.note_fetched(feed_id, agent=agent, at=at)
        except SQLAlchemyError:  # the next fetch is noted
            log.warning("a fetch of feed %d was not noted", feed_id)

    response.call_on_close(note)
