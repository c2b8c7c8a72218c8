"""The feeds that Meta and Google fetch, and the pictures in them as JPEG, which both take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from cardshop.catalogue.domain.feeds import google_xml, meta_csv
from cardshop.catalogue.domain.feeds.items import Item
from cardshop.catalogue.exchange import feed_addresses, feed_items
from cardshop.catalogue.exchange.feed_addresses import Feed
from cardshop.catalogue.exchange.feed_links import link_maker, picture_maker
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import NotFound
from cardshop.media import queries as media
from cardshop.media.domain.pictures import jpeg_of
from cardshop.web import site
from cardshop.web.guards import everyone

bp = Blueprint("feeds", __name__, url_prefix="/feeds")
_DAY = "private, max-age=86400"


@bp.before_request
def be_the_same_for_everyone() -> None:
    """Nobody signs in to fetch a feed."""
    g.anonymous = True


@bp.get("/<token>/meta.csv")
@everyone
def meta(token: str) -> ResponseReturnValue:
    """The products as Meta's catalogue takes them."""
    feed = feed_addresses.found(token, site.base_url())
    return _sent(feed, lambda: meta_csv.lines(feed.shop, _items(feed)), "text/csv")


@bp.get("/<token>/google.xml")
@everyone
def google(token: str) -> ResponseReturnValue:
    """The products as Google's Merchant Center takes them."""
    feed = feed_addresses.found(token, site.base_url())
    return _sent(feed, lambda: google_xml.lines(feed.shop, _items(feed)), "application/xml")


@bp.get("/<token>/<key:picture_id>.jpg")
@everyone
def picture(token: str, picture_id: int) -> ResponseReturnValue:
    """A picture of a product: ours are WebP, which not everyone takes."""
    feed = feed_addresses.found(token, site.base_url())
    data = media.file(feed.business_id, picture_id, 1280)
    if data is None:
        raise NotFound
    response = Response(jpeg_of(data), mimetype="image/jpeg")
    response.headers["Cache-Control"] = _DAY
    return response


def _items(feed: Feed) -> Iterator[Item]:
    for told in feed_items.told(
        feed.business_id,
        link_of=link_maker(site.base_url(), feed.window.slug),
        picture_of=picture_maker(site.base_url(), feed.token),
    ):
        yield from told.items


def _sent(feed: Feed, lines: Callable[[], Iterator[str]], kind: str) -> Response:
    """The document, or word that it is still the same."""
    with transaction():
        feed_addresses.note_fetched(feed.token, at=clock.now())
    response = Response(content_type=f"{kind}; charset=utf-8")
    response.set_etag(f"{feed.content_version}-{feed.window.card_id}", weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    response.set_data("".join(lines()))
    return response
