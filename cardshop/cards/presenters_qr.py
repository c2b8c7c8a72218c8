"""QR codes as pages and files show them: drawn, named, judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.cards.domain import qr_check, qr_drawing, qr_pdf, qr_png
from cardshop.cards.domain.qr_codes import QUIET_ZONE, Style, code_of
from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.models import Card, QrTag, Target
from cardshop.cards.neighbours import Kind, names_of
from cardshop.cards.presenters import tag_url
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import LARGEST_KEY
from cardshop.media import queries as media
from cardshop.web.errors import say
from cardshop.web.locales import number

Names = Mapping[Kind, Mapping[int, str]]
# Enough pixels for a fifth of the side of the largest PNG.
LOGO_WIDTH = 320
SWATCHES = {
    "#000000": _l("Black"),
    "#7d3510": _l("Brown"),
    "#12407a": _l("Blue"),
    "#0b5a3c": _l("Green"),
    "#5b1d7a": _l("Purple"),
    "#7a1528": _l("Red"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One code in the list."""

    name: str
    opens: str
    scans: int
    is_primary: bool
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether phones read the code, in words; `svg` is its drawing if it can be drawn at all."""

    title: str
    sentence: str
    svg: str
    is_good: bool


def logo_of(card: Card) -> bytes | None:
    """The card's photo, as it stands in the middle of a code."""
    return media.file(card.business_id, card.avatar_id, LOGO_WIDTH)


def style_of(tag: QrTag, logo: bytes | None) -> Style:
    """How the tag's owner wants it drawn."""
    return Drawing.from_stored(tag.style).style(logo)


def code_svg(tag: QrTag, logo: bytes | None) -> str:
    """The tag's code as a drawing of any size."""
    return qr_drawing.svg(tag_url(tag), style_of(tag, logo))


def code_png(tag: QrTag, logo: bytes | None, size: int) -> bytes:
    """The tag's code in pixels. Raises SizeOutOfRange and SizeTooSmall."""
    return qr_png.png(tag_url(tag), style_of(tag, logo), size)


def code_pdf(
    tag: QrTag, logo: bytes | None, caption: str, sheet: qr_pdf.Sheet = qr_pdf.POSTER
) -> bytes:
    """An A4 page full of the tag's code: one, or as many labels as the sheet has places.

    Raises LabelsTooSmall.
    """
    label = qr_pdf.Label(tag_url(tag), caption)
    return qr_pdf.pdf([label] * (sheet.rows * sheet.columns), style_of(tag, logo), sheet)


def name_of(tag: QrTag) -> str:
    """What the owner calls the code, or what it is."""
    if tag.label:
        return tag.label
    return str(_("The code on your card") if tag.is_primary else _("Code %(code)s", code=tag.code))


def product_named(business_id: int, product_id: str) -> str:
    """The name of one of the business's products; nothing where the key is nobody's."""
    key = int(product_id) if product_id.isascii() and product_id.isdecimal() else 0
    if not 0 < key <= LARGEST_KEY:
        return ""
    return names_of("product", business_id, [key]).get(key, "")


def names_behind(business_id: int, tags: Iterable[QrTag]) -> Names:
    """The names of the products and services that codes open, by what kind of thing they are."""
    shown = list(tags)
    wanted: dict[Kind, list[int]] = {
        "product": [tag.product_id for tag in shown if tag.product_id],
        "service": [tag.service_id for tag in shown if tag.service_id],
    }
    return {kind: names_of(kind, business_id, keys) for kind, keys in wanted.items() if keys}


def opened_by(tag: QrTag, card: Card, names: Names) -> str:
    """What the code opens, in words; `names` are those of `names_behind`."""
    place = card.display_name or f"/{card.slug}"
    if tag.target is Target.TABLE:
        return str(_("%(card)s, table %(table)s", card=place, table=tag.table_name))
    if tag.target is Target.SHOP:
        return str(_("%(card)s, the shop", card=place))
    if tag.target is Target.PRODUCT:
        product = names.get("product", {}).get(tag.product_id or 0, _("a product that is gone"))
        return str(_("%(card)s, %(product)s", card=place, product=product))
    if tag.target is Target.SERVICE:
        service = names.get("service", {}).get(tag.service_id or 0, _("booking"))
        return str(_("%(card)s, %(service)s", card=place, service=service))
    return place


def row(tag: QrTag, card: Card, names: Names) -> Row:
    """The code as the list shows it."""
    return Row(
        name=name_of(tag),
        opens=opened_by(tag, card, names),
        scans=tag.scans,
        is_primary=tag.is_primary,
        href=url_for("qr_codes.edit", tag_id=tag.id),
        picture=url_for("qr_codes.download", tag_id=tag.id, suffix="svg"),
    )


def judged(tag: QrTag, style: Style) -> Verdict:
    """The code tried out by a decoder of its own."""
    url, drawn = tag_url(tag), ""
    try:
        drawn = qr_drawing.svg(url, style)
        qr_check.require_scannable(url, style)
    except Invalid as refusal:
        return Verdict(_("Does not scan."), say(refusal.detail), drawn, is_good=False)
    return Verdict(_("Scans well."), _facts(style), drawn, is_good=True)


def share_of_logo(tag: QrTag) -> int:
    """How much of the code a logo covers, in percent."""
    code = code_of(tag_url(tag), Style(logo=b""))
    return round(100 * code.hole**2 / code.modules**2)


def _facts(style: Style) -> str:
    # The ratio is cut, not rounded, as it is where it is judged.
    ratio, edge = number(int(style.contrast * 10) / 10, "0.0"), number(QUIET_ZONE)
    words = _("Contrast %(ratio)s to 1, quiet edge of %(edge)s squares, repair level %(level)s.")
    return str(words % {"ratio": ratio, "edge": edge, "level": style.level})
