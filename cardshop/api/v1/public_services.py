"""`/public/cards/.../services`: what everyone may book, without a token."""

from __future__ import annotations

from typing import Any

from flask import request

from cardshop.api.answers import Answer
from cardshop.api.blueprint import PREFIX, api
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import SortedPage, cursor_after_pair, pair_after
from cardshop.api.v1.public_cards import on_show
from cardshop.api.v1.service_shape import PublicServiceShape
from cardshop.booking import published, queries
from cardshop.booking.models import Calendar, Service
from cardshop.booking.presenters_json import public_service_as_json
from cardshop.cards.published import PublicCard
from cardshop.web.guards import program
from cardshop.web.site import absolute


@api.get("/public/cards/<slug>/services")
@program
@Operation(
    summary="List what can be booked",
    about="Needs no token. In the owner's order; what is switched off or given by nobody is left "
    "out, and so is everything while no bookings are taken. A former address of the card is "
    "answered with 301.",
    group="Public",
    public=True,
    query=SortedPage,
    answer=PublicServiceShape,
    listed=True,
    moves=True,
)
def list_public_services(call: Call, slug: str) -> Answer:
    """A page of the services of this card's business."""
    card = on_show(slug)
    if card.slug != slug:
        return moved_to(card, "services")
    place = pair_after(call.query.after) or (-1, 0)
    behind = [one for one in open_services(card.business.id) if (one.position, one.id) > place]
    shown = behind[: call.query.limit]
    last = shown[-1] if len(behind) > len(shown) else None
    following = cursor_after_pair(last.position, last.id) if last else None
    return Answer({"items": _complete(card, shown), "next": following})


def open_services(business_id: int) -> list[Service]:
    """The services that can be booked, with their questions, in the owner's order."""
    wanted = {service.id for service in published.services(business_id)}
    if not wanted:
        return []
    return [one for one in queries.services(business_id, active_only=True) if one.id in wanted]


def moved_to(card: PublicCard, part: str) -> Answer:
    """The same question, asked at the card's present address."""
    asked = request.query_string.decode("latin-1")
    address = absolute(f"{PREFIX}/public/cards/{card.slug}/{part}")
    return Answer(None, 301, location=f"{address}?{asked}" if asked else address)


def _complete(card: PublicCard, services: list[Service]) -> list[dict[str, Any]]:
    business_id = card.business.id
    active = {one.id: one for one in queries.calendars(business_id, active_only=True)}
    given = queries.calendar_ids_of(business_id)
    return [
        public_service_as_json(service, _givers(active, given.get(service.id, [])))
        | {
            "currency": card.business.currency.code,
            "url": absolute(f"/{card.slug}/book/{service.slug}"),
        }
        for service in services
    ]


def _givers(active: dict[int, Calendar], keys: list[int]) -> list[Calendar]:
    return [active[key] for key in keys if key in active]
