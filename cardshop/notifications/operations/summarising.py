"""Until when a business has been told of its days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from cardshop.db import db
from cardshop.notifications.models import DailySummary


def note(business_id: int, told_until: datetime) -> None:
    """Remember it. Two nodes may do so at once."""
    session = db.session()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"business_id": business_id, "told_until": told_until, "details": {}}
    session.execute(
        insert(DailySummary)
        .values(**values)
        .on_conflict_do_update(index_elements=["business_id"], set_={"told_until": told_until})
    )
