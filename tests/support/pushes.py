"""Browsers that a person has turned notifications on in, and what is sent to them."""

from __future__ import annotations

import itertools
from typing import Any

import time_machine
from flask import Flask

from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.notifications import operations, outbox
from cardshop.notifications.channels.fetching import Fetcher
from cardshop.notifications.channels.push import Push
from cardshop.notifications.domain.web_push import Subscription
from cardshop.notifications.models import Channel, Message, PushSubscription
from cardshop.notifications.operations import pushing
from cardshop.notifications.outbox import Envelope
from cardshop.notifications.sending import Carrier
from tests.support import factories
from tests.support.factories import NOW
from tests.support.push_double import Device, Service

_numbers = itertools.count(1)


def subscription(owner: factories.Owner, **chosen: Any) -> PushSubscription:
    """A browser of the owner's, with an address like no other unless it is given."""
    device = Device()
    given = {
        "endpoint": f"https://push.example/{next(_numbers)}",
        "p256dh": device.p256dh,
        "auth": device.auth,
    } | chosen
    with transaction():
        made = pushing.subscribe(
            owner.business.id, owner.account.id, Subscription(**given), device="Chrome", at=NOW
        )
    db.session.refresh(made)
    return made


def subscribed(owner: factories.Owner, service: Service, name: str) -> PushSubscription:
    """The same behind the double."""
    device = service.device(name)
    return subscription(
        owner, endpoint=service.endpoint(name), p256dh=device.p256dh, auth=device.auth
    )


def put(row: PushSubscription, **chosen: Any) -> int:
    """A notification for a browser in the outbox."""
    content = {"title": "Golden Crumb", "body": "Wanjiru ordered", "url": "http://localhost/app/"}
    given: dict[str, Any] = {
        "business_id": row.business_id,
        "channel": Channel.PUSH,
        "kind": "order.placed",
        "recipient": f"push:{row.id}",
        "content": content,
        "deduplication_key": f"push {next(_numbers)}",
        "event": "order.placed",
        "person": "owner",
        "push_subscription_id": row.id,
    }
    with transaction():
        key = outbox.put(Envelope(**given | chosen), NOW)
    assert key is not None
    return key


def deliver(app: Flask, port: int) -> None:
    """Send all that is due, as the worker does, to a service on this machine."""
    http, ports = frozenset({"http"}), frozenset({port})
    fetcher = Fetcher(seconds=1.0, redirects=0, ports=ports, schemes=http, allow_loopback=True)
    carrier = Carrier({"push": Push(app.extensions["cardshop.settings"], fetcher)})
    with time_machine.travel(NOW, tick=False):
        while True:
            with transaction():
                outgoing = operations.claim_due(at=clock.now())
            if outgoing is None:
                return
            carrier.carry(outgoing)


def message(key: int) -> Message:
    """A message as it is now."""
    db.session.rollback()
    return db.session.get_one(Message, key)
