"""QR tags: permanent codes on stickers, and their counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from cardshop.cards.domain.tags import TagContent
from cardshop.cards.models import Card, QrTag, Target
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Conflict


class TagIsPrimary(Conflict):
    """The card's own code cannot be deleted, because the card shows it."""


def create_primary_tag(card: Card, *, at: datetime) -> QrTag:
    """The code that the card's own buttons show."""
    return _new(card, at, target=Target.CARD, is_primary=True)


def create_tag(card: Card, content: TagContent, *, at: datetime) -> QrTag:
    """One more code for the card, such as "window poster" or "table 4"."""
    return _new(
        card,
        at,
        target=Target(content.target),
        label=content.label,
        table_name=content.table,
    )


def edit_tag(tag: QrTag, content: TagContent) -> None:
    """Change what was sent of the label and where the code leads; the code itself never changes."""
    sent = content.model_fields_set
    if "label" in sent:
        tag.label = content.label
    if "table" in sent:
        tag.table_name = content.table
    if "target" in sent:
        tag.target = Target(content.target)


def style_tag(tag: QrTag, style: Mapping[str, Any]) -> None:
    """Keep how the code is drawn. The style was tried out by `domain.qr_check` before."""
    tag.style = dict(style)


def delete_tag(tag: QrTag) -> None:
    """Give the code up: what was printed leads nowhere any more. Raises TagIsPrimary."""
    if tag.is_primary:
        raise TagIsPrimary
    db.session.delete(tag)


def count_scan(code: str) -> None:
    """One more scan; the database adds, so that none is lost when two come at once."""
    db.session.execute(
        update(QrTag)
        .where(QrTag.code == code)
        .values(scans=QrTag.scans + 1)
        .execution_options(synchronize_session=False)
    )


def _new(card: Card, at: datetime, **columns: Any) -> QrTag:
    tag = QrTag(card_id=card.id, code=ids.new_code(), created_at=at, **columns)
    db.session.add(tag)
    db.session.flush()
    return tag
