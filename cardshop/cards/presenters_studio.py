"""What stands around the studio's form: the poster in small, the verdict, the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.models import Card, QrTag
from cardshop.cards.presenters_poster import big_line, short_address, small_line
from cardshop.cards.presenters_qr import SWATCHES, Verdict, judged, logo_of, name_of, share_of_logo


@dataclass(frozen=True, slots=True)
class Studio:
    """One code as its page shows it, saved or just being chosen."""

    tag_id: int
    name: str
    is_primary: bool
    opens: str
    language: str
    has_photo: bool
    share: int
    scans: int
    big: str
    small: str
    address: str
    verdict: Verdict
    code: Markup
    picker: tuple[str, str]
    swatches: list[tuple[str, str]]


def studio_of(tag: QrTag, card: Card, drawing: Drawing) -> Studio:
    """The page of a code drawn like this, opening this card."""
    logo = logo_of(card)
    verdict = judged(tag, drawing.style(logo))
    return Studio(
        tag_id=tag.id,
        name=name_of(tag),
        is_primary=tag.is_primary,
        opens=card.display_name or f"/{card.slug}",
        language=card.locale,
        has_photo=logo is not None,
        share=share_of_logo(tag),
        scans=tag.scans,
        big=big_line(drawing, card),
        small=small_line(drawing, card),
        address=short_address(card),
        verdict=verdict,
        code=Markup(verdict.svg),  # noqa: S704 - our own drawing
        picker=(drawing.foreground, drawing.background),
        swatches=[(colour, str(name)) for colour, name in SWATCHES.items()],
    )
