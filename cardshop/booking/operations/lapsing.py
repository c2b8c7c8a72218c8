"""The worker's rounds through the waiting lists: what lapses, opens, and is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import delete, update

from cardshop.booking import queries
from cardshop.booking.models import WaitingEntry, WaitingState
from cardshop.booking.operations import offering
from cardshop.booking.queries import waiting as lists
from cardshop.db import db

# So many businesses have their offers ended in one turn; the others in the next minute.
MOST_AT_ONCE = 50
# A time may open without anybody's telling: longer hours, a private calendar that is free again.
# So each business that somebody waits at is looked through every five minutes, or as often as
# turns of so many businesses allow; the days that come next, for so many dates.
ROUND_MINUTES, MOST_IN_A_TURN, NEXT_DATES = 5, 10, 14
REMEMBERED = timedelta(days=90)


def lapse_offers(*, at: datetime) -> int:
    """End the offers whose time is over, and the waits for days gone by. Returns how many offers.

    What was held goes to whoever is next. A chore of the worker; several may do it at once, for
    each looks again under the lock.
    """
    ended = 0
    for business_id in lists.with_overdue(at=at, most=MOST_AT_ONCE):
        queries.held_settings(business_id)
        ended += offering.lapse_due(business_id, at=at)
    _end_bygone(at)
    return ended


def offer_opened(*, at: datetime) -> int:
    """Offer what became free without being told to: a chore of the worker. Returns how many."""
    today = at.astimezone(UTC).date() - timedelta(days=1)
    waited_at = lists.waited_at(since=today)
    turns = max(ROUND_MINUTES, -(-len(waited_at) // MOST_IN_A_TURN))
    turn = int(at.timestamp()) // 60 % turns
    made = 0
    for business_id in waited_at[turn::turns]:
        queries.held_settings(business_id)
        last = lists.next_dates(business_id, since=today, most=NEXT_DATES)[-1:]
        until = datetime.combine(last[0], time.max, UTC) if last else at
        made += offering.offer_freed(business_id, at, until, at=at)
    return made


def _end_bygone(at: datetime) -> None:
    """Nobody is offered anything on a date that has ended in every zone, so nothing is held.

    Names and numbers of those who waited are forgotten a season later.
    """
    today = at.astimezone(UTC).date()
    over = WaitingEntry.state == WaitingState.WAITING, WaitingEntry.day < today - timedelta(days=1)
    for statement in (
        update(WaitingEntry).where(*over).values(state=WaitingState.LAPSED),
        delete(WaitingEntry).where(WaitingEntry.day < today - REMEMBERED),
    ):
        db.session.execute(statement.execution_options(synchronize_session=False))
