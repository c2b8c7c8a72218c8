"""One of each thing that an address of the API can name, all of them one owner's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.support import factories, hooks, salons, shops

Things = dict[str, int | str]
# Two Mondays, and starts of the first one that are open to a service of any length.
BOOKED = (salons.SOON + timedelta(days=12), salons.SOON + timedelta(days=19))
OPEN = {
    "/v1/bookings": "2026-12-07T06:00:00Z",
    "{slug}/bookings": "2026-12-07T11:00:00Z",
    "/reschedule": "2026-12-21T06:00:00Z",
}


def of(owner: factories.Owner) -> Things:
    """Their keys, by the names that addresses give them."""
    card = factories.card(owner.business)
    order = shops.order(owner.business)
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    first, second = (
        salons.booking(owner.business, service, calendar, starts_at=day) for day in BOOKED
    )
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
        "service_id": service.id,
        "calendar_id": calendar.id,
        "source_id": salons.busy_source(calendar, url="https://elsewhere.example/a.ics").id,
        "booking_id": first.id,
        "webhook_id": hooks.webhook(owner.business).id,
        "booking_token": second.token,
    }


def known_at(path: str, things: Things) -> Things:
    """The same, with the link of what the address is about."""
    return things | ({"token": things["booking_token"]} if "/bookings/" in path else {})


def fitted(path: str, example: Any, things: Things) -> Any:
    """A body of the document, with what it names taken from the owner's things."""
    for ending, start in OPEN.items():
        if path.endswith(ending) and "start" in example:
            example = example | {"start": start}
    if "answers" in example:
        example = example | {"service_id": things["service_id"], "answers": {}}
    return example
