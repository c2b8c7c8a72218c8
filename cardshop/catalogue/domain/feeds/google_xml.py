"""Google's product feed as RSS 2.0 (support.google.com/merchants/answer/7052112)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from cardshop.catalogue.domain.feeds.items import Item, Shop

LONGEST_DESCRIPTION = 5000
LONGEST_NAME = 70
_MOST_MORE = 10


def lines(shop: Shop, items: Iterable[Item]) -> Iterator[str]:
    """The document, element by element."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
    yield f"<title>{_text(shop.name)}</title>\n<link>{_text(shop.link)}</link>\n"
    yield f"<description>{_text(shop.name)}</description>\n"
    for item in items:
        yield "<item>\n"
        for name, value in _elements(shop, item):
            if value:
                yield f"<g:{name}>{_text(value)}</g:{name}>\n"
        yield "".join(_detail(name, value) for name, value in item.others)
        yield "</item>\n"
    yield "</channel>\n</rss>\n"


def _elements(shop: Shop, item: Item) -> Iterator[tuple[str, str]]:
    yield "id", item.id
    yield "title", item.full_title
    yield "description", (item.description or item.title)[:LONGEST_DESCRIPTION]
    yield "link", item.link
    yield "image_link", item.pictures[0] if item.pictures else ""
    yield from (("additional_image_link", p) for p in item.pictures[1 : _MOST_MORE + 1])
    yield "availability", "in_stock" if item.is_available else "out_of_stock"
    yield "price", f"{shop.currency.plain(item.price)} {shop.currency.code}"
    yield "condition", "new"
    yield "brand", (item.brand or shop.name)[:LONGEST_NAME]
    yield "gtin", item.gtin
    yield "mpn", item.sku[:LONGEST_NAME]
    yield "identifier_exists", "" if item.gtin or (item.brand and item.sku) else "no"
    yield "item_group_id", item.group
    yield "product_type", item.category
    yield from item.attributes.items()


def _detail(name: str, value: str) -> str:
    return (
        f"<g:product_detail><g:attribute_name>{_text(name)}</g:attribute_name>"
        f"<g:attribute_value>{_text(value)}</g:attribute_value></g:product_detail>\n"
    )


def _text(words: str) -> str:
    """Words as XML 1.0 may hold them: two characters of Unicode it may not."""
    return escape(words.replace("\ufffe", "").replace("\uffff", ""))
