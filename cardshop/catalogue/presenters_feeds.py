"""The feeds as their owner sees them: addresses, when they were fetched, what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import url_for

from cardshop.accounts.models import Business
from cardshop.accounts.windows import Window
from cardshop.catalogue.domain.feeds.preflight import Weakness, weaknesses
from cardshop.catalogue.exchange import feed_addresses, feed_items
from cardshop.catalogue.exchange.feed_links import link_maker, picture_maker
from cardshop.catalogue.models import ProductFeed
from cardshop.lib.dates import format_date, format_time
from cardshop.web import site
from cardshop.web.jinja import page_language


@dataclass(frozen=True, slots=True)
class Weak:
    """A product with its faults."""

    name: str
    href: str
    faults: list[Weakness]

    @property
    def is_serious(self) -> bool:
        """True when it would be refused."""
        return any(fault.is_serious for fault in self.faults)


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """Everything that the page says."""

    feed: ProductFeed | None
    windows: Sequence[Window]
    card: Window | None
    meta: str
    google: str
    last_fetched: str
    products: int
    refused: list[Weak]
    weak: list[Weak]
    is_local: bool


def feeds_page(business: Business, windows: Sequence[Window]) -> FeedsPage:
    """The page of a business's feeds; each product is judged."""
    feed = feed_addresses.feed_of(business.id)
    count, weak = _judged(business.id)
    chosen = feed.card_id if feed else None
    base = f"{site.base_url()}/feeds/{feed.token}" if feed else ""
    return FeedsPage(
        feed=feed,
        windows=windows,
        card=next((w for w in windows if w.card_id == chosen), None),
        meta=f"{base}/meta.csv",
        google=f"{base}/google.xml",
        last_fetched=_when(business, feed),
        products=count,
        refused=[w for w in weak if w.is_serious],
        weak=[w for w in weak if not w.is_serious],
        is_local=not site.settings().is_https,
    )


def _judged(business_id: int) -> tuple[int, list[Weak]]:
    count, weak = 0, list[Weak]()
    link, picture = link_maker("", ""), picture_maker("", "")
    for told in feed_items.told(business_id, link_of=link, picture_of=picture):
        count += 1
        faults = list(weaknesses(told.items, told.sizes))
        if faults:
            href = url_for("products.edit", product_id=told.product_id)
            weak.append(Weak(told.items[0].title, href, faults))
    return count, weak


def _when(business: Business, feed: ProductFeed | None) -> str:
    if feed is None or feed.last_fetched_at is None:
        return ""
    local = feed.last_fetched_at.astimezone(ZoneInfo(business.timezone))
    language = str(page_language())
    return f"{format_date(local.date(), language, 'day')}, {format_time(local.time(), language)}"
