"""If-Match: a change is made to what its author has seen, or not at all."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import PreconditionFailed

from cardshop.db import Base, db


def hold(row: Base) -> None:
    """Lock a row and read it again, so that nobody changes it between judging and changing it.

    Others may still refer to it: an order that is being placed names its card and tag. SQLite's
    transactions are alone anyway, and it leaves the lock out.
    """
    db.session.refresh(row, with_for_update={"key_share": True})


def must_match(etag: str) -> None:
    """Raises PreconditionFailed when the caller names another state than the present one."""
    if "If-Match" in request.headers and not request.if_match.contains(etag):
        raise PreconditionFailed(
            "This was changed since you read it. Read it again and repeat your change."
        )
