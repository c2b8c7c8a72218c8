"""Migrations go up, down and up again with rows in the tables, on both engines."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from cardshop.accounts.models import Business
from cardshop.cards.models import Card
from cardshop.db import db
from tests.support import apps, factories, salons, shops

VERSIONS = Path(__file__).resolve().parent.parent.parent / "migrations" / "versions"


def rows() -> None:
    business = factories.owner().business
    factories.card(business, sections={"about": {"text": "Bread"}})
    shop_rows(business)
    salon_rows(business)


def shop_rows(business: Business) -> None:
    shops.product(
        business,
        category_id=shops.category(business).id,
        sizes={"Whole": 48000},
        extras={"Seeds": 500},
        tags=("vegan",),
    )
    shops.order(
        business,
        customer_id=shops.customer(business).id,
        zone_id=shops.zone(business).id,
        coupon_id=shops.coupon(business).id,
    )
    shops.product_import(business)
    shops.settings(business)


def salon_rows(business: Business) -> None:
    service = salons.service(business)
    salons.question(service)
    calendar = salons.calendar(business, service)
    entry = salons.waiting_entry(business, service)
    salons.booking(business, service, calendar)
    salons.blocked_time(calendar, salons.SOON + timedelta(hours=5))
    salons.busy_source(calendar, (entry.created_at, entry.created_at + timedelta(hours=1)))
    salons.feed(business, calendar)
    salons.settings(business)


def tables() -> set[str]:
    """The tables of the schema: neither the engine's own nor those of the worker's doorbell."""
    found = set(inspect(db.engine).get_table_names()) - {"alembic_version", "sqlite_sequence"}
    return {name for name in found if not name.startswith("huey_")}


def test_the_schema_goes_up_down_and_up_again_with_rows(each_engine: Flask) -> None:
    rows()
    before = tables()
    db.session.remove()

    downgrade(revision="base")
    assert tables() == set()
    upgrade()

    assert tables() == before
    rows()
    assert db.session.query(Card).count() == 1


def test_codes_that_are_printed_outlive_the_coming_of_the_shop(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    code = factories.primary_tag(card.id).code
    db.session.remove()

    downgrade(revision="0001")
    upgrade()

    assert factories.primary_tag(card.id).code == code


def test_migrations_never_import_the_application() -> None:
    for file in VERSIONS.glob("*.py"):
        assert "cardshop" not in file.read_text(encoding="utf-8"), file.name


def test_deleting_a_business_takes_all_that_is_its_own(each_engine: Flask) -> None:
    business = factories.owner().business
    factories.card(business, sections={"about": {"text": "Bread"}})
    shop_rows(business)
    salon_rows(business)

    db.session.delete(business)
    db.session.commit()

    left = [
        table for table in tables() if db.session.scalar(db.text(f"SELECT count(*) FROM {table}"))
    ]
    assert sorted(left) == ["accounts", "user_sessions"]


def test_two_runs_of_an_upgrade_are_one(tmp_path: Path) -> None:
    app = apps.build(f"sqlite:///{tmp_path / 'twice.db'}", tmp_path)
    with app.app_context():
        upgrade()
        upgrade()
        assert "cards" in tables()
        db.engine.dispose()
