"""Cards as others take them: JSON in the shape of http.md, and a contact for a contact file."""

from __future__ import annotations

from typing import Any

from cardshop.cards.domain.themes import Theme
from cardshop.cards.models import Card, QrTag, Section
from cardshop.web.jinja import isoformat
from cardshop.web.site import absolute

_AS_STORED = (
    *("display_name", "headline", "organisation", "job_title", "bio"),
    *("avatar_id", "cover_id", "locale"),
    *("phones", "emails", "websites", "addresses", "links"),
)


def card_as_json(card: Card) -> dict[str, Any]:
    """The CARD of http.md. The card was read by `queries.card_of`, with its sections."""
    address = absolute(f"/{card.slug}")
    return {
        "id": card.id,
        "slug": card.slug,
        "published": card.is_published,
        **{name: getattr(card, name) for name in _AS_STORED},
        "sections": [section_as_json(section) for section in card.sections],
        "theme": Theme.from_stored(card.theme).choices(),
        "url": address,
        "qr_url": f"{address}/qr.svg",
        "vcard_url": f"{address}.vcf",
        "version": card.version,
        "updated_at": isoformat(card.updated_at),
    }


def section_as_json(section: Section) -> dict[str, Any]:
    """One entry of CARD's sections."""
    return {
        "id": section.id,
        "kind": section.kind.value,
        "title": section.title,
        "visible": section.is_visible,
        "settings": section.settings,
    }


def tag_as_json(tag: QrTag) -> dict[str, Any]:
    """A QR tag as http.md lists it; `url` is what its code holds."""
    return {
        "id": tag.id,
        "label": tag.label,
        "target": tag.target.value,
        "product_id": tag.product_id,
        "service_id": tag.service_id,
        "table": tag.table_name,
        "code": tag.code,
        "url": tag_url(tag),
        "scans": tag.scans,
    }


def tag_url(tag: QrTag) -> str:
    """What the tag's code holds: an address that outlives every renaming."""
    return absolute(f"/q/{tag.code}")
