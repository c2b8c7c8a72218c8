"""A cart at the till: everything that is read to show and to price it, in constant statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cardshop.accounts import queries as accounts
from cardshop.cards import published
from cardshop.cards.published import PublicCard
from cardshop.lib.validation import parse
from cardshop.orders import queries
from cardshop.orders.domain import delivery, windows
from cardshop.orders.domain.cart import Cart
from cardshop.orders.domain.quote import Quote
from cardshop.orders.domain.request import QuoteRequest
from cardshop.orders.domain.windows import Window
from cardshop.orders.models import ShopSettings
from cardshop.orders.operations.quoting import quote
from cardshop.storefront import presenters_cart, ways
from cardshop.storefront.forms_checkout import CheckoutForm
from cardshop.storefront.presenters_checkout import Till
from cardshop.storefront.shop_frame import Frame, frame
from cardshop.storefront.ways import Way


@dataclass(frozen=True, slots=True)
class Counter:
    """A shop that somebody stands before: how it takes orders, and in which ways from them."""

    frame: Frame
    settings: ShopSettings
    ways: list[Way]
    tag_code: str

    @property
    def has_delivery(self) -> bool:
        """Whether delivery can be chosen."""
        return any(way.kind == "delivery" for way in self.ways)


def framed(card: PublicCard, *, at: datetime) -> Frame:
    """The frame of the card's pages of ordering."""
    return frame(card, accounts.business(card.business.id), at=at)


def counter(card: PublicCard, tag_code: str, *, at: datetime) -> Counter:
    """The shop of a card for somebody who scanned a code, or none."""
    key = card.business.id
    settings = queries.settings_of(key)
    zones = queries.zones(key) if settings.offers_delivery else []
    table = published.table_behind(tag_code, key) if settings.offers_dine_in and tag_code else ""
    return Counter(framed(card, at=at), settings, ways.offered(settings, zones, table), tag_code)


def priced(shop: Frame, cart: Cart) -> Quote | None:
    """What is in the cart at today's prices, before anything else is chosen; of nothing, none."""
    if not cart.lines:
        return None
    asked = QuoteRequest(lines=[line.asked() for line in cart.lines])
    return quote(shop.business, asked, at=shop.clock.now)


def priced_for(shop: Counter, cart: Cart, form: CheckoutForm) -> Quote:
    """The same for what is chosen so far. Raises FieldErrors for words that are none."""
    asked = parse(QuoteRequest, form.price_asked(cart, shop.ways))
    return quote(shop.frame.business, asked, at=shop.frame.clock.now)


def till(shop: Counter, cart: Cart, form: CheckoutForm, told: Quote) -> Till:
    """What the checkout shows for a quote."""
    way = form.way(shop.ways)
    return Till(
        frame=shop.frame,
        settings=shop.settings,
        ways=shop.ways,
        lines=presenters_cart.lines_of(shop.frame, cart, told),
        quote=told,
        windows=_windows(shop, way, told),
    )


def _windows(shop: Counter, way: Way | None, told: Quote) -> list[Window]:
    clock, settings, zone = shop.frame.clock, shop.settings, way.zone if way else None
    minutes = delivery.minutes_needed(told.lines, settings.preparation_minutes, None)
    return windows.offered(
        shop.frame.card.business.hours,
        clock.zone,
        clock.now,
        minutes=minutes + (zone.minutes if zone else 0),
        window_minutes=settings.window_minutes,
        days_ahead=settings.days_ahead,
        when_closed=settings.when_closed.value,
    )
