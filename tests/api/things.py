"""One of each thing that an address of the API can name, all of them one owner's."""

from __future__ import annotations

from tests.support import factories, shops


def of(owner: factories.Owner) -> dict[str, int | str]:
    """Their keys, by the names that addresses give them."""
    card = factories.card(owner.business)
    order = shops.order(owner.business)
    return {
        "card_id": card.id,
        "tag_id": factories.primary_tag(card.id).id,
        "category_id": shops.category(owner.business).id,
        "product_id": shops.product(owner.business).id,
        "zone_id": shops.zone(owner.business, "Westlands").id,
        "coupon_id": shops.coupon(owner.business, "SPRING").id,
        "order_id": order.id,
        "token": order.token,
        "slug": card.slug,
    }
