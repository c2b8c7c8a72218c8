"""What is written on a card, changed part by part."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cardshop.cards.domain.content import CardChanges, CardPatch
from cardshop.cards.domain.themes import Theme
from cardshop.cards.models import Card
from cardshop.cards.operations.addresses import rename
from cardshop.cards.operations.changed import changed, check_pictures, pictures_changed
from cardshop.cards.operations.publishing import publish, withdraw
from cardshop.cards.operations.sections import replace_sections

_PICTURES = ("avatar_id", "cover_id")


def edit(card: Card, changes: CardChanges, *, at: datetime) -> None:
    """Change what was sent; nothing else moves. Raises FieldErrors for a picture of others."""
    sent = changes.changes()
    _check_pictures(card, sent)
    if "theme" in sent:
        sent["theme"] = Theme.from_stored(card.theme).changed(sent["theme"]).choices()
    if not any(getattr(card, name) != value for name, value in sent.items()):
        return
    for name, value in sent.items():
        setattr(card, name, value)
    if set(_PICTURES) & sent.keys():
        pictures_changed(card, at=at)
    else:
        changed(card, at=at)


def apply(card: Card, patch: CardPatch, *, at: datetime) -> None:
    """Change everything that a program sent: content, sections, address, publication.

    Raises FieldErrors, SlugTaken or NameNeeded.
    """
    sent = patch.model_fields_set
    edit(card, patch, at=at)
    if "sections" in sent:
        replace_sections(card, patch.sections, at=at)
    if "slug" in sent:
        rename(card, patch.slug, at=at)
    if "published" in sent:
        (publish if patch.published else withdraw)(card, at=at)


def set_avatar(card: Card, picture_id: int | None, *, at: datetime) -> None:
    """Show this picture as the card's photo, or none. Raises FieldErrors."""
    edit(card, CardChanges(avatar_id=picture_id), at=at)


def set_cover(
    card: Card, picture_id: int | None, *, at: datetime, x: int = 50, y: int = 50
) -> None:
    """Show this picture on top, or none; x and y are the percentages of what must stay in sight.

    Raises FieldErrors.
    """
    edit(card, CardChanges(cover_id=picture_id, cover_x=x, cover_y=y), at=at)


def _check_pictures(card: Card, sent: dict[str, Any]) -> None:
    check_pictures(
        card.business_id, [(f"/{name}", sent[name]) for name in _PICTURES if name in sent]
    )
