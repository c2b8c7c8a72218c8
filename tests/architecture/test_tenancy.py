"""Another business's object is 404 everywhere: made from the URL map, so no route escapes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from cardshop.cards.models import QrTag
from cardshop.catalogue.models import Variant
from cardshop.db import db
from cardshop.web import guards
from tests.support import factories, hooks, pushes, salons, shops, talks
from tests.support.people import Browser


def owned(owner: factories.Owner) -> dict[str, Any]:
    """One of each thing that an address can name, all of them the owner's."""
    card = factories.card(owner.business, sections={"about": {"text": "Bread"}})
    tag = db.session.query(QrTag).filter_by(card_id=card.id).one()
    section = (
        card.id
        and db.session.execute(
            db.text("SELECT id FROM sections WHERE card_id = :card"), {"card": card.id}
        ).scalar_one()
    )
    order = shops.order(owner.business)
    return (
        _booked(owner)
        | _told(owner)
        | {
            "product_id": shops.product(owner.business, sizes={"Whole": 48000}).id,
            "variant_id": db.session.query(Variant.id).scalar(),
            "category_id": shops.category(owner.business).id,
            "import_id": shops.product_import(owner.business).id,
            "order_id": order.id,
            "zone_id": shops.zone(owner.business).id,
            "coupon_id": shops.coupon(owner.business).id,
            "customer_id": shops.customer(owner.business).id,
            "state": "accepted",
            "card_id": card.id,
            "section_id": section,
            "tag_id": tag.id,
            "session_id": 1,
            "token_id": factories.api_token_id(owner),
            "kind": "about",
            "target": "card",
            "part": "phones",
            "index": 0,
            "direction": "up",
            "size": "a4",
            "format": "svg",
            "suffix": "svg",
        }
    )


def _booked(owner: factories.Owner) -> dict[str, Any]:
    """One of each thing that has to do with bookings."""
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    booking = salons.booking(owner.business, service, calendar)
    blocked = salons.blocked_time(calendar, salons.SOON + timedelta(hours=5))
    return {
        "day": "2026-12-25",
        "service_id": service.id,
        "question_id": salons.question(service).id,
        "calendar_id": calendar.id,
        "booking_id": booking.id,
        "blocked_time_id": blocked.id,
        "source_id": salons.busy_source(calendar).id,
        "feed_id": salons.feed(owner.business, calendar).id,
        "entry_id": salons.waiting_entry(owner.business, service).id,
    }


def _told(owner: factories.Owner) -> dict[str, Any]:
    """One of each thing that has to do with messages."""
    return {
        "conversation_id": talks.conversation(owner.business, "Hello").id,
        "message_id": talks.told(owner.business).id,
        "webhook_id": hooks.webhook(owner.business).id,
        "subscription_id": pushes.subscription(owner).id,
    }


def owner_routes(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in ("GET", "POST")
        if method in (rule.methods or set())
        and guards.audience_of(app.view_functions[rule.endpoint]) in (guards.OWNER, guards.MEMBER)
        and any(name.endswith("_id") for name in rule.arguments)
    ]


def test_another_business_sees_nothing_here(app: Flask, owner: factories.Owner) -> None:
    things = owned(owner)
    stranger = Browser(app).sign_in(factories.owner(name="Another shop"))
    routes = owner_routes(app)
    assert len(routes) > 20
    for rule, method in routes:
        values = {name: things[name] for name in rule.arguments}
        address = app.url_map.bind("localhost").build(rule.endpoint, values, method)
        answer = stranger.client.open(address, method=method)
        assert answer.status_code == 404, f"{method} {address} answered {answer.status_code}"


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_another_business_program_sees_nothing_here(
    app: Flask, owner: factories.Owner, method: str
) -> None:
    stranger = factories.owner(name="Another shop")
    things = owned(owner) | {"slug": factories.card(stranger.business).slug}
    token = factories.api_token(stranger)
    headers = {"Authorization": f"Bearer {token}"}
    for rule in app.url_map.iter_rules():
        named = [name for name in rule.arguments if name.endswith("_id")]
        if rule.rule.startswith("/api/v1") and named and method in (rule.methods or set()):
            values = {name: things[name] for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values, method)
            if address.endswith("/slots"):
                address += "?from=2026-12-01&to=2026-12-02"
            answer = app.test_client().open(address, method=method, headers=headers, json={})
            assert answer.status_code == 404, f"{method} {address}"
