"""A code to take away: as SVG, PNG or PDF, and as a poster to print."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.cards import queries
from cardshop.cards.blueprint_qr import bp
from cardshop.cards.domain.qr_pdf import POSTER, LabelsTooSmall, Sheet
from cardshop.cards.domain.qr_png import SizeOutOfRange
from cardshop.cards.models import Card, QrTag
from cardshop.cards.presenters_poster import poster_of
from cardshop.cards.presenters_qr import code_pdf, code_png, code_svg, logo_of, name_of
from cardshop.web.guards import owner
from cardshop.web.security import allow_styles

DEFAULT_SIZE = 1024
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@bp.get("/<int:tag_id>/<any(svg, png, pdf):suffix>")
@owner
def download(tag_id: int, suffix: str) -> ResponseReturnValue:
    """The code's file; `?size=` for PNG, `?rows=` and `?columns=` for a page of labels."""
    tag, card = _own_tag(tag_id)
    answer = Response(_file(tag, card, suffix), mimetype=_TYPES[suffix])
    name = f"{name_of(tag).replace('/', '-')}.{suffix}"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"qr-{tag.code}.{suffix}\"; filename*=UTF-8''{quote(name)}"
    )
    return answer


@bp.get("/<int:tag_id>/poster")
@owner
def poster(tag_id: int) -> str:
    """The page to print, on the chosen paper or `?paper=` another."""
    tag, card = _own_tag(tag_id)
    shown = poster_of(tag, card, request.args.get("paper"))
    allow_styles([shown.css])
    return render_template("cards/qr/poster.html", poster=shown, tag=tag, name=name_of(tag))


def _own_tag(tag_id: int) -> tuple[QrTag, Card]:
    tag = queries.tag_of(current.business_id(), tag_id)
    return tag, queries.card_of(current.business_id(), tag.card_id)


def _file(tag: QrTag, card: Card, suffix: str) -> str | bytes:
    logo = logo_of(card)
    if suffix == "svg":
        return code_svg(tag, logo)
    if suffix == "png":
        return code_png(tag, logo, _asked("size", DEFAULT_SIZE, SizeOutOfRange))
    return code_pdf(tag, logo, card.display_name, _sheet())


def _sheet() -> Sheet:
    """One code a page, or the labels that were asked for. Raises LabelsTooSmall."""
    if not request.args.keys() & {"rows", "columns"}:
        return POSTER
    return Sheet(_asked("rows", 1, LabelsTooSmall), _asked("columns", 1, LabelsTooSmall))


def _asked(name: str, default: int, refusal: type[SizeOutOfRange | LabelsTooSmall]) -> int:
    """A number of the address. Raises the refusal for what is no such number."""
    typed = request.args.get(name, str(default))
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 4):
        raise refusal
    return int(typed)
