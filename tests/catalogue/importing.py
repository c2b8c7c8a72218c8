"""How tests import: a file checked, kept, and worked on as the worker does."""

from __future__ import annotations

from typing import Any

from cardshop.accounts.models import Business
from cardshop.catalogue import queries
from cardshop.catalogue.exchange import checking, exporting, imports, running
from cardshop.catalogue.models import Product, ProductImport
from cardshop.db import db, transaction
from cardshop.lib.money import Currency
from tests.support.factories import NOW

BASE = "http://localhost"


def checked(business: Business, text: str | bytes) -> ProductImport:
    """A file that was looked through, and not imported."""
    data = text if isinstance(text, bytes) else text.encode()
    key = business.id
    currency = Currency(business.currency, business.currency_exponent)
    with transaction():
        report = checking.check(key, data, currency)
        return imports.begin(
            business_id=key, file_name="mine.csv", data=data, report=report, at=NOW
        )


def imported(business: Business, text: str | bytes) -> ProductImport:
    """A file that was imported."""
    key = business.id
    made = checked(business, text).id
    with transaction():
        imports.start(imports.import_of(key, made, for_change=True))
    running.run(key, made)
    return imports.import_of(key, made)


def undone(business: Business, kept: ProductImport) -> ProductImport:
    """An import that was taken back."""
    key, made = business.id, kept.id
    with transaction():
        imports.start_undo(imports.import_of(key, made, for_change=True))
    running.run(key, made)
    return imports.import_of(key, made)


def exported(business: Business) -> str:
    """The file of all products."""
    return "".join(exporting.lines(business.id, BASE))


def products(business: Business) -> list[Product]:
    """Every product, complete."""
    ids = db.session.query(Product.id).filter_by(business_id=business.id).order_by(Product.id)
    return queries.products_of(business.id, [key for (key,) in ids])


def contents(business: Business) -> list[dict[str, Any]]:
    """What every product says."""
    return [queries.as_content(product) for product in products(business)]


def counts(kept: ProductImport) -> tuple[int, int, int]:
    """Created, updated, skipped."""
    return kept.created, kept.updated, kept.skipped
