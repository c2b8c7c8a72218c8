"""A price for what a customer asks for: nothing is stored, nothing is promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.lib import phones
from cardshop.lib.errors import Sentence
from cardshop.lib.money import Currency
from cardshop.orders import queries
from cardshop.orders.domain import coupons, delivery, lines, pricing, windows
from cardshop.orders.domain.delivery import Zone
from cardshop.orders.domain.lines import Priced
from cardshop.orders.domain.quote import Problem, Quote, Totals
from cardshop.orders.domain.request import OrderRequest, QuoteRequest
from cardshop.orders.domain.windows import Window
from cardshop.orders.models import Coupon, DeliveryZone, ShopSettings


@dataclass(frozen=True, slots=True)
class _Till:
    """Everything that a price depends on besides the products, read once."""

    business: Business
    settings: ShopSettings
    zone: Zone | None
    coupon: coupons.Terms | None
    at: datetime

    def show(self, minor: int) -> str:
        """An amount as the business's customers read it."""
        currency = Currency(self.business.currency, self.business.currency_exponent)
        return currency.show(minor, self.business.locale)


def quote(
    business: Business, request: QuoteRequest, *, at: datetime, for_change: bool = False
) -> Quote:
    """The priced lines and totals, and all that keeps the order from being placed as asked.

    Reads only, in a constant number of statements; `for_change` locks the products, so that what
    was quoted is what is taken.
    """
    till = _till(business, request, at=at)
    keys = [line.product_id for line in request.lines]
    offers = catalogue.offers(business.id, keys, for_change=for_change)
    priced = lines.priced(request.lines, offers)
    subtotal = sum(line.total for line in priced.lines)
    fault = _coupon_fault(till, request, subtotal)
    totals = _totals(till, priced, counts=till.coupon is not None and fault is None)
    times = _Times(till, request, priced)
    return Quote(
        lines=priced.lines,
        totals=totals,
        problems=(
            *priced.problems,
            *_order_problems(till, request, totals),
            *([Problem("coupon", "/coupon", fault)] if fault else []),
            *times.problems(),
        ),
        coupon_code=till.coupon.code if till.coupon and not fault else "",
        zone_name=till.zone.name if till.zone else "",
        ready_at=times.ready_at,
        wanted_until=times.wanted.end if times.wanted else None,
    )


def _till(business: Business, request: QuoteRequest, *, at: datetime) -> _Till:
    """What the price depends on, in one to four statements."""
    asked = request.fulfilment
    wanted = asked.zone_id if asked and asked.kind == "delivery" else None
    zone = queries.find_zone(business.id, wanted) if wanted else None
    code = coupons.folded(request.coupon)
    coupon = queries.coupon_by_code(business.id, code) if code else None
    return _Till(
        business=business,
        settings=queries.settings_of(business.id),
        zone=_zone(zone) if zone else None,
        coupon=_terms(coupon, request) if coupon else None,
        at=at,
    )


def _zone(zone: DeliveryZone) -> Zone:
    return Zone(zone.id, zone.name, zone.fee, zone.minimum, zone.free_above, zone.minutes)


def _terms(coupon: Coupon, request: QuoteRequest) -> coupons.Terms:
    used = 0
    if coupon.max_uses_per_phone is not None and request.customer:
        used = queries.uses_by_phone(coupon.id, phones.canonical(request.customer.phone))
    return coupons.Terms(
        code=coupon.code,
        kind=coupon.kind.value,
        value=coupon.value,
        minimum=coupon.minimum,
        starts_at=coupon.starts_at,
        ends_at=coupon.ends_at,
        max_uses=coupon.max_uses,
        max_uses_per_phone=coupon.max_uses_per_phone,
        uses=coupon.uses,
        used_by_phone=used,
    )


def _coupon_fault(till: _Till, request: QuoteRequest, subtotal: int) -> Sentence | None:
    if not coupons.folded(request.coupon):
        return None
    asked = request.fulfilment
    return coupons.fault(
        till.coupon,
        subtotal=subtotal,
        is_delivery=asked.kind == "delivery" if asked else None,
        at=till.at,
        show=till.show,
    )


def _totals(till: _Till, priced: Priced, *, counts: bool) -> Totals:
    subtotal = sum(line.total for line in priced.lines)
    coupon = till.coupon if counts else None
    is_free = coupon is not None and coupon.kind == "free_delivery"
    return pricing.totals(
        priced.lines,
        discount=coupons.discount(coupon, subtotal),
        delivery_fee=0 if is_free else delivery.fee(till.zone, subtotal),
        prices_include_tax=till.business.prices_include_tax,
    )


def _order_problems(till: _Till, request: QuoteRequest, totals: Totals) -> Iterator[Problem]:
    settings, is_complete = till.settings, isinstance(request, OrderRequest)
    if not settings.is_taking_orders:
        yield Problem("closed", "", Sentence.of("We are not taking orders at the moment."))
    ways = {
        "pickup": settings.offers_pickup,
        "delivery": settings.offers_delivery,
        "dine_in": settings.offers_dine_in,
    }
    offered = frozenset(way for way, is_offered in ways.items() if is_offered)
    yield from delivery.problems(request.fulfilment, offered, till.zone, is_complete=is_complete)
    minimum = max(settings.minimum_order, till.zone.minimum if till.zone else 0)
    if totals.subtotal < minimum:
        words = Sentence.of("Orders here start at %(amount)s.", amount=till.show(minimum))
        yield Problem("minimum", "/lines", words)


class _Times:
    """When the request can be ready, and the windows that may be chosen."""

    def __init__(self, till: _Till, request: QuoteRequest, priced: Priced) -> None:
        self.till, self.request = till, request
        usual = till.settings.preparation_minutes
        self.minutes = delivery.minutes_needed(priced.lines, usual, till.zone)
        kept = till.business.opening_hours
        self.hours = Hours.parse(kept) if kept else Hours()
        self.zone = ZoneInfo(till.business.timezone)
        self.ready_at = windows.earliest(
            self.hours,
            self.zone,
            till.at,
            minutes=self.minutes,
            when_closed=till.settings.when_closed.value,
        )

    @property
    def offered(self) -> list[Window]:
        """The windows to choose from."""
        settings = self.till.settings
        return windows.offered(
            self.hours,
            self.zone,
            self.till.at,
            minutes=self.minutes,
            window_minutes=settings.window_minutes,
            days_ahead=settings.days_ahead,
            when_closed=settings.when_closed.value,
        )

    @cached_property
    def wanted(self) -> Window | None:
        """The window that was asked for, if it is one of them."""
        asked = self.request.fulfilment
        start = asked.wanted_from if asked else None
        return next((w for w in self.offered if w.start == start), None) if start else None

    def problems(self) -> Iterator[Problem]:
        """Closed, or a time that is not offered (any more)."""
        asked = self.request.fulfilment
        if self.ready_at is None:
            yield Problem("closed", "", Sentence.of("We are closed and take no orders just now."))
        elif asked and asked.wanted_from and self.wanted is None:
            words = Sentence.of("This time is no longer offered. Choose another.")
            yield Problem("window", "/fulfilment/wanted_from", words)
