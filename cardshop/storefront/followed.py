"""An order as its customer follows it: what is read to show it."""

from __future__ import annotations

from datetime import datetime

from flask import g

from cardshop.accounts import queries as accounts
from cardshop.cards import published
from cardshop.cards.domain import themes
from cardshop.cards.domain.themes import Theme
from cardshop.cards.published import PublicCard
from cardshop.media import queries as media
from cardshop.orders import queries
from cardshop.orders.messages.whatsapp import whatsapp_message
from cardshop.orders.models import Order
from cardshop.storefront import presenters, presenters_order
from cardshop.storefront.presenters_order import Look, OrderPage
from cardshop.storefront.shop_frame import colours_of
from cardshop.web import locales
from cardshop.web.site import absolute

# The look of an order whose card is gone.
_OURS = Theme(accent="#2348e0", background="paper", scheme="auto")


def order(token: str) -> Order:
    """The order of a link; from here on the page speaks its language. Raises NoSuchOrder."""
    found = queries.by_token(token)
    g.locale = str(locales.parse(found.locale)).replace("_", "-")
    return found


def page(found: Order, *, at: datetime) -> OrderPage:
    """What the customer is shown of it now."""
    business = accounts.business(found.business_id)
    settings = queries.settings_of(business.id)
    url = absolute(f"/o/{found.token}")
    return presenters_order.order_page(
        found,
        business,
        _look(found),
        whatsapp_message(found, business, link=url, settings=settings),
        url=url,
        payment=settings.payment_note,
        at=at,
    )


def _look(found: Order) -> Look:
    slug = published.slug_of(found.card_id)
    card = published.at(slug) if slug else None
    theme = card.theme if card else _OURS
    css = presenters.inlined(themes.css(theme, found.locale), "shop")
    return Look(css, colours_of(theme), _avatar(card), card)


def _avatar(card: PublicCard | None) -> media.Shown | None:
    if card is None or card.avatar_id is None:
        return None
    return media.shown(card.business.id, [card.avatar_id]).get(card.avatar_id)
