"""Who is told of a booking."""

from __future__ import annotations

from sqlalchemy import select

from cardshop.accounts.models import Account, Membership, Role
from cardshop.db import db


def told_of_bookings(business_id: int) -> list[Account]:
    """The owners and managers of the business who have proved their address."""
    return list(
        db.session.scalars(
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Membership.business_id == business_id,
                Membership.role.in_([Role.OWNER, Role.MANAGER]),
                Account.email_verified_at.is_not(None),
            )
            .order_by(Account.id)
        )
    )
