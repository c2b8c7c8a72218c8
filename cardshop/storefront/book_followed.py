"""A booking as its customer follows it: what is read to show it."""

from __future__ import annotations

from datetime import datetime

from flask import g

from cardshop.accounts import queries as accounts
from cardshop.booking import queries
from cardshop.booking.operations import states
from cardshop.cards import published
from cardshop.cards import queries as cards
from cardshop.cards.published import PublicCard
from cardshop.storefront import book_frame
from cardshop.storefront.presenters_booking import Known
from cardshop.web import locales


def known(token: str, *, at: datetime) -> Known:
    """What is shown of a link's booking now, in constant statements. Raises NoSuchBooking.

    From here on the page speaks its language.
    """
    found = queries.by_token(token)
    g.locale = str(locales.parse(found.locale)).replace("_", "-")
    business = accounts.business(found.business_id)
    card = card_of(business.id, found.card_id)
    frame = book_frame.frame_of(business, card, locale=found.locale, at=at)
    return Known(found, states.service_of(found), frame)


def card_of(business_id: int, card_id: int | None) -> PublicCard | None:
    """The card that somebody came from, as far as it is to be seen; else the first one that is."""
    slug = published.slug_of(card_id) if card_id else ""
    card = published.at(slug) if slug else None
    if card and card.is_published:
        return card
    shown = (one.slug for one in cards.listed(business_id) if one.published_at)
    first = next(shown, "")
    return published.at(first) if first else None
