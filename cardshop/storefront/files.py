"""A card's files: the contact to save, and the QR code that leads to it."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from flask import Response, request
from flask.typing import ResponseReturnValue

from cardshop.cards.domain import vcard_writer
from cardshop.cards.domain.qr_drawing import svg
from cardshop.cards.domain.qr_pdf import Label, pdf
from cardshop.cards.domain.qr_png import SizeOutOfRange, png
from cardshop.cards.published import PublicCard
from cardshop.media import queries as media
from cardshop.storefront import codes, contacts
from cardshop.storefront.blueprint import bp
from cardshop.storefront.visits import found, sent
from cardshop.web.guards import everyone

DEFAULT_SIZE = 1024


@bp.get("/<slug>.vcf")
@everyone
def contact_file(slug: str) -> ResponseReturnValue:
    """The contact: vCard 3.0, which every phone shows with its photo, or 4.0 when asked for."""
    card = found(slug, ".vcf")
    version: Literal["3.0", "4.0"] = "4.0" if request.args.get("version") == "4.0" else "3.0"
    photo = media.photo(card.business.id, card.avatar_id)
    data = vcard_writer.write(contacts.contact_of(card, photo), version)
    response = Response(data, content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = _attachment(card, "vcf")
    return sent(response, card)


@bp.get("/<slug>/qr.svg")
@everyone
def qr_svg(slug: str) -> ResponseReturnValue:
    """The card's code as a drawing of any size."""
    card = found(slug, "/qr.svg")
    return sent(
        Response(svg(codes.url_of(card), codes.style_of(card)), mimetype="image/svg+xml"), card
    )


@bp.get("/<slug>/qr.png")
@everyone
def qr_png(slug: str) -> ResponseReturnValue:
    """The card's code in pixels, `?size=` of them a side."""
    card = found(slug, "/qr.png")
    data = png(codes.url_of(card), codes.style_of(card), _size())
    return sent(Response(data, mimetype="image/png"), card)


@bp.get("/<slug>/qr.pdf")
@everyone
def qr_pdf(slug: str) -> ResponseReturnValue:
    """The card's code to print, with its name and address."""
    card = found(slug, "/qr.pdf")
    label = Label(codes.url_of(card), card.display_name)
    return sent(Response(pdf([label], codes.style_of(card)), mimetype="application/pdf"), card)


def _size() -> int:
    """The wanted pixels a side. Raises SizeOutOfRange for what is no such number."""
    wanted = request.args.get("size", str(DEFAULT_SIZE))
    if not wanted.isdecimal() or len(wanted) > 4:
        raise SizeOutOfRange
    return int(wanted)


def _attachment(card: PublicCard, ending: str) -> str:
    """A file name for every client: plain letters, and the name as it is written (RFC 6266)."""
    name = card.display_name.replace("/", "-")
    return f"attachment; filename=\"{card.slug}.{ending}\"; filename*=UTF-8''{quote(name)}.{ending}"
