"""Addresses of cards: one owner each, for ever, whoever comes at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.cards import operations, queries
from cardshop.cards.models import Card, SlugClaim
from cardshop.db import db, transaction
from cardshop.lib import slugs
from tests.support import factories
from tests.support.factories import NOW


def rename(card: Card, slug: str) -> None:
    with transaction():
        operations.rename(card, slug, at=NOW)


def test_the_old_address_stays_the_business_s(each_engine: Flask) -> None:
    owner = factories.owner()
    card = factories.card(owner.business, slug="crumb")
    rename(card, "Golden-Crumb")
    assert card.slug == "golden-crumb"
    assert {claim.slug for claim in queries.claims_of(card.id)} == {"crumb", "golden-crumb"}
    stranger = factories.card(factories.owner().business)
    with pytest.raises(operations.SlugTaken):
        rename(stranger, "crumb")


def test_a_business_takes_back_an_address_it_had(each_engine: Flask) -> None:
    owner = factories.owner()
    card = factories.card(owner.business, slug="crumb")
    rename(card, "golden-crumb")
    rename(card, "crumb")
    assert card.slug == "crumb"
    rename(card, "bakery")
    other = factories.card(owner.business, slug="rolls")
    rename(other, "crumb")
    assert {claim.slug for claim in queries.claims_of(other.id)} == {"rolls", "crumb"}


def test_the_present_address_of_another_card_is_taken(each_engine: Flask) -> None:
    owner = factories.owner()
    factories.card(owner.business, slug="crumb")
    with pytest.raises(operations.SlugTaken):
        rename(factories.card(owner.business), "crumb")


@pytest.mark.parametrize("slug", ["app", "q", "a", "x" * 41, "über", "cаfe", "a--b", "", "a b"])
def test_a_bad_address_is_refused(each_engine: Flask, slug: str) -> None:
    card = factories.card(factories.owner().business, slug="crumb")
    with pytest.raises((slugs.SlugInvalid, slugs.SlugReserved)):
        rename(card, slug)
    assert card.slug == "crumb"


def test_of_eight_that_want_one_address_at_once_one_gets_it(each_engine: Flask) -> None:
    businesses = [factories.owner().business.id for _ in range(8)]
    db.session.remove()
    start = Barrier(len(businesses))

    def claim(business_id: int) -> bool:
        with each_engine.app_context():
            start.wait()
            try:
                with transaction():
                    business = db.session.get_one(Business, business_id)
                    operations.create(business=business, slug="crumb", display_name="x", at=NOW)
            except operations.SlugTaken:
                return False
            return True

    with ThreadPoolExecutor(len(businesses)) as pool:
        won = list(pool.map(claim, businesses))
    assert sum(won) == 1
    assert db.session.scalar(select(func.count()).select_from(Card)) == 1
    assert db.session.scalar(select(SlugClaim.business_id)) == businesses[won.index(True)]
