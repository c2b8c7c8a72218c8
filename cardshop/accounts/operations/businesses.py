"""The business: begun in the second step of signing up, changed in the settings and by the API."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts import content
from cardshop.accounts.domain.business import BusinessChanges, read_changes
from cardshop.accounts.domain.customs import proposed
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.models import Account, Business, Membership, Role
from cardshop.db import db
from cardshop.lib import countries


def create_business(
    *,
    account: Account,
    name: str,
    country: str,
    at: datetime,
    currency: str | None = None,
    timezone: str | None = None,
    locale: str | None = None,
    whatsapp: str = "",
) -> Business:
    """A business that the account owns. What is left out follows from the country.

    Raises FieldErrors.
    """
    follows = proposed(country, (), on=at.date())
    chosen = {"currency": currency, "timezone": timezone, "locale": locale}
    wanted = {name: chosen[name] or value for name, value in follows.items()}
    wanted |= {"name": name, "country": country, "whatsapp": whatsapp}
    made = Business(
        **read_changes(wanted, country=country).given,
        currency_exponent=countries.currency_exponent(wanted["currency"]),
        opening_hours=Hours().to_json(),
        created_at=at,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(Membership(account_id=account.id, business_id=made.id, role=Role.OWNER))
    return made


def edit_business(
    business: Business,
    changes: BusinessChanges,
    *,
    at: datetime,  # noqa: ARG001 - every edit says when; a business keeps no date of its own
) -> None:
    """Take over what was given; its public pages are made anew."""
    for column, value in changes.given.items():
        setattr(business, column, value)
    business.currency_exponent = countries.currency_exponent(business.currency)
    db.session.flush()
    content.raise_version(business.id)
