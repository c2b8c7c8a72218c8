"""Exports of other shops, as they come, read as products of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cardshop.catalogue.domain.csv_files import dialects, reading
from cardshop.catalogue.domain.csv_files.drafts import Draft
from cardshop.lib.money import Currency

FILES = Path(__file__).parent.parent / "files"
EUR = Currency("EUR", 2)


def drafts(data: bytes | str, dialect: str) -> list[Draft]:
    table = reading.open_table(data if isinstance(data, bytes) else data.encode())
    assert dialects.recognise(table) == dialect
    return list(dialects.read(table, dialect, EUR))


def example(dialect: str) -> list[Draft]:
    return drafts((FILES / f"{dialect}.csv").read_bytes(), dialect)


def said(draft: Draft) -> list[tuple[int, str, str]]:
    return [(f.row, f.column, f.detail) for f in draft.faults]


def test_rows_of_a_shopify_handle_are_one_product_with_variants() -> None:
    bread = example("shopify")[0]
    assert (bread.rows, bread.slug, bread.skus) == ([2, 3], "country-sourdough", ["SD-H", "SD-W"])
    assert bread.category == ("Bread",)
    content = bread.content
    assert content["description"] == "Slow and **dark**.\n\n- Rye\n- Wheat & salt"
    assert content["options"] == [{"name": "Size", "values": ["Half", "Whole"]}]
    assert [(v["price"], v["stock"]) for v in content["variants"]] == [(24000, 12), (48000, 0)]
    assert (content["price"], content["compare_at_price"]) == (24000, 30000)
    assert (content["tags"], content["brand"]) == (["vegan", "featured"], "Golden Crumb")
    assert [image.address[-7:] for image in bread.images or []] == ["cut.jpg", "ugh.jpg"]
    assert list(bread.variant_images) == [0]


def test_a_shopify_product_without_choices_has_none_here() -> None:
    roll, box = example("shopify")[1:]
    assert (roll.content["options"], roll.content["variants"]) == ([], [])
    assert (roll.content["price"], roll.content["gtin"]) == (12000, "4006381333931")
    assert (roll.content["stock"], roll.content["status"]) == (None, "active")
    assert (box.content["stock"], box.content["status"]) == (None, "draft")


def test_shopify_writes_its_columns_in_two_ways() -> None:
    new = (
        "Title,URL handle,Description,Vendor,Type,Status,SKU,Option1 name,Option1 value,Price,"
        "Compare-at price,Inventory tracker,Inventory quantity,Product image URL\n"
        "Mug,mug,Blue,Kiln,Kitchen,Active,M1,,,9.50,,shopify,4,https://a.example/m.jpg\n"
    )
    (mug,) = drafts(new, "shopify")
    assert (mug.content["price"], mug.content["stock"], mug.content["sku"]) == (950, 4, "M1")


def test_woocommerce_variations_find_their_parent_wherever_it_stands() -> None:
    hoodie = example("woocommerce")[0]
    assert (hoodie.rows, hoodie.category) == ([2, 4, 5], ("Clothing", "Hoodies"))
    content = hoodie.content
    assert content["options"] == [{"name": "Colour", "values": ["Blue", "Green"]}]
    assert [v["price"] for v in content["variants"]] == [4500, 4200]
    assert [v["stock"] for v in content["variants"]] == [3, None]
    assert content["description"] == "Warm. And soft."
    assert content["tags"] == ["winter", "gift", "featured"]
    assert len(hoodie.images or []) == 2
    assert list(hoodie.variant_images) == [0]


def test_a_woocommerce_sale_price_is_the_price() -> None:
    cap = example("woocommerce")[1].content
    assert (cap["price"], cap["compare_at_price"], cap["stock"]) == (1250, 1500, 7)
    assert cap["name"] == "=Cap"


def test_what_woocommerce_sells_and_we_do_not_is_named() -> None:
    grouped, lost = example("woocommerce")[2:]
    assert said(grouped)[0][:2] == (6, "Type")
    assert said(lost)[0][:2] == (7, "Parent")


def test_meta_items_of_a_group_are_one_product() -> None:
    mug, shirt = example("meta")
    assert (mug.rows, mug.skus, mug.category) == ([3], ["FB-1"], ("Kitchen", "Mugs"))
    assert (mug.content["price"], mug.content["stock"]) == (999, 5)
    assert mug.content["variants"] == []
    assert [o["name"] for o in shirt.content["options"]] == ["Size", "Color"]
    assert [(v["values"], v["price"]) for v in shirt.content["variants"]] == [
        (["S", "red"], 1900),
        (["M", "red"], 2100),
    ]
    assert shirt.content["variants"][1]["stock"] == 0


def test_a_spreadsheet_of_names_and_prices_is_enough() -> None:
    (mug,) = drafts("Name;Price\r\nTasse;12,50\r\n", "cardshop")
    assert mug.content == {"name": "Tasse", "price": 1250}


def test_faults_name_the_row_and_the_column_as_the_file_has_them() -> None:
    bad = 'Handle,Title,Variant Price\nmug,Mug,nine\ncup,Cup,"1,234"\n'
    faults = [said(draft)[0] for draft in drafts(bad, "shopify")]
    assert [(row, column) for row, column, _ in faults] == [
        (2, "Variant Price"),
        (3, "Variant Price"),
    ]
    assert "two ways" in faults[1][2]


def test_rows_of_a_product_that_stand_apart_are_refused() -> None:
    apart = "Handle,Title,Variant Price\nmug,Mug,9\ncup,Cup,8\nmug,,7\n"
    assert said(drafts(apart, "shopify")[2])[0][:2] == (4, "Handle")


@pytest.mark.parametrize("header", ["a,b", "name", "title,price", "", ";;;", "price,stock"])
def test_other_tables_are_not_taken_for_products(header: str) -> None:
    with pytest.raises((dialects.ColumnsUnknown, reading.FileEmpty)):
        dialects.recognise(reading.open_table(f"{header}\nx,y\n".encode()))


def extras(text: str) -> Any:
    (draft,) = drafts(f'name,price,extras\nMug,9,"{text}"\n', "cardshop")
    return draft.content["modifier_groups"] or said(draft)


def test_extras_stand_in_one_cell() -> None:
    assert extras("Milk [0-1]: Oat=0.50; Cow") == [
        {
            "name": "Milk",
            "minimum": 0,
            "maximum": 1,
            "modifiers": [{"name": "Oat", "price": 50}, {"name": "Cow", "price": 0}],
        }
    ]
    assert extras("Milk: Oat")[0][:2] == (2, "extras")
    assert extras("a" * 5000)[0][:2] == (2, "extras")
