"""What every change of a card entails: a new version, stale pages, pictures held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cardshop.accounts import content
from cardshop.cards import queries
from cardshop.cards.domain.sections import pictures_in
from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.media import operations as media
from cardshop.media import queries as pictures


class PictureUnknown(Invalid):
    """There is no such picture. Upload it again."""


def changed(card: Card, *, at: datetime) -> None:
    """Raise the card's version and make the kept pages of its business stale."""
    card.version += 1
    card.updated_at = at
    content.raise_version(card.business_id)


def pictures_changed(card: Card, *, at: datetime) -> None:
    """The same, when the card may show other pictures than before: those no longer used go."""
    changed(card, at=at)
    hold_pictures(card)


def hold_pictures(card: Card) -> None:
    """Say which pictures the card shows; what nothing shows any more is removed."""
    db.session.flush()
    shown = [card.avatar_id, card.cover_id]
    for section in queries.sections_of(card.id):
        shown += pictures_in(section.settings)
    media.set_uses(used_by=holder(card), picture_ids={key for key in shown if key is not None})


def holder(card: Card) -> str:
    """The card's name among the users of pictures."""
    return f"card:{card.id}"


def check_pictures(business_id: int, wanted: Iterable[tuple[str, int | None]]) -> None:
    """Refuse pictures that are not the business's, each at its JSON pointer. Raises FieldErrors."""
    wanted = list(wanted)
    known = pictures.shown(business_id, (key for _, key in wanted))
    faults = [
        FieldError(pointer, PictureUnknown().detail)
        for pointer, key in wanted
        if key is not None and key not in known
    ]
    if faults:
        raise FieldErrors(faults)
