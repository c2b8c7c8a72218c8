"""How a visitor comes to a card: the address they asked for, and how long the answer is true."""

from __future__ import annotations

import hmac
import re
from datetime import datetime

from flask import Response, g, request

from cardshop.accounts.opening import LONGEST_TRUE
from cardshop.cards import published
from cardshop.cards.published import NoCardHere, PublicCard
from cardshop.lib import clock
from cardshop.web import cache, locales

# What an address can be made of; anything else is not asked for.
_SLUG = re.compile(r"[a-z0-9-]{1,64}")


class Moved(Exception):
    """The card is at another address now: an old one, or one typed in capitals, leads there."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def found(slug: str, ending: str = "") -> PublicCard:
    """The card at this address; from here on the page speaks its language.

    Raises NoCardHere, also for a card that is not published unless the preview's secret was given,
    and Moved with the address of the same thing at the card's present one.
    """
    if not _SLUG.fullmatch(slug.lower()):
        raise NoCardHere
    card = published.at(slug.lower())
    if not card.is_published and not draft_of(card):
        raise NoCardHere
    if card.slug != slug:
        raise Moved(f"/{card.slug}{ending}")
    g.locale = str(locales.parse(card.locale)).replace("_", "-")
    return card


def draft_of(card: PublicCard) -> str:
    """The preview's secret, if it was given and is right; empty for everyone else."""
    given = request.args.get("draft", "").encode()
    return card.preview_token if hmac.compare_digest(given, card.preview_token.encode()) else ""


def sent(response: Response, card: PublicCard, valid_until: datetime | None = None) -> Response:
    """The answer for everyone, kept until the business changes something or until then.

    A preview is for one person: it is kept nowhere, found by nobody, and tells no other site its
    secret.
    """
    if "draft" in request.args:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    return cache.keep(
        response,
        business_id=card.business.id,
        version=card.business.version,
        valid_until=valid_until or clock.now() + LONGEST_TRUE,
    )
