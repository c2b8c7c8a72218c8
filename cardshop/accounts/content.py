"""The content version of a business: raised by every write to what the public sees."""

from __future__ import annotations

from sqlalchemy import update

from cardshop.accounts.models import Business
from cardshop.db import db


def raise_version(business_id: int) -> None:
    """Make every kept page of the business stale, in the caller's transaction."""
    db.session.execute(
        update(Business)
        .where(Business.id == business_id)
        .values(content_version=Business.content_version + 1)
        .execution_options(synchronize_session="fetch")
    )
