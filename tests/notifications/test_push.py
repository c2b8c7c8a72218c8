"""Notifications of browsers against a push service that holds each request to the standards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts.models import Membership
from cardshop.db import db, transaction
from cardshop.notifications import operations, queries
from cardshop.notifications.channels import open_senders
from cardshop.notifications.domain.events import Event
from cardshop.notifications.domain.vapid import public_key
from cardshop.notifications.domain.web_push import Subscription
from cardshop.notifications.models import Channel, Message, MessageState, PushSubscription
from cardshop.notifications.operations import pushing
from cardshop.notifications.sending import Carrier
from tests.notifications.telling import notice
from tests.support import factories, push_double, pushes
from tests.support.apps import SECRET
from tests.support.factories import NOW
from tests.support.push_double import Service


@pytest.fixture
def service() -> Iterator[Service]:
    with push_double.service(public_key(SECRET)) as double:
        yield double
        assert double.complaints == []


def test_an_event_is_shown_in_each_browser_of_the_business(each_engine: Flask) -> None:
    owner = factories.owner()
    with push_double.service(public_key(SECRET)) as service:
        for name in ("phone", "desk"):
            pushes.subscribed(owner, service, name)
        with transaction():
            placed = notice(owner.business, Event.ORDER_PLACED, actor=operations.CUSTOMER)
            operations.tell(placed, at=NOW)
        pushes.deliver(each_engine, service.port)

    assert service.complaints == []
    told = [service.device(name).told for name in ("phone", "desk")]
    assert [len(each) for each in told] == [1, 1]
    assert told[0][0]["title"] == owner.business.name
    assert "1042" in told[0][0]["body"]
    assert told[0][0]["url"] == "http://localhost/app/"


def test_what_is_sent_again_takes_the_place_of_the_first(app: Flask, service: Service) -> None:
    row = pushes.subscribed(factories.owner(), service, "phone")
    service.cut.add("phone")

    key = pushes.put(row)
    pushes.deliver(app, service.port)
    assert pushes.message(key).state is MessageState.UNKNOWN
    service.cut.clear()
    with transaction() as session:
        session.get_one(Message, key).state = MessageState.QUEUED
    pushes.deliver(app, service.port)

    first, second = service.device("phone").told
    assert first == second
    assert service.headers[0]["topic"] == first["tag"] == service.headers[1]["topic"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(app: Flask, service: Service, status: int) -> None:
    row = pushes.subscribed(factories.owner(), service, "phone")
    service.answers["phone"] = status

    tried, waiting = pushes.put(row), pushes.put(row, due_at=NOW + timedelta(hours=1))
    pushes.deliver(app, service.port)

    kept, dropped = pushes.message(tried), pushes.message(waiting)
    assert (kept.state, kept.error_code) == (MessageState.FAILED, status)
    assert kept.last_error == "Notifications were turned off there."
    assert dropped.state is MessageState.DROPPED
    assert kept.push_subscription_id is None
    assert db.session.query(PushSubscription).count() == 0


@pytest.mark.parametrize(
    ("status", "state", "waits"),
    [
        (200, MessageState.SENT, 0),
        (307, MessageState.FAILED, 0),
        (400, MessageState.FAILED, 0),
        (403, MessageState.QUEUED, 60),
        (413, MessageState.FAILED, 0),
        (429, MessageState.QUEUED, 900),
        (503, MessageState.QUEUED, 900),
    ],
)
def test_a_refusal_is_tried_again_where_that_may_help(
    app: Flask, service: Service, status: int, state: MessageState, waits: int
) -> None:
    row = pushes.subscribed(factories.owner(), service, "phone")
    service.answers["phone"] = status
    service.retry_after = "900" if waits > 60 else ""

    key = pushes.put(row)
    pushes.deliver(app, service.port)

    message = pushes.message(key)
    assert message.state is state
    assert message.due_at >= NOW + timedelta(seconds=waits)
    assert db.session.query(PushSubscription).count() == 1
    assert db.session.query(PushSubscription.failures).scalar() == (state is MessageState.FAILED)


def test_nobody_there_is_no_loss(app: Flask) -> None:
    row = pushes.subscription(factories.owner(), endpoint="http://127.0.0.1:9/push")

    key = pushes.put(row)
    pushes.deliver(app, 9)

    message = pushes.message(key)
    assert (message.state, message.may_be_double) == (MessageState.QUEUED, False)


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "localhost", "[::1]"])
def test_no_address_inside_is_asked(app: Flask, host: str) -> None:
    row = pushes.subscription(factories.owner(), endpoint=f"https://{host}/push")
    key = pushes.put(row)
    with transaction():
        outgoing = operations.claim_due(at=NOW)
    assert outgoing is not None
    Carrier(open_senders(app.extensions["cardshop.settings"])).carry(outgoing)

    assert pushes.message(key).state is MessageState.FAILED


def test_who_has_left_the_business_is_told_nothing(app: Flask, service: Service) -> None:
    owner = factories.owner()
    row = pushes.subscribed(owner, service, "phone")
    key = pushes.put(row)
    with transaction() as session:
        session.query(Membership).filter_by(account_id=owner.account.id).delete()

    pushes.deliver(app, service.port)

    assert service.headers == []
    assert pushes.message(key).state is MessageState.FAILED
    assert queries.push_subscriptions(owner.business.id) == []


def test_long_words_of_any_script_are_cut_to_fit(app: Flask, service: Service) -> None:
    row = pushes.subscribed(factories.owner(), service, "phone")
    pushes.put(
        row, content={"title": "𝄞" * 300, "body": "ش\n😀" * 2000, "url": "http://localhost/"}
    )

    pushes.deliver(app, service.port)

    [told] = service.device("phone").told
    assert (len(told["title"]), len(told["body"])) == (100, 600)
    assert told["body"].endswith("…")


def test_a_browser_that_moves_takes_its_place_along(each_engine: Flask) -> None:
    owner = factories.owner()
    row, other = pushes.subscription(owner), pushes.subscription(owner)
    device = push_double.Device()
    now = Subscription("https://push.example/now", device.p256dh, device.auth)

    with transaction():
        assert pushing.renew(row.endpoint, now, at=NOW) == 1
    with transaction():
        assert pushing.renew("https://push.example/nobody", now, at=NOW) == 0
    with transaction():
        pushing.renew(other.endpoint, now, at=NOW)

    [left] = queries.push_subscriptions(owner.business.id)
    assert (left.id, left.endpoint, left.auth) == (row.id, now.endpoint, device.auth)


def test_who_turns_them_off_is_not_told_what_waits(each_engine: Flask) -> None:
    row = pushes.subscription(factories.owner())
    key = pushes.put(row)

    with transaction() as session:
        pushing.forget(session.get_one(PushSubscription, row.id))

    assert pushes.message(key).state is MessageState.DROPPED


def test_nobody_has_browsers_without_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "MOST", 2)
    owner = factories.owner()
    pushes.subscription(owner)
    again = pushes.subscription(owner, endpoint="https://push.example/again")
    assert pushes.subscription(owner, endpoint=again.endpoint).id == again.id

    with pytest.raises(pushing.TooManyBrowsers):
        pushes.subscription(owner)


def test_without_browsers_nothing_is_written_for_them(app: Flask) -> None:
    owner = factories.owner()
    with transaction():
        placed = notice(owner.business, Event.ORDER_PLACED, actor=operations.CUSTOMER)
        operations.tell(placed, at=NOW)

    assert db.session.query(Message).filter_by(channel=Channel.PUSH).count() == 0
