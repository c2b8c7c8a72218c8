"""What time does to a message: sent, sent as late, let go of; and what a set-back clock leaves."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

# A lease is longer than any try can take. When it ends, the worker may also be slow, or the clock
# may have been set forward: what is in the air gets this long to land before anybody asks for it.
LEASE = timedelta(minutes=3)
SETTLES = timedelta(minutes=2)
# A provider that did not answer has usually made up its mind by then.
FIRST_QUESTION = timedelta(seconds=30)
LONGEST_QUESTION = timedelta(hours=1)
# After that long without an answer it is sent again, marked as what may come twice.
ASKED_FOR = timedelta(hours=6)
# Clocks of several nodes differ by this much at most.
TOLERANCE = timedelta(minutes=1)


class Fate(enum.Enum):
    """What becomes of a message that is due now."""

    GOES = "goes"
    GOES_LATE = "goes late"
    DROPS = "drops"


def fate(at: datetime, *, late_after: datetime | None, drop_after: datetime | None) -> Fate:
    """Whether it still goes, and whether it has to say that it comes late."""
    if drop_after is not None and at > drop_after:
        return Fate.DROPS
    if late_after is not None and at > late_after:
        return Fate.GOES_LATE
    return Fate.GOES


def asks_again(tried_at: datetime, at: datetime) -> datetime | None:
    """When to ask the provider again: soon, then ever more rarely. Nothing: not any more."""
    asked_for = max(at - tried_at, timedelta())
    if asked_for >= ASKED_FOR:
        return None
    return at + min(max(asked_for / 2, FIRST_QUESTION), LONGEST_QUESTION)


def lies_ahead(moment: datetime | None, at: datetime) -> bool:
    """True for a time that something was done at and that has not come: a clock was set back."""
    return moment is not None and moment > at + TOLERANCE
