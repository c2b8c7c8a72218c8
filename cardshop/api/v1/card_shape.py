"""CARD as it is answered, and what it looks like."""

from __future__ import annotations

from typing import Any

from cardshop.api.v1.shape import Instant, Shape, Uri
from cardshop.cards.domain.parts import Address, Email, Look, Phone, Website
from cardshop.cards.domain.sections import Kind
from cardshop.cards.domain.themes import Theme

NEW_EXAMPLE: dict[str, Any] = {
    "slug": "golden-crumb",
    "published": True,
    "display_name": "Golden Crumb",
    "headline": "Bread and pastry in Kilimani",
    "phones": [{"kind": "mobile", "number": "+254 700 000123"}],
    "links": [{"url": "https://instagram.com/goldencrumb"}],
    "sections": [{"kind": "about", "title": "Our bread", "settings": {"text": "Baked *daily*."}}],
    "theme": {"preset": "harbour"},
}
EXAMPLE: dict[str, Any] = {
    "id": 7,
    "slug": "golden-crumb",
    "published": True,
    "display_name": "Golden Crumb",
    "headline": "Bread and pastry in Kilimani",
    "organisation": "",
    "job_title": "",
    "bio": "",
    "avatar_id": None,
    "cover_id": None,
    "locale": "en-KE",
    "phones": [{"kind": "mobile", "number": "+254700000123"}],
    "emails": [],
    "websites": [],
    "addresses": [],
    "links": [{"network": "instagram", "url": "https://instagram.com/goldencrumb", "label": ""}],
    "sections": [
        {
            "id": 31,
            "kind": "about",
            "title": "Our bread",
            "visible": True,
            "settings": {"text": "Baked *daily*."},
        }
    ],
    "theme": Theme().choices(),
    "url": "https://cards.example/golden-crumb",
    "qr_url": "https://cards.example/golden-crumb/qr.svg",
    "vcard_url": "https://cards.example/golden-crumb.vcf",
    "version": 1,
    "updated_at": "2027-03-28T09:00:00Z",
}


class LinkShape(Shape):
    """A profile on a network."""

    network: str
    url: str
    label: str


class SectionShape(Shape):
    """A part of a card. Each kind has its own settings."""

    id: int
    kind: Kind
    title: str
    visible: bool
    settings: dict[str, Any]


class CardShape(Shape):
    """A card, the page of a business or a person."""

    id: int
    slug: str
    published: bool
    display_name: str
    headline: str
    organisation: str
    job_title: str
    bio: str
    avatar_id: int | None
    cover_id: int | None
    locale: str
    phones: list[Phone]
    emails: list[Email]
    websites: list[Website]
    addresses: list[Address]
    links: list[LinkShape]
    sections: list[SectionShape]
    theme: Look
    url: Uri
    qr_url: Uri
    vcard_url: Uri
    version: int
    updated_at: Instant
