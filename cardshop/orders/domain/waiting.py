"""How long somebody has waited too long: for an answer, or for what was promised."""

from __future__ import annotations

from datetime import datetime, timedelta

# Somebody who wrote wants to hear something; after this the board says so in red.
ANSWERED_WITHIN = timedelta(minutes=15)


def overdue(*, since: datetime | None, due: datetime | None, now: datetime) -> timedelta | None:
    """How long a customer has waited already, or how late a promise is; nothing while all is well.

    A new order has `since`, the instant from which its customer waits for an answer. One that is
    made has `due`, the instant that was promised. All are aware.
    """
    if since is not None and now - since >= ANSWERED_WITHIN:
        return now - since
    if due is not None and now - due >= timedelta(minutes=1):
        return now - due
    return None
