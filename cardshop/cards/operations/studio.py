"""What the QR studio does with a tag: how it is drawn, and which card it opens."""

from __future__ import annotations

from cardshop.accounts import content
from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.models import Card, QrTag
from cardshop.cards.operations.tags import style_tag
from cardshop.lib.errors import Conflict


class TagStays(Conflict):
    """The card's own code always opens that card. Make a new code for another card."""


def redraw(tag: QrTag, card: Card, drawing: Drawing) -> None:
    """Draw the code like this from now on; the card's page shows it. It was tried out before."""
    style_tag(tag, drawing.model_dump())
    content.raise_version(card.business_id)


def lead_to(tag: QrTag, card: Card) -> None:
    """Let a code that is printed already open another card of the business. Raises TagStays."""
    if tag.card_id == card.id:
        return
    if tag.is_primary:
        raise TagStays
    tag.card_id = card.id
