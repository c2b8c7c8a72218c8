"""What goes out comes in again as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardshop.catalogue.domain.csv_files import own, reading, writing
from cardshop.catalogue.domain.csv_files.drafts import Terms
from cardshop.lib.money import Currency
from tests.catalogue.importing import contents, counts, exported, imported
from tests.catalogue.shapes import CAKE, make
from tests.support import factories, shops
from tests.support.factories import Owner
from tests.support.people import Browser

# Any words that a product may have: one line, nothing unseen, no outer blanks.
LINE = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
WORDS = st.one_of(
    LINE, st.sampled_from(["=1+1", "+1", "-x", "@me", "'=1", "a, b; c > d", "\\", "a\\;"])
)
AMOUNT = st.integers(0, 10**9)


def distinct(words: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=most, unique_by=str.casefold)


@st.composite
def products(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(distinct(WORDS, 0, 3))
    options = [{"name": name, "values": draw(distinct(WORDS, 1, 2))} for name in names]
    variants: list[dict[str, Any]] = [
        {
            "values": [draw(st.sampled_from(option["values"])) for option in options],
            "price": draw(AMOUNT),
            "sku": draw(st.one_of(st.just(""), WORDS)),
            "gtin": "",
            "stock": draw(st.none() | st.integers(0, 99)),
            "image_id": None,
        }
        for _ in range(draw(st.integers(1, 2)) if options else 0)
    ]
    extra: dict[str, Any] = {"name": draw(WORDS), "minimum": 0, "maximum": 2}
    extra["modifiers"] = [
        {"name": name, "price": draw(AMOUNT)} for name in draw(distinct(WORDS, 1, 3))
    ]
    return {
        "name": draw(WORDS),
        "slug": "bread",
        "description": draw(st.one_of(st.just(""), WORDS, st.just("a\n\n- b\n=c"))),
        "status": draw(st.sampled_from(["draft", "active", "sold_out", "archived"])),
        "price": min((v["price"] for v in variants), default=draw(AMOUNT)),
        "compare_at_price": draw(st.none() | AMOUNT),
        "sku": draw(st.one_of(st.just(""), WORDS)),
        "brand": draw(st.one_of(st.just(""), WORDS)),
        "gtin": "",
        "stock": None if variants else draw(st.none() | st.integers(0, 99)),
        "tax_rate": draw(st.sampled_from([0, 16, 7.7, 19.25])),
        "preparation_minutes": draw(st.integers(0, 100)),
        "tags": draw(distinct(WORDS, 0, 3)),
        "image_ids": [],
        "options": options,
        "variants": variants,
        "modifier_groups": [extra],
    }


@given(products(), st.sampled_from([0, 2, 3]), distinct(WORDS, 0, 2))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_product_comes_back_as_it_was(
    content: dict[str, Any], exponent: int, category: list[str]
) -> None:
    currency = Currency({0: "JPY", 2: "EUR", 3: "KWD"}[exponent], exponent)
    rows = writing.rows_of(7, content, category, {}, currency=currency)
    text = "".join(writing.written([own.COLUMNS, *rows]))
    (draft,) = own.drafts(reading.open_table(text.encode()), Terms(currency))
    assert draft.faults == []
    assert (draft.key, draft.category) == (7, tuple(category))
    back = {k: v for k, v in draft.content.items() if k != "image_ids"}
    assert back == {k: v for k, v in content.items() if k != "image_ids"}


def test_an_export_changes_nothing_when_it_comes_in(each_engine: Flask) -> None:
    owner = factories.owner()
    shelf = shops.category(owner.business, "Bread > Rolls, \\sweet")
    make(owner.business.id, **CAKE, category_id=shelf.id)
    make(owner.business.id, name="=HYPERLINK(1)", description="+1\n@x", sku="-9")
    before = contents(owner.business)
    text = exported(owner.business)
    kept = imported(owner.business, text)
    assert counts(kept) == (0, 0, 0)
    assert contents(owner.business) == before
    assert exported(owner.business) == text


def test_an_export_makes_the_same_products_in_another_shop(each_engine: Flask) -> None:
    owner, other = factories.owner(), factories.owner(name="Another shop")
    make(owner.business.id, **CAKE)
    imported(other.business, exported(owner.business))
    assert contents(other.business) == contents(owner.business)


def test_no_cell_of_an_export_is_a_formula(owner: Owner, owner_browser: Browser) -> None:
    for name in ("=1+1", "+1", "-1", "@SUM(1)", "'=1"):
        make(owner.business.id, name=name, tags=[name])
    answer = owner_browser.raw("GET", "/app/products/export.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
