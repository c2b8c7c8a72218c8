"""Files imported: matched, written in part, corrected, gone on with, undone."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from flask import Flask

from cardshop.catalogue import queries
from cardshop.catalogue.domain.content import ProductChanges
from cardshop.catalogue.exchange import imports, pictures, running, undoing
from cardshop.catalogue.models import ImportState
from cardshop.catalogue.operations import edit_product
from cardshop.db import transaction
from cardshop.lib.validation import parse
from tests.catalogue import importing
from tests.catalogue.importing import checked, contents, counts, imported, undone
from tests.support import factories, shops
from tests.support.factories import NOW, Owner

FILES = Path(__file__).parent / "files"
TWO = "name,price,sku,category\nMug,9.50,M1,Kitchen > Mugs\nCup,four,C1,\n"


@pytest.fixture
def owner(each_engine: Flask) -> Owner:
    return factories.owner()


def test_a_check_writes_nothing(owner: Owner) -> None:
    kept = checked(owner.business, TWO)
    assert (kept.state, kept.rows, counts(kept)) == (ImportState.CHECKED, 2, (1, 0, 1))
    assert contents(owner.business) == []
    assert queries.categories(owner.business.id) == []
    (fault,) = imports.faults_of(kept)
    assert (fault.row, fault.column) == (3, "price")


def test_good_rows_are_imported_and_faulty_ones_are_not(owner: Owner) -> None:
    kept = imported(owner.business, TWO)
    assert (kept.state, counts(kept), kept.done_rows) == (ImportState.DONE, (1, 0, 1), 2)
    (mug,) = importing.products(owner.business)
    assert (mug.name, mug.price, mug.sku) == ("Mug", 950, "M1")
    assert [c.name for c in queries.categories(owner.business.id)] == ["Kitchen", "Mugs"]


def test_faulty_cells_are_corrected_in_the_file(owner: Owner) -> None:
    kept = checked(owner.business, TWO.replace(",", ";"))
    with transaction():
        held = imports.import_of(owner.business.id, kept.id, for_change=True)
        imports.correct(held, {(3, 1): "4,00"})
    assert counts(held) == (2, 0, 0)


@pytest.mark.parametrize("name", ["shopify", "woocommerce", "meta"])
def test_exports_of_other_shops_come_in_twice_without_doubling(
    owner: Owner, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (FILES / f"{name}.csv").read_bytes().replace(b"EUR", b"KES")
    monkeypatch.setattr(pictures, "fetch", lambda _images: {})
    first = imported(owner.business, data)
    assert first.created > 1
    before = contents(owner.business)
    again = imported(owner.business, data)
    assert again.created == 0
    assert contents(owner.business) == before


def test_products_are_matched_by_key_then_sku_then_address(owner: Owner) -> None:
    a = shops.product(owner.business, "A", sku="S1")
    b = shops.product(owner.business, "B", slug="bee")
    file = f"id,sku,slug,name\n{a.id},,,New A\n,S1,bee,Other\n,,bee,New B\n"
    kept = imported(owner.business, file)
    assert counts(kept) == (0, 2, 1)
    assert [p.name for p in importing.products(owner.business)] == ["New A", "New B"]
    assert b.id != a.id


def test_a_product_named_twice_is_refused_the_second_time(owner: Owner) -> None:
    kept = checked(owner.business, "name,price,sku\nA,1,S\nB,2,S\nMug,3,\nMug,4,\n")
    assert counts(kept) == (2, 0, 2)
    assert [f.row for f in imports.faults_of(kept)] == [3, 5]


def test_columns_that_are_not_there_change_nothing(owner: Owner) -> None:
    shops.product(owner.business, "Bread", sku="B", sizes={"Half": 1000, "Whole": 2000})
    before = contents(owner.business)[0]
    imported(owner.business, "sku,name\nB,Rye bread\n")
    after = contents(owner.business)[0]
    assert after == before | {"name": "Rye bread"}


def test_an_undo_takes_back_what_was_made_and_what_was_changed(owner: Owner) -> None:
    shops.product(owner.business, "Bread", sku="B", tags=("vegan",), sizes={"Half": 1000})
    before = contents(owner.business)
    kept = imported(owner.business, "sku,name,price,tags\nB,Rye,,new\nX,Mug,9,\n")
    assert counts(kept) == (1, 1, 0)
    kept = undone(owner.business, kept)
    assert kept.state is ImportState.UNDONE
    assert contents(owner.business) == before


def test_an_undo_leaves_alone_what_was_changed_since(owner: Owner) -> None:
    kept = imported(owner.business, "name,price\nMug,9\nCup,4\n")
    key = importing.products(owner.business)[0].id
    with transaction():
        mug = queries.product_of(owner.business.id, key, for_change=True)
        edit_product(mug, parse(ProductChanges, {"price": 1000}), at=NOW)
    undone(owner.business, kept)
    assert [p.name for p in importing.products(owner.business)] == ["Mug"]
    assert undoing.left_alone(kept.id) == ["Mug"]


def test_a_worker_that_stops_leaves_the_rest_to_the_next(owner: Owner) -> None:
    rows = "".join(f"P{n},{n}\n" for n in range(50))
    kept = checked(owner.business, f"name,price\n{rows}")
    with transaction():
        imports.start(imports.import_of(owner.business.id, kept.id, for_change=True))
    answers = iter([False])
    running.run_due(lambda: next(answers, True))
    held = imports.import_of(owner.business.id, kept.id)
    assert (held.state, held.done_rows) == (ImportState.QUEUED, running.BATCH)
    running.run_due()
    held = imports.import_of(owner.business.id, kept.id)
    assert (held.state, held.created) == (ImportState.DONE, 50)
    assert len(contents(owner.business)) == 50


def test_a_worker_that_was_overtaken_writes_nothing_twice(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, kept = owner.business.id, checked(owner.business, "name,price\nMug,9\nCup,4\n").id
    waits: list[int] = []

    def slowly(*_: object) -> pictures.Fetched:
        """While the first worker waits, its lease ends; another takes over, and dies half-way."""
        waits.append(1)
        if len(waits) == 1:
            with transaction():
                imports.import_of(key, kept, for_change=True).leased_until = None
            with contextlib.suppress(SystemExit):
                running.run(key, kept)
        elif len(waits) == 3:
            raise SystemExit
        return {}

    monkeypatch.setattr(running, "BATCH", 1)
    monkeypatch.setattr(pictures, "fetch", slowly)
    with transaction():
        imports.start(imports.import_of(key, kept, for_change=True))
    running.run(key, kept)
    assert [product.name for product in importing.products(owner.business)] == ["Mug"]
    assert imports.import_of(key, kept).done_rows == 1


def test_another_business_is_not_touched(owner: Owner) -> None:
    theirs = factories.owner(name="Another shop")
    product = shops.product(theirs.business, "Theirs", sku="S1", slug="theirs")
    imported(owner.business, f"id,sku,slug,name,price\n{product.id},S1,theirs,Mine,5\n")
    assert contents(theirs.business)[0]["name"] == "Theirs"
    assert contents(owner.business)[0]["name"] == "Mine"


def test_old_imports_are_forgotten(owner: Owner) -> None:
    kept = imported(owner.business, "name,price\nMug,9\n")
    with transaction():
        imports.forget_old(at=NOW + imports.KEPT * 2)
    assert imports.listed(owner.business.id) == []
    assert len(contents(owner.business)) == 1
    assert kept is not None
