"""Options typed into the product form, and the rows of prices that they make."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.catalogue import queries
from cardshop.catalogue.models import Product, Variant
from cardshop.db import db
from tests.catalogue.test_product_pages_form import NEW, only, sent
from tests.catalogue.test_product_pages_list import LIST
from tests.support import factories, shops
from tests.support.pages import Page
from tests.support.people import Browser

SIZES = {"name": "Cake", "price": "900", "status": "active", "options-0-name": "Size"}


def rows(page: Page) -> list[tuple[str, str]]:
    """(key, price) of each combination."""
    count = sum(1 for f in page.all("fieldset") if "variant" in (f.get("class") or ""))
    fields = [
        (page.field(f"variants-{n}-id"), page.field(f"variants-{n}-price")) for n in range(count)
    ]
    return [(key.get("value") or "", price.get("value") or "") for key, price in fields]


def cake(owner: factories.Owner) -> Product:
    return shops.product(owner.business, "Cake", sizes={"Small": 90000, "Large": 150000})


def page_of(product: Product) -> str:
    return f"{LIST}/{product.id}"


def variants(product: Product) -> dict[str, Variant]:
    complete = queries.product_of(product.business_id, product.id)
    return {" ".join(variant.values): variant for variant in complete.variants}


@pytest.mark.parametrize("act", ["save", "variants:make"])
@pytest.mark.parametrize("typed", ["Small\r\nLarge", "Small, Large", "Small، Large"])
def test_choices_become_rows_with_prices_to_fill_in(
    owner_browser: Browser, owner: factories.Owner, act: str, typed: str
) -> None:
    page = owner_browser.post(NEW, SIZES | {"options-0-values": typed, "act": act})

    assert page.status == 200
    assert "There are new combinations." in page.text
    assert rows(page) == [("", "900"), ("", "900")]
    owner_browser.post(NEW, sent(page) | {"variants-1-price": "1500", "act": "save"})
    assert [v.price for v in variants(only(owner)).values()] == [90000, 150000]


def test_keys_of_choices_that_remain_are_kept(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    kept = cake(owner)
    keys = {name: variant.id for name, variant in variants(kept).items()}
    typed = sent(owner_browser.get(page_of(kept)))

    page = owner_browser.post(page_of(kept), typed | {"options-0-values": "Tiny\nSmall\nLarge"})
    assert rows(page)[1:] == [(str(keys["Small"]), "900"), (str(keys["Large"]), "1500")]
    owner_browser.post(page_of(kept), sent(page) | {"variants-0-price": "500"})

    now = variants(kept)
    assert (now["Small"].id, now["Large"].id) == (keys["Small"], keys["Large"])
    assert now["Tiny"].price == 50000


def test_a_choice_that_is_not_sold_is_left_out_and_can_come_back(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    kept = cake(owner)
    typed = sent(owner_browser.get(page_of(kept)))

    del typed["variants-0-sold"]
    page = owner_browser.post(page_of(kept), typed)

    assert list(variants(kept)) == ["Large"]
    assert page.field("variants-0-sold").get("checked") is None
    owner_browser.post(
        page_of(kept), sent(page) | {"variants-0-sold": "y", "variants-0-price": "8"}
    )
    assert variants(kept)["Small"].price == 800


def test_a_choice_may_hold_a_comma(owner_browser: Browser, owner: factories.Owner) -> None:
    bread = shops.product(owner.business, "Rye", sizes={"Whole": 48000, "Whole, sliced": 50000})

    owner_browser.post(page_of(bread), sent(owner_browser.get(page_of(bread))))

    assert list(variants(bread)) == ["Whole", "Whole, sliced"]


def test_counts_that_nobody_touched_stay_what_orders_made_them(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    kept = cake(owner)
    small, large = variants(kept).values()
    small.stock, large.stock = 5, 5
    db.session.commit()
    typed = sent(owner_browser.get(page_of(kept)))
    db.session.get_one(Variant, small.id).stock = 4
    db.session.commit()

    owner_browser.post(page_of(kept), typed | {"variants-1-stock": "9"})

    assert [v.stock for v in variants(kept).values()] == [4, 9]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"variants-1-price": "x"}, "variants-1-price", "Enter a price"),
        ({"variants-1-stock": "x"}, "variants-1-stock", "Enter a whole number"),
        ({"variants-1-gtin": "12"}, "variants-1-gtin", "8, 12, 13 or 14 digits"),
        ({"variants-1-id": "999"}, "variants-1-price", "no such variant"),
        ({"options-0-name": ""}, "options-0-name", "Enter a name."),
        ({"options-0-values": "Small\nsmall\nLarge"}, "options-0-values", "are the same"),
    ],
)
def test_what_is_wrong_with_a_choice_is_said_beside_it(
    owner_browser: Browser,
    owner: factories.Owner,
    typed: dict[str, Any],
    field: str,
    words: str,
) -> None:
    kept = cake(owner)
    given = sent(owner_browser.get(page_of(kept))) | typed
    given.pop("variants-0-sold")

    page = owner_browser.post(page_of(kept), given)

    assert page.status == 422
    assert words in page.error_of(field)
    assert list(variants(kept)) == ["Small", "Large"]


def test_too_many_combinations_are_refused(owner_browser: Browser) -> None:
    many = "\n".join(str(n) for n in range(11))
    typed = {"options-0-values": many, "options-1-name": "Colour", "options-1-values": many}

    page = owner_browser.post(NEW, SIZES | typed)

    assert page.status == 422
    assert "121 combinations" in page.error_of("options-0-values")


def test_without_options_there_is_one_price_again(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    kept = cake(owner)
    typed = sent(owner_browser.get(page_of(kept)))

    page = owner_browser.post(page_of(kept), typed | {"act": "options:remove:0"})
    owner_browser.post(page_of(kept), sent(page) | {"price": "777", "stock": "3", "act": "save"})

    assert not variants(kept)
    assert (only(owner).price, only(owner).stock) == (77700, 3)


def test_one_hundred_choices_can_be_saved(owner_browser: Browser, owner: factories.Owner) -> None:
    many = "\n".join(f"No {n}" for n in range(50))
    cuts = {"options-1-name": "Cut", "options-1-values": "Whole\nSliced"}

    page = owner_browser.post(NEW, SIZES | {"options-0-values": many} | cuts)
    owner_browser.post(NEW, sent(page))

    assert len(variants(only(owner))) == 100
