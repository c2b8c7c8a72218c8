"""The card and the sticker that brought an order."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cardshop.cards.models import Card, QrTag
from cardshop.db import db
from cardshop.orders.models import Order


def held_card(business_id: int, card_id: int | None) -> int | None:
    """The card's key, if it is the business's; it cannot be removed until the transaction ends."""
    if card_id is None:
        return None
    return db.session.scalar(
        select(Card.id)
        .where(Card.business_id == business_id, Card.id == card_id)
        .with_for_update(read=True, key_share=True)
    )


def held_tag(business_id: int, code: str) -> int | None:
    """The key of the business's QR tag with that code, held in the same way."""
    if not code:
        return None
    return db.session.scalar(
        select(QrTag.id)
        .join(Card, Card.id == QrTag.card_id)
        .where(Card.business_id == business_id, QrTag.code == code)
        .with_for_update(read=True, key_share=True, of=QrTag)
    )


def tag_codes(orders: Iterable[Order]) -> dict[int, str]:
    """The codes of the stickers that brought the orders, by the tags' keys. One statement."""
    wanted = {order.source_tag_id for order in orders if order.source_tag_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(QrTag.id, QrTag.code).where(QrTag.id.in_(wanted)))
    return dict(rows.all())
