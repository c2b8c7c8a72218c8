"""Products made, changed, copied and removed."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import queries
from cardshop.db import db
from cardshop.lib.errors import FieldErrors
from tests.catalogue.shapes import CAKE, change, make
from tests.support import factories


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def faults(raised: pytest.ExceptionInfo[FieldErrors]) -> list[str]:
    return [fault.pointer for fault in raised.value.errors]


def version(business: Business) -> int:
    db.session.rollback()
    return db.session.get_one(Business, business.id).content_version


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

    for attempt in (lambda: make(business.id, slug="rye"), lambda: change(other, slug="rye")):
        with pytest.raises(FieldErrors) as raised:
            attempt()
        assert faults(raised) == ["/slug"]
    assert make(factories.owner().business.id, slug="rye").slug == "rye"
