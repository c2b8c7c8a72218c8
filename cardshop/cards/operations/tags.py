"""QR tags: permanent codes on stickers, and their counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from cardshop.cards import neighbours
from cardshop.cards.domain.tags import ProductUnknown, TableMissing, TagContent
from cardshop.cards.models import Card, QrTag, Target
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Conflict, FieldError, FieldErrors


class TagIsPrimary(Conflict):
    """The card's own code cannot be deleted, because the card shows it."""


def create_primary_tag(card: Card, *, at: datetime) -> QrTag:
    """The code that the card's own buttons show."""
    return _new(card, at, target=Target.CARD, is_primary=True)


def create_tag(card: Card, content: TagContent, *, at: datetime) -> QrTag:
    """One more code for the card, such as "window poster" or "table 4".

    Raises FieldErrors where a product or a table is not named.
    """
    tag = QrTag(card_id=card.id, code=ids.new_code(), created_at=at, table_name="")
    _aim(tag, card.business_id, content)
    tag.label = content.label
    db.session.add(tag)
    db.session.flush()
    return tag


def edit_tag(tag: QrTag, content: TagContent, *, business_id: int) -> None:
    """Change what was sent of the label and where the code leads; the code itself never changes.

    Raises FieldErrors where a product or a table is not named.
    """
    if content.model_fields_set & {"target", "product_id", "table"}:
        _aim(tag, business_id, content)
    if "label" in content.model_fields_set:
        tag.label = content.label


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


def _aim(tag: QrTag, business_id: int, content: TagContent) -> None:
    """Where the tag leads after what was sent; what its target does not need is forgotten."""
    sent = content.model_fields_set
    target = Target(content.target) if "target" in sent else tag.target or Target.CARD
    product_id = content.product_id if "product_id" in sent else tag.product_id
    table = content.table if "table" in sent else tag.table_name
    if target is Target.TABLE and not table:
        raise FieldErrors([FieldError("/table", TableMissing().detail)])
    if target is Target.PRODUCT and not _is_own(business_id, product_id):
        raise FieldErrors([FieldError("/product_id", ProductUnknown().detail)])
    tag.target = target
    tag.product_id = product_id if target is Target.PRODUCT else None
    tag.table_name = table if target is Target.TABLE else ""


def _is_own(business_id: int, product_id: int | None) -> bool:
    return product_id in neighbours.names_of("product", business_id, [product_id or 0])


def _new(card: Card, at: datetime, **columns: Any) -> QrTag:
    tag = QrTag(card_id=card.id, code=ids.new_code(), created_at=at, **columns)
    db.session.add(tag)
    db.session.flush()
    return tag
