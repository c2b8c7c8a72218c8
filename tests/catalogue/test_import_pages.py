"""Importing on a screen: choose a file, see what it does, mend it, import it, take it back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from cardshop.catalogue.exchange import imports, running
from cardshop.db import db, transaction
from tests.catalogue.importing import contents
from tests.support import shops
from tests.support.factories import Owner
from tests.support.pages import Page
from tests.support.people import Browser

TWO = "name,price,sku\nMug,9.50,M1\nCup,four,C1\n"


def sent(browser: Browser, text: str | bytes, name: str = "mine.csv") -> Page:
    data = text if isinstance(text, bytes) else text.encode()
    return multipart(browser, {"file": FileStorage(BytesIO(data), name)})


def multipart(browser: Browser, values: dict[str, Any]) -> Page:
    boundary, body = encode_multipart(values)
    kind = f'multipart/form-data; boundary="{boundary}"'
    answer = browser.client.post(
        "/app/products/imports", data=body, content_type=kind, follow_redirects=True
    )
    return browser._page(answer)


def test_a_file_is_checked_mended_imported_and_undone(owner: Owner, owner_browser: Browser) -> None:
    page = sent(owner_browser, TWO)
    assert "Nothing is imported yet" in page.text
    assert "1 product is rejected" in page.text
    assert "Write the price as a number" in page.error_of("cell-3-1")
    page = owner_browser.post(f"{page.url}/corrections", {"cell-3-1": "4.00"})
    assert "Import 2 products" in page.text
    page = owner_browser.post(f"{page.url}/start")
    assert "Imported" in page.text
    assert [c["price"] for c in contents(owner.business)] == [950, 400]
    page = owner_browser.post(f"{page.url}/undo")
    assert "The import is undone" in page.text
    assert contents(owner.business) == []


def test_rejected_rows_can_be_taken_away_and_come_back(owner_browser: Browser) -> None:
    page = sent(owner_browser, TWO.replace("Cup", "=Cup"))
    file = owner_browser.raw("GET", f"{page.url}/rejected.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="rejected-rows.csv"'
    text = file.get_data(as_text=True)
    assert text.splitlines()[0].endswith("name,price,sku,error")
    assert text.splitlines()[1].startswith("'=Cup,four,C1,\"price: Write the price")
    page = sent(owner_browser, text.replace("four", "4"))
    assert "Import 1 product" in page.text
    assert "=Cup" in page.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose a CSV file first"),
        (b"PK\x03\x04 a workbook", "This is an Excel workbook"),
        (b"\0\1\2" * 500, "This is not a CSV file"),
        (b"first,last\nA,B\n", "No products can be found by these column names"),
        (b"x" * (12 * 2**20 + 5), "larger than 12 MB"),
        (b"y" * (11 * 2**20), "too long to be one product"),
    ],
)
def test_what_is_no_list_of_products_is_explained(
    owner_browser: Browser, data: bytes, words: str
) -> None:
    page = sent(owner_browser, data, "mine.csv" if data else "")
    assert page.status == 422
    assert words in page.error_of("file")


def test_a_long_import_is_watched(owner: Owner, owner_browser: Browser) -> None:
    rows = "".join(f"P{n},{n}.00\n" for n in range(running.QUICK_ROWS + 5))
    page = sent(owner_browser, f"name,price\n{rows}")
    page = owner_browser.post(f"{page.url}/start")
    assert "Waiting to start" in page.text
    assert page.all("meta", http_equiv="refresh")
    running.run_due()
    page = owner_browser.get(page.url)
    assert "Imported" in page.text
    assert not page.all("meta", http_equiv="refresh")
    assert "P99" in page.text
    assert "P100" in owner_browser.get(f"{page.url}?after=101").text


def test_what_broke_is_said_and_can_be_undone(
    owner: Owner, owner_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sent(owner_browser, "name,price\nMug,9\n")
    monkeypatch.setattr(running, "write", lambda *_: 1 / 0)
    page = owner_browser.post(f"{page.url}/start")
    assert "The import has stopped" in page.text
    assert "Something went wrong on our side" in page.text


def test_an_import_is_not_started_twice(owner: Owner, owner_browser: Browser) -> None:
    page = sent(owner_browser, "name,price\nMug,9\n")
    owner_browser.post(f"{page.url}/start")
    assert owner_browser.post(f"{page.url}/start").status == 409
    assert len(contents(owner.business)) == 1


def test_before_imports_there_is_a_page_to_begin(owner: Owner, owner_browser: Browser) -> None:
    shops.product_import(owner.business)
    page = owner_browser.get("/app/products/imports")
    assert "Import products" in page.text
    assert "Imports of the last 30 days" in page.text
    assert db.session is not None


def test_the_page_of_an_import_asks_little(owner: Owner, owner_browser: Browser) -> None:
    page = sent(owner_browser, TWO)
    key = int(page.url.rpartition("/")[2])
    with transaction():
        assert imports.import_of(owner.business.id, key).rows == 2
