"""Products made, changed, copied and removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductContent
from cardshop.catalogue.models import Modifier, Product, ProductStatus, Variant
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from tests.catalogue.shapes import CAKE, again, change, faults, make, version
from tests.support import factories, shops
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def test_a_product_is_kept_with_all_that_belongs_to_it(business: Business) -> None:
    cake = make(business.id, **CAKE)

    content = queries.as_content(cake)
    assert content["tags"] == ["featured", "vegan"]
    assert content["variants"][0]["stock"] == 3
    assert (cake.slug, cake.price, cake.stock, cake.version) == ("carrot-cake", 120000, None, 1)
    assert cake.search_text == "carrot cake featured vegan cc-s"
    assert content["modifier_groups"][0]["modifiers"][1] == {"name": "Number", "price": 0}


def test_its_content_makes_it_again(business: Business) -> None:
    content = queries.as_content(make(business.id, **CAKE))

    copy = make(business.id, **content | {"slug": ""})

    assert queries.as_content(copy) == content | {"slug": "carrot-cake-2"}


def test_saying_the_same_again_changes_nothing(business: Business) -> None:
    cake = make(business.id, **CAKE)
    before, keys = version(business), [v.id for v in cake.variants]

    same = change(cake, **queries.as_content(cake))

    assert ([v.id for v in same.variants], same.version) == (keys, 1)
    assert version(business) == before


def test_addresses_are_made_from_names_and_stay(business: Business) -> None:
    names = ["Rye & Oat!", "Rye Oat", "rye oat", "خبز", "🥐"]
    made = [make(business.id, name=name) for name in names]

    assert [p.slug for p in made[:3]] == ["rye-oat", "rye-oat-2", "rye-oat-3"]
    assert [p.slug for p in made[3:]] == [f"product-{p.id}" for p in made[3:]]
    assert change(made[0], name="Spelt").slug == "rye-oat"
    assert change(made[0], slug="spelt").slug == "spelt"
    assert change(made[0], slug="").slug == "spelt"


def test_an_address_belongs_to_one_product_of_a_business(business: Business) -> None:
    make(business.id, slug="rye")
    other = make(business.id)

    attempts: list[Callable[[], Product]] = [
        lambda: make(business.id, slug="rye"),
        lambda: change(other, slug="rye"),
    ]
    for attempt in attempts:
        with pytest.raises(FieldErrors) as raised:
            attempt()
        assert faults(raised) == ["/slug"]
    assert make(factories.owner().business.id, slug="rye").slug == "rye"


def test_foreign_things_are_refused_before_anything_is_written(business: Business) -> None:
    stranger = factories.owner().business
    theirs = shops.category(stranger).id
    group = {"id": 99, "name": "Extras", "modifiers": [{"id": 7, "name": "Nuts"}]}
    wrong = {
        "category_id": theirs,
        "image_ids": [77],
        "options": [{"name": "Size", "values": ["S"]}],
        "variants": [{"id": 5, "values": ["S"], "price": 1, "image_id": 78}],
        "modifier_groups": [group],
        "stock": 4,
    }

    with pytest.raises(FieldErrors) as raised:
        make(business.id, **wrong)

    assert sorted(faults(raised)) == [
        "/category_id",
        "/image_ids/0",
        "/modifier_groups/0/id",
        "/modifier_groups/0/modifiers/0/id",
        "/stock",
        "/variants/0/id",
        "/variants/0/image_id",
    ]
    assert db.session.query(Product).count() == 0


def test_tags_are_told_apart_without_case(business: Business) -> None:
    bun = make(business.id, tags=["Vegan", "vegan", "FEATURED", "New"])

    assert queries.as_content(bun)["tags"] == ["New", "Vegan", "featured"]
    assert queries.tags_in_use(business.id) == sorted(["New", "Vegan", "featured"])
    assert change(bun, tags=[]).tags == []
    assert queries.tags_in_use(business.id) == []


def test_a_copy_is_a_draft_with_another_name(business: Business) -> None:
    cake = make(business.id, **CAKE | {"name": "C" * 150})
    with transaction():
        held = queries.product_of(business.id, cake.id, for_change=True)
        key = operations.duplicate_product(held, at=NOW).id

    copy = queries.as_content(again(business.id, key))

    assert copy.pop("name") == "C" * 143 + " (copy)"
    assert (copy.pop("status"), copy.pop("slug")) == ("draft", "c" * 60 + "-2")
    assert copy.items() <= queries.as_content(again(business.id, cake.id)).items()


def test_a_removed_product_takes_all_of_it_along(business: Business) -> None:
    cake, before = make(business.id, **CAKE), version(business)
    with transaction():
        operations.delete_product(queries.product_of(business.id, cake.id, for_change=True))

    assert version(business) == before + 1
    for table in (Product, Variant, Modifier):
        assert db.session.query(table).count() == 0
    with pytest.raises(NotFound):
        queries.product_of(business.id, cake.id)


def test_another_business_finds_nothing(business: Business) -> None:
    bun, stranger = make(business.id), factories.owner().business.id

    for key in (bun.id, bun.id + 1, 2**31, 2**70):
        with pytest.raises(NotFound):
            queries.product_of(stranger, key)
    with pytest.raises(NotFound):
        queries.products_of(stranger, [bun.id])
    assert queries.offers(stranger, [bun.id, 2**70, -1]) == {}


def test_every_change_makes_the_kept_pages_stale(business: Business) -> None:
    bun = make(business.id)
    for changes in ({"name": "Bun"}, {"status": "active"}, {"tags": ["new"]}, {"stock": 4}):
        before = version(business)
        bun = change(bun, **changes)
        assert version(business) == before + 1
    assert bun.version == 5
    assert bun.status is ProductStatus.ACTIVE
    assert parse(ProductContent, queries.as_content(bun)).stock == 4
