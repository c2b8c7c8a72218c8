"""The QR code of a card: what it holds, and how its owner wants it drawn."""

from __future__ import annotations

from cardshop.cards.domain.qr_codes import Style
from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.published import NoCardHere, PublicCard
from cardshop.media import queries as media
from cardshop.web.site import absolute

# Enough pixels for a fifth of the side of the largest PNG.
LOGO = 320


def url_of(card: PublicCard) -> str:
    """What the code holds: an address that outlives every renaming. Raises NoCardHere."""
    if not card.tag:
        raise NoCardHere
    return absolute(f"/q/{card.tag}")


def style_of(card: PublicCard) -> Style:
    """The style that was tried out when it was chosen; its logo is the card's picture."""
    drawing = Drawing.from_stored(card.tag_style)
    logo = media.file(card.business.id, card.avatar_id, LOGO) if drawing.logo else None
    return drawing.style(logo)
