"""The QR code of a card: what it holds, and how its owner wants it drawn."""

from __future__ import annotations

from cardshop.cards.domain.qr_codes import Shape, Style
from cardshop.cards.published import NoCardHere, PublicCard
from cardshop.web.site import absolute


def url_of(card: PublicCard) -> str:
    """What the code holds: an address that outlives every renaming. Raises NoCardHere."""
    if not card.tag:
        raise NoCardHere
    return absolute(f"/q/{card.tag}")


def style_of(card: PublicCard) -> Style:
    """The style that was tried out when it was chosen."""
    chosen = {k: v for k, v in card.tag_style.items() if k in ("foreground", "background")}
    return Style(**chosen, shape=Shape(card.tag_style.get("shape", Shape.SQUARE)))
