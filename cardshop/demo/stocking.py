"""Fills an example's shelves, through the operations that pages use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cardshop.accounts.models import Business
from cardshop.catalogue import operations as catalogue
from cardshop.catalogue.domain.content import CategoryContent, ProductContent
from cardshop.catalogue.models import Product
from cardshop.demo import drawings, past_orders
from cardshop.demo.shop import Item, Shop
from cardshop.lib.validation import parse
from cardshop.media import operations as media
from cardshop.orders import operations as orders
from cardshop.orders.domain.shop import CouponContent, SettingsChanges, ZoneContent

RENDERED = Path(__file__).resolve().parent.parent.parent / "static" / "demo"


def stock(business: Business, shop: Shop, *, owner: str, at: datetime) -> None:
    """Products with their pictures, zones, coupons, how orders are taken, and ninety days of them."""
    shelves = _shelves(business, shop, at=at)
    pictures = {item.picture: _picture(business, item, at=at) for item in shop.items}
    products = [
        _product(business, shop, item, number, shelves[item.category], pictures[item.picture], at)
        for number, item in enumerate(shop.items, start=1)
    ]
    settings = orders.edit_settings(business.id, parse(SettingsChanges, shop.settings))
    zones = [
        orders.create_zone(business_id=business.id, content=parse(ZoneContent, zone))
        for zone in shop.zones
    ]
    for coupon in shop.coupons:
        orders.create_coupon(business_id=business.id, content=parse(CouponContent, coupon), at=at)
    past_orders.make_up(
        business, shop, products, zones=zones, settings=settings, owner=owner, at=at
    )


def _shelves(business: Business, shop: Shop, *, at: datetime) -> dict[str, int]:
    """The key of each category by its path, such as `Cakes > Birthday cakes`."""
    keys: dict[str, int] = {}
    for path in shop.categories:
        parent, _, name = path.rpartition(" > ")
        content = parse(CategoryContent, {"name": name, "parent_id": keys.get(parent)})
        keys[path] = catalogue.create_category(business_id=business.id, content=content, at=at).id
    return keys


def _picture(business: Business, item: Item, *, at: datetime) -> int:
    file = RENDERED / f"{item.picture}.webp"
    data = file.read_bytes() if file.exists() else drawings.draw(item.picture)
    return media.store(business_id=business.id, data=data, alt=item.name, at=at).id


def _product(
    business: Business,
    shop: Shop,
    item: Item,
    number: int,
    category_id: int,
    image_id: int,
    at: datetime,
) -> Product:
    sku = f"{shop.sku}-{number:03}"
    sent = item.content(sku=sku, category_id=category_id, image_id=image_id, tax_rate=shop.tax_rate)
    content = parse(ProductContent, sent)
    return catalogue.create_product(business_id=business.id, content=content, at=at)
