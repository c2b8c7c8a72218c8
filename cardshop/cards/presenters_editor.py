"""The frame of the editor: which parts there are, where the preview is, what the badge says."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from cardshop.cards.models import Card

PARTS = (
    ("profile", "cards.edit", _l("Profile")),
    ("contact", "cards.contact", _l("Contact")),
    ("links", "cards.links", _l("Links")),
    ("sections", "cards.sections", _l("Sections")),
    ("design", "cards.design", _l("Design")),
    ("address", "cards.address", _l("Address")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the editor, as the segmented control shows it."""

    href: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the forms of one card."""

    card_id: int
    name: str
    is_published: bool
    parts: list[Part]
    view_href: str
    preview_src: str
    edit_href: str
    preview_href: str
    shows_preview: bool


def frame(card: Card, part: str) -> Frame:
    """The frame around one part of the editor, for the address that is asked for now."""
    draft = f"/{card.slug}?{urlencode({'draft': card.preview_token})}"
    here = url_for(next(endpoint for name, endpoint, _ in PARTS if name == part), card_id=card.id)
    return Frame(
        card_id=card.id,
        name=card.display_name,
        is_published=card.is_published,
        parts=[
            Part(url_for(endpoint, card_id=card.id), str(label), name == part)
            for name, endpoint, label in PARTS
        ],
        view_href=f"/{card.slug}" if card.is_published else draft,
        preview_src=draft,
        edit_href=here,
        preview_href=f"{here}?show=preview",
        shows_preview=request.args.get("show") == "preview",
    )
