"""The resources of version 1, one a file, over the features' queries and operations."""

from __future__ import annotations

from cardshop.api.blueprint import Route, api
from cardshop.api.v1 import (
    bookings,
    business,
    busy_sources,
    calendars,
    cards,
    cards_from_vcard,
    categories,
    coupons,
    delivery_zones,
    media,
    messages,
    orders,
    product_imports,
    products,
    public_bookings,
    public_cards,
    public_orders,
    public_products,
    public_services,
    public_slots,
    qr_tags,
    quotes,
    services,
    webhooks,
)
from cardshop.api.v1.card_details import DETAILS
from cardshop.api.v1.meanings import MEANINGS

__all__ = ["DETAILS", "MEANINGS", "RESOURCES", "ROUTES", "api"]

# Each module has hung its resource on the blueprint.
RESOURCES = (
    business,
    cards,
    cards_from_vcard,
    qr_tags,
    media,
    categories,
    products,
    product_imports,
    delivery_zones,
    coupons,
    orders,
    calendars,
    busy_sources,
    services,
    bookings,
    messages,
    webhooks,
    public_cards,
    public_products,
    quotes,
    public_orders,
    public_services,
    public_slots,
    public_bookings,
)

_PLACES = {module.__name__: place for place, module in enumerate(RESOURCES)}


def _place(route: Route) -> int:
    return _PLACES[route.view.__module__]


# In the order of the resources above, as the document tells them.
ROUTES = sorted(api.routes, key=_place)
