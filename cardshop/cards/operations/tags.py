"""QR tags: permanent codes on stickers, and their counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from cardshop.cards import neighbours
from cardshop.cards.domain.tags import (
    ProductUnknown,
    ServiceUnknown,
    TableMissing,
    TagContent,
)
from cardshop.cards.models import Card, QrTag, Target
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Conflict, FieldError, FieldErrors

# What says where a tag leads.
_AIM = {"target", "product_id", "service_id", "table"}


class TagIsPrimary(Conflict):
    """The card's own code cannot be deleted, because the card shows it."""


def create_primary_tag(card: Card, *, at: datetime) -> QrTag:
    """The code that the card's own buttons show."""
    return _new(card, at, target=Target.CARD, is_primary=True)


def create_tag(card: Card, content: TagContent, *, at: datetime) -> QrTag:
    """One more code for the card, such as "window poster" or "table 4".

    Raises FieldErrors where a product, a service or a table is not named.
    """
    tag = QrTag(card_id=card.id, code=ids.new_code(), created_at=at, table_name="")
    _aim(tag, card.business_id, content)
    tag.label = content.label
    db.session.add(tag)
    db.session.flush()
    return tag


def edit_tag(tag: QrTag, content: TagContent, *, business_id: int) -> None:
    """Change what was sent of the label and where the code leads; the code itself never changes.

    Raises FieldErrors where a product, a service or a table is not named.
    """
    if content.model_fields_set & _AIM:
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
    present = _present(tag)
    aim = present | content.model_dump(include=_AIM, exclude_unset=True)
    target = Target(aim["target"])
    # A code whose service is gone leads to booking all the same, and may be drawn anew.
    if aim != present:
        _require_aim(target, aim, business_id)
    tag.target = target
    tag.product_id = aim["product_id"] if target is Target.PRODUCT else None
    tag.service_id = aim["service_id"] if target is Target.SERVICE else None
    tag.table_name = aim["table"] if target is Target.TABLE else ""


def _present(tag: QrTag) -> dict[str, Any]:
    return {
        "target": (tag.target or Target.CARD).value,
        "product_id": tag.product_id,
        "service_id": tag.service_id,
        "table": tag.table_name,
    }


def _require_aim(target: Target, aim: Mapping[str, Any], business_id: int) -> None:
    if target is Target.TABLE and not aim["table"]:
        raise FieldErrors([FieldError("/table", TableMissing().detail)])
    if target is Target.PRODUCT and not _is_own("product", business_id, aim["product_id"]):
        raise FieldErrors([FieldError("/product_id", ProductUnknown().detail)])
    if target is Target.SERVICE and not _is_own("service", business_id, aim["service_id"]):
        raise FieldErrors([FieldError("/service_id", ServiceUnknown().detail)])


def _is_own(kind: neighbours.Kind, business_id: int, key: int | None) -> bool:
    return key in neighbours.names_of(kind, business_id, [key or 0])


def _new(card: Card, at: datetime, **columns: Any) -> QrTag:
    tag = QrTag(card_id=card.id, code=ids.new_code(), created_at=at, **columns)
    db.session.add(tag)
    db.session.flush()
    return tag
