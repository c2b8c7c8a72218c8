"""Contents as tests write them: a bun, and a cake with sizes and extras."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges, ProductContent
from cardshop.catalogue.models import Product
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from tests.support.factories import NOW

CAKE: dict[str, Any] = {
    "name": "Carrot cake",
    "price": 120000,
    "status": "active",
    "tags": ["vegan", "Featured"],
    "options": [
        {"name": "Size", "values": ["Small", "Large"]},
        {"name": "Icing", "values": ["Cream", "None"]},
    ],
    "variants": [
        {"values": ["Small", "Cream"], "price": 120000, "sku": "CC-S", "stock": 3},
        {"values": ["Large", "Cream"], "price": 200000},
        {"values": ["Large", "None"], "price": 180000, "stock": 0},
    ],
    "modifier_groups": [
        {
            "name": "Candles",
            "minimum": 0,
            "maximum": 2,
            "modifiers": [{"name": "One", "price": 5000}, {"name": "Number"}],
        }
    ],
    "tax_rate": 16,
    "preparation_minutes": 240,
}


def make(business_id: int, **content: Any) -> Product:
    """A product as a program would make it, read back complete."""
    wanted = parse(ProductContent, {"name": "Milk bun", "price": 5000} | content)
    with transaction():
        key = operations.create_product(business_id=business_id, content=wanted, at=NOW).id
    return again(business_id, key)


def change(product: Product, **changes: Any) -> Product:
    """The product after a change, read back complete."""
    business_id, key = product.business_id, product.id
    wanted = parse(ProductChanges, changes)
    with transaction():
        held = queries.product_of(business_id, key, for_change=True)
        operations.edit_product(held, wanted, at=NOW)
    return again(business_id, key)


def again(business_id: int, product_id: int) -> Product:
    """The product as the database has it, in a new transaction."""
    db.session.rollback()
    return queries.product_of(business_id, product_id)


def faults(raised: pytest.ExceptionInfo[FieldErrors]) -> list[str]:
    """Where the refusal points."""
    return [fault.pointer for fault in raised.value.errors]


def version(business: Business) -> int:
    """The content version that the database has by now."""
    db.session.rollback()
    return db.session.get_one(Business, business.id).content_version
