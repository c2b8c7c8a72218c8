"""A code to print: a poster, a small one, a table tent or stickers, in the card's look."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from cardshop.cards.domain import themes
from cardshop.cards.domain.qr_drawings import PAPERS, Drawing
from cardshop.cards.domain.themes import Theme
from cardshop.cards.models import Card, QrTag
from cardshop.cards.presenters_qr import code_svg, logo_of
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.web.locales import speaking
from cardshop.web.site import absolute

# The sheet that goes into the printer, and how often the same thing stands on it.
_SHEETS = {"a4": ("A4", 1), "a6": ("105mm 148mm", 1), "tent": ("A4", 2), "sticker": ("A4", 6)}


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that a page to print shows. `language` is that of its words, the card's."""

    paper: str
    copies: int
    big: str
    small: str
    code: Markup
    name: str
    headline: str
    address: str
    photo: Shown | None
    language: str
    css: Markup


def poster_of(tag: QrTag, card: Card, paper: str | None = None) -> Poster:
    """The code's poster on its own paper, or on another."""
    drawing = Drawing.from_stored(tag.style)
    paper = paper if paper in PAPERS else drawing.paper
    size, copies = _SHEETS[paper]
    return Poster(
        paper=paper,
        copies=copies,
        big=big_line(drawing, card),
        small=small_line(drawing, card),
        code=Markup(code_svg(tag, logo_of(card))),  # noqa: S704 - our own drawing
        name=card.display_name,
        headline=card.headline,
        address=short_address(card),
        photo=media.shown(card.business_id, [card.avatar_id]).get(card.avatar_id or 0),
        language=card.locale,
        css=Markup(f"@page{{size:{size};margin:0}}{_colours(card)}"),  # noqa: S704 - closed choices
    )


def big_line(drawing: Drawing, card: Card) -> str:
    """The largest words: the owner's, else the card's name."""
    return drawing.big or card.display_name


def small_line(drawing: Drawing, card: Card) -> str:
    """What to do with the code, in the card's language."""
    with speaking(card.locale):
        return drawing.small or _("Scan with your phone camera")


def short_address(card: Card) -> str:
    """The card's address as people without a scanner type it."""
    return absolute(f"/{card.slug}").removeprefix("https://").removeprefix("http://")


def _colours(card: Card) -> str:
    """The card's look by day: paper is light, and a page full of dark ink dries badly."""
    look = Theme.from_stored(card.theme).changed({"scheme": "light"})
    return themes.css(look, card.locale)
