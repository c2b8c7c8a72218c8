"""`/webhooks`: added with a secret, told the API's own objects, removed."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from cardshop.accounts.models import IdempotencyRecord
from cardshop.booking.models import Calendar, Service
from cardshop.db import db, transaction
from cardshop.lib import sealing
from cardshop.notifications.domain.webhooks import SECRETS
from cardshop.notifications.models import Channel, Message, Webhook
from cardshop.notifications.operations import webhooks
from tests.api.conftest import Program, pointers
from tests.support import factories, hooks, salons, shops
from tests.support.apps import SECRET
from tests.support.factories import Owner
from tests.support.hooks import URL


def deliveries() -> list[dict[str, Any]]:
    """What webhooks are told, oldest first."""
    db.session.rollback()
    wanted = db.select(Message).where(Message.channel == Channel.WEBHOOK).order_by(Message.id)
    return [message.content for message in db.session.scalars(wanted)]


@pytest.mark.usefixtures("standing_clock")
def test_added_listed_and_removed(program: Program) -> None:
    made = program.post("/webhooks", json={"url": URL, "events": ["order.placed"]})

    shown = made.get_json()
    assert made.status_code == 201
    assert shown == {
        "id": shown["id"],
        "url": URL,
        "events": ["order.placed"],
        "secret": shown["secret"],
        "last_success_at": None,
        "last_error": None,
        "disabled_at": None,
        "created_at": "2026-11-24T09:00:00Z",
    }
    assert shown["secret"].startswith("whsec_")
    listed = {"items": [shown | {"secret": None}], "next": None}
    assert program.get("/webhooks").get_json() == listed
    assert program.delete(f"/webhooks/{shown['id']}").status_code == 204
    assert program.get("/webhooks").get_json()["items"] == []
    assert program.delete(f"/webhooks/{shown['id']}").status_code == 404


def test_the_secret_is_kept_sealed(program: Program) -> None:
    secret = program.post("/webhooks", json={"url": URL}).get_json()["secret"]

    sealed = db.session.query(Webhook.secret).scalar()

    assert secret.encode() not in sealed
    assert sealing.unseal(sealed, purpose=SECRETS, secret_key=SECRET) == secret


def test_a_repeat_tells_the_secret_that_is_kept_sealed(program: Program) -> None:
    def added() -> TestResponse:
        return program.post("/webhooks", json={"url": URL}, headers={"Idempotency-Key": "till"})

    first, second = added(), added()

    assert first.get_json()["secret"] is not None
    assert second.data == first.data
    assert second.headers["Idempotent-Replayed"] == "true"
    [body] = db.session.scalars(db.select(IdempotencyRecord.body))
    assert first.get_json()["secret"].encode() not in body
    assert len(program.get("/webhooks").get_json()["items"]) == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "/url"),
    ({"url": 7}, "/url"),
    ({"url": "http://shop.example/"}, "/url"),
    ({"url": "https://shop.example:22/"}, "/url"),
    ({"url": URL, "events": ["order.eaten"]}, "/events/0"),
    ({"url": URL, "events": ["booking.reminder"]}, "/events/0"),
    ({"url": URL, "events": "order.placed"}, "/events"),
    ({"url": URL, "secret": "mine"}, "/secret"),
]


@pytest.mark.parametrize(("body", "pointer"), REFUSED)
def test_faults_are_named_at_their_place(
    program: Program, body: dict[str, Any], pointer: str
) -> None:
    assert pointers(program.post("/webhooks", json=body)) == [pointer]


def test_there_is_an_end_to_it(program: Program, owner: Owner) -> None:
    for _ in range(webhooks.MOST):
        hooks.webhook(owner.business)
    refused = program.post("/webhooks", json={"url": URL})
    assert refused.status_code == 409


def test_who_may_only_read_cannot_add(reader: Program) -> None:
    assert reader.post("/webhooks", json={"url": URL}).status_code == 403


def test_another_business_hears_and_sees_nothing(
    program: Program, stranger: Program, owner: Owner
) -> None:
    kept = hooks.webhook(owner.business)
    assert stranger.get("/webhooks").get_json()["items"] == []
    assert stranger.delete(f"/webhooks/{kept.id}").status_code == 404
    assert len(program.get("/webhooks").get_json()["items"]) == 1


def test_an_order_is_told_as_the_api_shows_it(program: Program, owner: Owner) -> None:
    hooks.webhook(owner.business)
    order = shops.order(owner.business)

    shown = program.patch(f"/orders/{order.id}", json={"state": "accepted"}).get_json()

    [content] = deliveries()
    assert content["event"] == "order.accepted"
    assert content["body"] == shown


def test_a_booking_is_told_as_the_api_shows_it(
    program: Program, owner: Owner, haircut: Service, amina: Calendar
) -> None:
    hooks.webhook(owner.business)
    booking = salons.booking(owner.business, haircut, amina)

    shown = program.patch(f"/bookings/{booking.id}", json={"state": "cancelled"}).get_json()

    [content] = deliveries()
    assert content["event"] == "booking.cancelled"
    assert content["body"] == shown


def test_a_placed_order_is_told_to_programs(program: Program, owner: Owner) -> None:
    hooks.webhook(owner.business, "order.placed")
    card = factories.card(owner.business)
    product = shops.product(owner.business)
    asked = {
        "lines": [{"product_id": product.id, "quantity": 1}],
        "customer": {"name": "Wanjiru", "phone": "+254711000111"},
        "fulfilment": {"kind": "pickup"},
    }

    placed = program.post(f"/public/cards/{card.slug}/orders", json=asked).get_json()

    [content] = deliveries()
    assert content["body"] == program.get(f"/orders/{placed['id']}").get_json()


def test_one_that_is_switched_off_is_told_nothing(program: Program, owner: Owner) -> None:
    hook = hooks.webhook(owner.business)
    with transaction():
        webhooks.switch_off(db.session.get_one(Webhook, hook.id), at=factories.NOW)
    order = shops.order(owner.business)

    program.patch(f"/orders/{order.id}", json={"state": "accepted"})

    assert deliveries() == []
