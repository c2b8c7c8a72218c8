"""Cards and their tags as JSON."""

from __future__ import annotations

from flask import Flask

from cardshop.cards import presenters, queries
from tests.support import factories

CARD = (
    "id slug published display_name headline organisation job_title bio avatar_id cover_id locale "
    "phones emails websites addresses links sections theme url qr_url vcard_url version updated_at"
)


def test_a_card_has_the_shape_that_is_promised(app: Flask) -> None:
    owner = factories.owner()
    made = factories.card(owner.business, slug="crumb", sections={"about": {"text": "Hi"}})
    card = presenters.card_as_json(queries.card_of(owner.business.id, made.id))
    assert list(card) == CARD.split()
    assert card["url"] == "http://localhost/crumb"
    assert card["vcard_url"] == "http://localhost/crumb.vcf"
    assert card["updated_at"] == "2026-11-24T09:00:00Z"
    assert card["theme"]["preset"] == "harbour"
    section = card["sections"][0]
    assert list(section) == ["id", "kind", "title", "visible", "settings"]


def test_a_tag_leads_to_an_address_that_never_changes(app: Flask) -> None:
    tag = factories.primary_tag(factories.card(factories.owner().business).id)
    shown = presenters.tag_as_json(tag)
    assert shown["url"] == f"http://localhost/q/{tag.code}"
    assert (shown["target"], shown["scans"]) == ("card", 0)
