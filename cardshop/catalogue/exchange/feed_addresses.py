"""The secret address of a business's feeds: made, found, changed, taken away. Nothing commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from cardshop.accounts.models import Business
from cardshop.accounts.windows import Window, windows_of
from cardshop.catalogue.domain.feeds.items import Shop
from cardshop.catalogue.models import ProductFeed
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import NotFound
from cardshop.lib.money import Currency

# Both fetch a feed and then its pictures; one note of it is enough.
_NOTED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was found by its address."""

    business_id: int
    content_version: int
    token: str
    shop: Shop
    window: Window


def feed_of(business_id: int) -> ProductFeed | None:
    """The business's feed, if it has made one."""
    return db.session.get(ProductFeed, business_id, populate_existing=True)


def make(business_id: int, card_id: int, *, at: datetime) -> ProductFeed:
    """A feed under a new address, or the one there is, leading to another card.

    Raises NotFound for a card that is not the business's.
    """
    if all(window.card_id != card_id for window in windows_of(business_id)):
        raise NotFound
    feed = feed_of(business_id)
    if feed is None:
        feed = ProductFeed(business_id=business_id, token=ids.new_token(), created_at=at)
        db.session.add(feed)
    feed.card_id = card_id
    db.session.flush()
    return feed


def rotate(business_id: int, *, at: datetime) -> None:
    """Give the feed another address: the old one is closed from now on. Raises NotFound."""
    feed = _held(business_id)
    feed.token, feed.created_at, feed.last_fetched_at = ids.new_token(), at, None


def revoke(business_id: int) -> None:
    """Take the feed away. Raises NotFound."""
    db.session.delete(_held(business_id))


def found(token: str, base_url: str) -> Feed:
    """The feed of this address. Raises NotFound, also for a card that is not published."""
    # PostgreSQL takes no NUL, not even to compare.
    if not token.isprintable():
        raise NotFound
    row = db.session.execute(
        select(ProductFeed, Business)
        .join(Business, Business.id == ProductFeed.business_id)
        .where(ProductFeed.token == token[:64])
    ).first()
    if row is None:
        raise NotFound
    feed, business = row
    window = next((w for w in windows_of(business.id) if w.card_id == feed.card_id), None)
    if window is None or not window.is_published:
        raise NotFound
    currency = Currency(business.currency, business.currency_exponent)
    shop = Shop(business.name, f"{base_url}/{window.slug}/shop", currency)
    return Feed(business.id, business.content_version, feed.token, shop, window)


def note_fetched(token: str, *, at: datetime) -> None:
    """Remember when the feed was last asked for, once a minute at most."""
    before = ProductFeed.last_fetched_at
    db.session.execute(
        update(ProductFeed)
        .where(ProductFeed.token == token, before.is_(None) | (before < at - _NOTED))
        .values(last_fetched_at=at)
        .execution_options(synchronize_session=False)
    )


def _held(business_id: int) -> ProductFeed:
    feed = feed_of(business_id)
    if feed is None:
        raise NotFound
    return feed
