"""Programs are told of events: signed, under guard, and again until they hear it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.notifications.domain.events import Event
from cardshop.notifications.models import MessageState
from tests.notifications.programs import BODY, happened, set_clock
from tests.support import factories, hooks
from tests.support.factories import NOW, Owner
from tests.support.hooks import Program


@pytest.fixture
def program() -> Iterator[Program]:
    with hooks.listening() as heard:
        yield heard


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOW)


def test_an_event_is_told_signed(each_engine: Flask, program: Program) -> None:
    owner = factories.owner()
    hooks.webhook(owner.business, url=program.url)
    [message] = happened(owner)

    done = hooks.carry(each_engine, program)

    [heard] = program.heard
    assert heard.is_signed()
    assert not heard.is_signed("whsec_another")
    assert heard.told == {
        "id": message.content["id"],
        "event": "order.ready",
        "created_at": "2026-11-24T09:00:00Z",
        "data": BODY,
    }
    assert heard.headers["Content-Type"] == "application/json"
    assert heard.headers["Cardshop-Event"] == "order.ready"
    assert done is not None
    assert done.state is MessageState.SENT


def test_only_those_who_want_to_hear_it_are_told(app: Flask, owner: Owner) -> None:
    every = hooks.webhook(owner.business)
    some = hooks.webhook(owner.business, "order.ready", "order.placed")
    hooks.webhook(owner.business, "order.placed")
    hooks.webhook(owner.business, disabled_at=NOW)
    hooks.webhook(factories.owner(name="Another shop").business)

    made = happened(owner)

    assert [message.webhook_id for message in made] == [every.id, some.id]
    assert len({message.content["id"] for message in made}) == 1


def test_telling_it_again_tells_no_program_twice(app: Flask, owner: Owner) -> None:
    hooks.webhook(owner.business)
    assert len(happened(owner, key="order 1")) == 1
    assert happened(owner, key="order 1") == []


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_an_error_is_tried_again(app: Flask, owner: Owner, program: Program, status: int) -> None:
    hooks.webhook(owner.business, url=program.url)
    happened(owner)
    program.status = status

    message = hooks.carry(app, program)

    assert message is not None
    assert (message.state, message.error_code) == (MessageState.QUEUED, status)
    assert NOW < message.due_at <= NOW + timedelta(minutes=2)
    assert not message.may_be_double


@pytest.mark.parametrize(
    ("wait", "minutes"), [("1800", 30), ("Tue, 24 Nov 2026 10:00:00 GMT", 60), ("9" * 9, 360)]
)
def test_a_program_that_asks_for_time_gets_it(
    app: Flask, owner: Owner, program: Program, wait: str, minutes: int
) -> None:
    hooks.webhook(owner.business, url=program.url)
    happened(owner)
    program.status, program.answer = 429, {"Retry-After": wait}

    message = hooks.carry(app, program)

    assert message is not None
    assert message.due_at == NOW + timedelta(minutes=minutes)


def test_a_redirect_is_not_followed(app: Flask, owner: Owner, program: Program) -> None:
    hooks.webhook(owner.business, url=program.url)
    happened(owner)
    program.status, program.answer = 307, {"Location": "http://169.254.169.254/latest"}

    message = hooks.carry(app, program)

    assert message is not None
    assert message.state is MessageState.QUEUED
    assert "leads to another one" in message.last_error
    assert len(program.heard) == 1


def test_who_does_not_answer_may_have_heard_it(
    app: Flask, owner: Owner, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks.webhook(owner.business, url=program.url)
    happened(owner)
    program.pause = 0.6

    unknown = hooks.carry(app, program, seconds=0.2)
    assert unknown is not None
    assert unknown.state is MessageState.UNKNOWN
    set_clock(monkeypatch, NOW + timedelta(minutes=1))
    hooks.carry(app, program)
    program.pause = 0
    set_clock(monkeypatch, NOW + timedelta(minutes=5))
    again = hooks.carry(app, program)

    assert again is not None
    assert (again.state, again.may_be_double) == (MessageState.SENT, True)
    first, second = program.heard
    assert first.body == second.body
    assert first.headers["Cardshop-Delivery"] == second.headers["Cardshop-Delivery"]


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://169.254.169.254/", "https://[::ffff:10.0.0.1]/", "https://0/"],
)
def test_no_neighbour_of_this_machine_is_told(app: Flask, owner: Owner, url: str) -> None:
    hooks.webhook(owner.business, url=url)
    happened(owner)

    message = hooks.carry(app)

    assert message is not None
    assert message.state is MessageState.FAILED
    assert "private network" in message.last_error


def test_nobody_there_is_no_double(app: Flask, owner: Owner, program: Program) -> None:
    hooks.webhook(owner.business, url="http://127.0.0.1:9/")
    happened(owner)

    message = hooks.carry(app, program, ports=frozenset({9}))

    assert message is not None
    assert (message.state, message.may_be_double) == (MessageState.QUEUED, False)


def test_a_late_event_is_told_all_the_same(app: Flask, owner: Owner, program: Program) -> None:
    hooks.webhook(owner.business, url=program.url)
    [message] = happened(owner, drop_after=NOW - timedelta(hours=1), event=Event.ORDER_PLACED)

    hooks.carry(app, program)

    assert message.drop_after is None
    assert len(program.heard) == 1
