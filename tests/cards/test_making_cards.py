"""Cards as they begin, are changed, shown, copied and deleted, on both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardChanges, CardPatch, NewCard
from cardshop.cards.domain.tags import TagContent
from cardshop.cards.models import Card, QrTag, SectionKind
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from tests.support import factories
from tests.support.factories import NOW

LATER = NOW + timedelta(hours=1)


def fresh(business: Business, card_id: int) -> Card:
    return queries.card_of(business.id, card_id)


def test_the_first_card_has_the_business_s_name_and_whatsapp(each_engine: Flask) -> None:
    owner = factories.owner(name="Pan Dulce Ñandú")
    with transaction():
        key = operations.create_first(business=owner.business, at=NOW).id
    card = fresh(owner.business, key)
    assert (card.slug, card.display_name) == ("pan-dulce-nandu", "Pan Dulce Ñandú")
    assert card.phones == [{"kind": "mobile", "number": "+254700000123"}]
    assert card.links[0]["network"] == "whatsapp"
    assert not card.is_published
    assert [s.kind.value for s in card.sections] == ["contact", "links", "hours"]
    assert factories.primary_tag(key).is_primary


def test_a_name_without_latin_letters_gets_an_address_all_the_same(each_engine: Flask) -> None:
    owner = factories.owner(name="کلینیک مهر")
    with transaction():
        card = operations.create_first(business=owner.business, at=NOW)
        assert len(card.slug) == 8


def test_a_second_business_of_that_name_gets_another_address(each_engine: Flask) -> None:
    first, second = factories.owner(name="Golden Crumb"), factories.owner(name="Golden Crumb")
    with transaction():
        operations.create_first(business=first.business, at=NOW)
        assert operations.create_first(business=second.business, at=NOW).slug == "golden-crumb-2"


def test_a_change_raises_both_versions(each_engine: Flask) -> None:
    owner = factories.owner()
    card = factories.card(owner.business)
    with transaction():
        operations.edit(card, CardChanges(headline="Bread at six"), at=LATER)
    assert (card.headline, card.version, card.updated_at) == ("Bread at six", 2, LATER)
    assert owner.business.content_version == 2


def test_sending_what_is_there_changes_nothing(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    with transaction():
        operations.edit(card, CardChanges(display_name=card.display_name), at=LATER)
    assert card.version == 1


def test_a_look_changes_part_by_part(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    for choices in ({"preset": "crumb"}, {"font": "mono"}):
        with transaction():
            operations.edit(card, parse(CardChanges, {"theme": choices}), at=LATER)
    assert (card.theme["preset"], card.theme["accent"], card.theme["font"]) == (
        "crumb",
        "#b4531a",
        "mono",
    )


def test_publishing_twice_is_publishing_once(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business, published_at=None)
    for at in (NOW, LATER):
        with transaction():
            operations.publish(card, at=at)
    assert (card.published_at, card.version) == (NOW, 2)
    with transaction():
        operations.withdraw(card, at=LATER)
    assert not card.is_published


def test_a_card_without_a_name_is_not_published(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business, published_at=None, display_name="")
    with pytest.raises(operations.NameNeeded), transaction():
        operations.publish(card, at=NOW)


def test_a_new_preview_link_ends_the_old_one(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    old = card.preview_token
    with transaction():
        operations.renew_preview_link(card, at=LATER)
    assert card.preview_token != old


def test_a_copy_has_its_own_address_and_is_not_on_show(each_engine: Flask) -> None:
    owner = factories.owner()
    card = factories.card(owner.business, slug="crumb", sections={"about": {"text": "Hi"}})
    with transaction():
        key = operations.duplicate(card, at=LATER).id
    copy = fresh(owner.business, key)
    assert (copy.slug, copy.display_name, copy.is_published) == ("crumb-2", "Golden Crumb", False)
    assert [s.settings for s in copy.sections] == [{"text": "Hi"}]
    assert copy.vcard_uid != card.vcard_uid
    assert factories.primary_tag(key).code != factories.primary_tag(card.id).code


def test_a_deleted_card_is_gone_and_its_address_still_the_business_s(each_engine: Flask) -> None:
    owner = factories.owner()
    card = factories.card(owner.business, slug="crumb", sections={"about": {"text": "Hi"}})
    key = card.id
    with transaction():
        operations.delete(card)
    with pytest.raises(NotFound):
        queries.card_of(owner.business.id, key)
    assert not queries.slug_is_free("crumb", factories.owner().business.id)
    with transaction():
        again = operations.create(
            business=owner.business, slug="crumb", display_name="Crumb", at=LATER
        )
        assert again.slug == "crumb"


def test_a_program_makes_a_whole_card(each_engine: Flask) -> None:
    owner = factories.owner()
    sections = [{"kind": "text", "title": "News", "settings": {"text": "*Hot*"}}, {"kind": "faq"}]
    new = parse(NewCard, {"display_name": "Crumb", "published": True, "sections": sections})
    with transaction():
        key = operations.create_from(new, business=owner.business, at=NOW).id
    card = fresh(owner.business, key)
    assert (card.slug, card.is_published, card.version) == ("crumb", True, 1)
    assert [(s.kind, s.title) for s in card.sections] == [
        (SectionKind.TEXT, "News"),
        (SectionKind.FAQ, ""),
    ]


def test_a_picture_of_another_business_is_refused(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    gallery = [{"kind": "gallery", "settings": {"pictures": [{"picture_id": 7}]}}]
    with pytest.raises(FieldErrors) as refused, transaction():
        operations.apply(card, parse(CardPatch, {"sections": gallery}), at=NOW)
    assert refused.value.errors[0].pointer == "/sections/0/settings/pictures/0/picture_id"
    with pytest.raises(FieldErrors) as refused, transaction():
        operations.set_avatar(card, 7, at=NOW)
    assert refused.value.errors[0].pointer == "/avatar_id"


def test_the_card_s_own_code_stays_and_others_come_and_go(each_engine: Flask) -> None:
    card = factories.card(factories.owner().business)
    with transaction():
        tag = operations.create_tag(card, TagContent(label="window poster"), at=NOW)
        operations.edit_tag(
            tag, TagContent(target="table", table="4"), business_id=card.business_id
        )
    assert (tag.label, tag.target.value, tag.table_name) == ("window poster", "table", "4")
    with pytest.raises(operations.TagIsPrimary), transaction():
        operations.delete_tag(factories.primary_tag(card.id))
    with transaction():
        operations.delete_tag(tag)
    assert len(factories.tags_of(card.id)) == 1


def test_no_scan_is_lost_when_many_come_at_once(each_engine: Flask) -> None:
    tag = factories.primary_tag(factories.card(factories.owner().business).id)
    code, key = tag.code, tag.id
    db.session.remove()

    def scan(_number: int) -> None:
        with each_engine.app_context(), transaction():
            operations.count_scan(code)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(scan, range(20)))
    assert db.session.get_one(QrTag, key).scans == 20
