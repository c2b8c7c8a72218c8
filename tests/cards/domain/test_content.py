"""What may be written on a card, and the sentence for what may not."""

from __future__ import annotations

import time
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.cards.domain import sections
from cardshop.cards.domain.contact import PHONE_KINDS, PLACE_KINDS
from cardshop.cards.domain.content import CardChanges, CardPatch, NewCard
from cardshop.cards.domain.parts import PhoneKind, PlaceKind
from cardshop.cards.domain.themes import CHOICES
from cardshop.cards.models import SectionKind
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse

KENYA = {"country": "KE"}


def faults(data: object, model: type[CardChanges] = CardPatch) -> dict[str, str]:
    with pytest.raises(FieldErrors) as refused:
        parse(model, data, KENYA)
    return {fault.pointer: fault.detail for fault in refused.value.errors}


def test_a_whole_card_is_read_and_tidied() -> None:
    card = parse(
        NewCard,
        {
            "slug": "Golden-Crumb",
            "display_name": "  Golden Crumb ",
            "phones": [{"kind": "work", "number": "0700 000 123"}],
            "emails": [{"kind": "home", "address": "amina@Example.COM"}],
            "websites": [{"label": "Menu", "url": "crumb.example.com/menu?utm_source=x"}],
            "links": [{"url": "https://www.instagram.com/goldencrumb/?igsh=1"}],
        },
        KENYA,
    )
    assert card.slug == "golden-crumb"
    assert card.display_name == "Golden Crumb"
    assert card.phones[0].number == "+254700000123"
    assert card.emails[0].address == "amina@example.com"
    assert card.websites[0].url == "https://crumb.example.com/menu"
    assert card.links[0].network == "instagram"
    assert card.links[0].url == "https://instagram.com/goldencrumb"


def test_what_was_not_sent_is_not_changed() -> None:
    assert parse(CardChanges, {"headline": "Bread"}).changes() == {"headline": "Bread"}
    assert parse(CardChanges, {}).changes() == {}
    assert parse(CardChanges, {"avatar_id": None}).changes() == {"avatar_id": None}
    assert parse(CardChanges, {"theme": {"font": "mono"}}).changes() == {"theme": {"font": "mono"}}


BAD = [
    ({"display_name": ""}, "/display_name", "Enter the name that people read on the card."),
    ({"display_name": "x" * 81}, "/display_name", "Use at most 80 characters. This has 81."),
    ({"display_name": "a\0b"}, "/display_name", "This text holds characters"),
    ({"display_name": "\ud800"}, "/display_name", "This"),
    ({"display_name": None}, "/display_name", "This must be text."),
    ({"headline": 7}, "/headline", "This must be text."),
    ({"published": "yes"}, "/published", "This must be true or false."),
    ({"nickname": "x"}, "/nickname", "Unknown field."),
    ({"slug": "app"}, "/slug", "This address is kept"),
    ({"slug": "a"}, "/slug", "Use 3 to 40 letters"),
    ({"slug": "golden--crumb"}, "/slug", "Use 3 to 40 letters"),
    ({"slug": "-crumb"}, "/slug", "Use 3 to 40 letters"),
    ({"slug": "gоlden"}, "/slug", "Use 3 to 40 letters"),  # a Cyrillic o
    ({"slug": "x" * 300}, "/slug", "Use 3 to 40 letters"),
    ({"locale": "xx-YY-zz"}, "/locale", "Choose a language"),
    ({"locale": "e" * 5000}, "/locale", "Choose a language"),
    ({"phones": {}}, "/phones", "This must be a list."),
    ({"phones": [{"number": "12"}]}, "/phones/0/number", "Enter the phone number"),
    ({"phones": [{"number": "call me"}]}, "/phones/0/number", "Enter the phone number"),
    ({"phones": [{}]}, "/phones/0/number", "This is missing."),
    ({"phones": [{"number": "+254700000123", "kind": "pager"}]}, "/phones/0/kind", "Choose one"),
    ({"phones": [{"number": "+254700000123"}] * 11}, "/phones", "Use at most 10 entries."),
    ({"emails": [{"address": "nobody"}]}, "/emails/0/address", "Enter an e-mail address"),
    ({"websites": [{"url": "javascript:alert(1)"}]}, "/websites/0/url", "Use a link that begins"),
    ({"websites": [{"url": "data:text/html,x"}]}, "/websites/0/url", "Use a link that begins"),
    ({"websites": [{"url": "nothing"}]}, "/websites/0/url", "Enter a link"),
    ({"links": [{"url": "javascript:alert(1)"}]}, "/links/0/url", "Use a link that begins"),
    ({"links": [{"url": "x", "network": "mypage"}]}, "/links/0/network", "Choose a network"),
    ({"addresses": [{}]}, "/addresses/0/street", "Enter at least a street or a town."),
    ({"addresses": [{"city": "x", "latitude": 91.0}]}, "/addresses/0/latitude", "Use 90"),
    (
        {"addresses": [{"city": "x", "latitude": float("nan")}]},
        "/addresses/0/latitude",
        "This must be a number.",
    ),
    ({"theme": {"accent": "red;}"}}, "/theme/accent", "Enter a colour"),
    ({"theme": {"font": "comic"}}, "/theme/font", "Choose one of"),
    ({"theme": {"css": "*{}"}}, "/theme/css", "Unknown field."),
    ({"cover_x": 101}, "/cover_x", "Use 100 or less."),
    ({"avatar_id": True}, "/avatar_id", "This must be a whole number."),
    ({"avatar_id": 10**30}, "/avatar_id", "Use"),
    ([], "", "This must be an object."),
]


@pytest.mark.parametrize(("data", "pointer", "sentence"), BAD)
def test_bad_input_is_refused_at_its_place(data: object, pointer: str, sentence: str) -> None:
    assert faults(data)[pointer].startswith(sentence)


BAD_SECTIONS = [
    ("poll", {}, "/kind", "Choose one of contact"),
    ("about", {"text": "x" * 5001}, "/settings/text", "Use at most 5000 characters."),
    ("about", {"html": "<b>"}, "/settings/html", "Unknown field."),
    ("gallery", {"pictures": [{"picture_id": "1"}]}, "/settings/pictures/0/picture_id", "This"),
    ("gallery", {"layout": "wall"}, "/settings/layout", "Choose one of grid or strip."),
    ("faq", {"items": [{"question": "", "answer": "x"}]}, "/settings/items/0/question", "Enter"),
    ("testimonials", {"items": [{"quote": "x", "stars": 6}]}, "/settings/items/0/stars", "Use 5"),
    ("video", {"url": "javascript:x"}, "/settings/url", "Use a link that begins"),
    ("map", {"address_index": -1}, "/settings/address_index", "Use 0 or more."),
    ("contact", {"show": ["fax"]}, "/settings/show/0", "Choose one of phones"),
]


@pytest.mark.parametrize(("kind", "settings", "pointer", "sentence"), BAD_SECTIONS)
def test_bad_settings_are_refused(
    kind: str, settings: dict[str, Any], pointer: str, sentence: str
) -> None:
    found = faults({"sections": [{"kind": kind, "settings": settings}]})
    assert found[f"/sections/0{pointer}"].startswith(sentence)


ANY_SCRIPT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80).map(str.strip)


@given(ANY_SCRIPT.filter(bool))
def test_text_of_any_script_comes_back_as_typed(typed: str) -> None:
    assert parse(CardChanges, {"display_name": typed}).display_name == typed


@pytest.mark.parametrize("typed", ["کلینیک‌مهر", "👩‍🍳 خبز", "दुकान", "<b>Bread</b> & *rolls*", "ѣ̈"])
def test_joiners_emoji_and_angle_brackets_are_kept(typed: str) -> None:
    assert parse(CardChanges, {"bio": typed}).bio == typed


def test_the_words_of_the_schema_are_those_of_the_tables() -> None:
    assert get_args(PhoneKind) == PHONE_KINDS
    assert get_args(PlaceKind) == PLACE_KINDS
    assert list(sections.SETTINGS) == list(get_args(sections.Kind))
    assert list(sections.SETTINGS) == [kind.value for kind in SectionKind]
    theme = CardPatch.model_fields["theme"].annotation
    assert set(getattr(theme, "model_fields", {})) == {*CHOICES, "accent"}


@pytest.mark.parametrize("kind", sections.SETTINGS)
def test_a_new_section_needs_no_settings(kind: str) -> None:
    complete = sections.read_settings(kind, {})
    assert sections.read_settings(kind, complete) == complete


def test_a_flood_of_accents_costs_no_time() -> None:
    begun = time.process_time()
    address = "a" + "\u0301\u0323" * 50_000 + "@c.de"
    with pytest.raises(FieldErrors):
        parse(CardChanges, {"emails": [{"address": address}]})

    assert time.process_time() - begun < 1
