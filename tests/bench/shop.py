"""What the shop costs as it grows: its page made anew, a quote, and placing an order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, insert, text

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Category, Product
from cardshop.db import db, transaction
from cardshop.lib import clock, ids
from cardshop.lib.validation import parse
from cardshop.orders.domain.request import OrderRequest, QuoteRequest
from cardshop.orders.operations import placing, quoting
from tests.support import apps, factories

SIZES = (100, 1_000, 10_000)
ASKED, SHELVES, LINES = 30, 20, 5
PAGE = "/golden-crumb/shop"
SEARCH = f"{PAGE}?q=bread+77"


def figures(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Median CPU of each at every size, its growth from the smallest, statements of the page."""
    app = apps.build(f"sqlite:///{folder / 'shop.db'}", folder)
    with app.app_context():
        upgrade()
        business = factories.owner(whatsapp="+254700000123").business
        factories.card(business, slug="golden-crumb")
        costs: dict[str, list[float]] = {}
        for size in SIZES:
            _fill(business, size)
            for name, act in _acts(app, business).items():
                costs.setdefault(name, []).append(_cpu(act))
        for name, spent in costs.items():
            growth = " ".join(f"{cost / spent[0]:.2f}x" for cost in spent)
            yield (
                f"{name} at 100, 1,000, 10,000 products",
                f"{spent[0] * 1000:.1f} ms, {growth}",
                "",
            )
        yield "statements of the shop page", str(_statements(app)), ""
        db.session.remove()
        db.engine.dispose()


def _acts(app: Flask, business: Business) -> dict[str, Callable[[], object]]:
    business_id = business.id
    return {
        "shop page made anew": lambda: _get(app, PAGE),
        "search in the shop": lambda: _get(app, SEARCH),
        "quote of 5 lines": lambda: _quote(business_id),
        "order of 5 lines placed": lambda: _place(business_id),
    }


def _fill(business: Business, size: int) -> None:
    """Products up to this number, on twenty shelves."""
    there = db.session.query(Product).count()
    with transaction() as session:
        if not there:
            shelves = [
                {"business_id": business.id, "name": f"Shelf {n}", "position": n, "rank": n}
                for n in range(SHELVES)
            ]
            session.execute(insert(Category), [s | {"created_at": clock.now()} for s in shelves])
        keys = [key for (key,) in session.query(Category.id)]
        rows = [_row(business.id, keys[n % SHELVES], n) for n in range(there, size)]
        session.execute(insert(Product), rows)


def _row(business_id: int, category_id: int, number: int) -> dict[str, object]:
    return {
        "business_id": business_id,
        "category_id": category_id,
        "slug": f"bread-{number}",
        "name": f"Bread {number}",
        "price": 48000 + number,
        "status": "active",
        "stock": 1_000_000,
        "position": number,
        "search_text": f"bread {number}",
        "tax_basis_points": 1600,
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }


def _get(app: Flask, path: str) -> None:
    with transaction() as session:
        session.execute(text("UPDATE businesses SET content_version = content_version + 1"))
    answer = app.test_client().get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _asked() -> dict[str, object]:
    keys = [key for (key,) in db.session.query(Product.id).order_by(Product.id).limit(LINES)]
    return {
        "lines": [{"product_id": key, "quantity": 1} for key in keys],
        "customer": {"name": "Amina", "phone": "+254711000111"},
        "fulfilment": {"kind": "pickup"},
    }


def _quote(business_id: int) -> None:
    business = db.session.get_one(Business, business_id)
    quote = quoting.quote(business, parse(QuoteRequest, _asked()), at=factories.NOW)
    if not quote.can_be_placed:
        raise RuntimeError(str(quote.problems))
    db.session.rollback()


def _place(business_id: int) -> None:
    request = parse(OrderRequest, _asked())
    with transaction():
        placing.place(
            db.session.get_one(Business, business_id),
            request,
            idempotency_key=ids.new_token(),
            at=factories.NOW,
            locale="en",
        )


def _cpu(act: Callable[[], object]) -> float:
    """Median CPU seconds, after a warm-up."""
    spent = []
    for _ in range(ASKED):
        before = time.process_time()
        act()
        spent.append(time.process_time() - before)
    return sorted(spent)[ASKED // 2]


def _statements(app: Flask) -> int:
    seen: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    _get(app, PAGE)
    event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)
