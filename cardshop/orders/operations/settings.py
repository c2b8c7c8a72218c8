"""How a shop takes orders: its settings row, made when it is first needed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from cardshop.accounts import content
from cardshop.db import db
from cardshop.orders.domain.shop import SettingsChanges
from cardshop.orders.models import ShopSettings, WhenClosed


def of(business_id: int) -> ShopSettings:
    """The business's row, locked until the transaction ends, and made when it is missing.

    Whoever places an order or changes zones, coupons or settings holds it, so that no two of them
    run at the same time in one business.
    """
    found = _locked(business_id)
    if found is None:
        _make(business_id)
        found = _locked(business_id)
    if found is None:
        raise RuntimeError("the row was just made")
    return found


def edit_settings(business_id: int, changes: SettingsChanges) -> ShopSettings:
    """Change what was sent; nothing else moves."""
    settings = of(business_id)
    for name in changes.model_fields_set - {"when_closed"}:
        setattr(settings, name, getattr(changes, name))
    if "when_closed" in changes.model_fields_set:
        settings.when_closed = WhenClosed(changes.when_closed)
    if db.session.is_modified(settings):
        db.session.flush()
        content.raise_version(business_id)
    return settings


def _locked(business_id: int) -> ShopSettings | None:
    return db.session.scalar(
        select(ShopSettings)
        .where(ShopSettings.business_id == business_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _make(business_id: int) -> None:
    session = db.session()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(ShopSettings).values(business_id=business_id).on_conflict_do_nothing())
