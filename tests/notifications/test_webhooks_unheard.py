"""Webhooks at which nobody listens, what was held for them, and replays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.db import transaction
from cardshop.notifications.models import Channel, MessageState
from cardshop.notifications.operations import webhooks
from cardshop.notifications.queries.webhooks import delivery_of, webhook_of
from tests.notifications.programs import failed, fresh, happened, set_clock
from tests.notifications.telling import everything
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


def test_after_failures_and_a_silent_day_it_is_switched_off(
    each_engine: Flask, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = factories.owner()
    hook = hooks.webhook(owner.business, url=program.url)
    for _ in range(4):
        failed(each_engine, happened(owner)[0], program)
    assert (fresh(hook).failures, fresh(hook).disabled_at) == (4, None)

    set_clock(monkeypatch, NOW + timedelta(days=1))
    failed(each_engine, happened(owner)[0], program)

    assert fresh(hook).disabled_at == NOW + timedelta(days=1)
    [letter] = [m for m in everything() if m.kind == "webhook-switched-off"]
    assert letter.recipient == owner.account.email
    assert f"/app/webhooks/{hook.id}" in letter.content["text"]
    assert happened(owner) == []


def test_a_success_makes_good_what_failed(app: Flask, owner: Owner, program: Program) -> None:
    hook = hooks.webhook(owner.business, url=program.url, failures=4, last_error="Nobody there.")
    happened(owner)

    hooks.carry(app, program)

    kept = fresh(hook)
    assert (kept.failures, kept.last_error, kept.last_success_at) == (0, "", NOW)


def test_a_program_that_is_gone_is_told_nothing_more(
    app: Flask, owner: Owner, program: Program
) -> None:
    hook = hooks.webhook(owner.business, url=program.url)
    happened(owner)
    program.status = 410

    message = hooks.carry(app, program)

    assert message is not None
    assert message.state is MessageState.FAILED
    assert fresh(hook).disabled_at == NOW


def test_what_was_held_goes_when_it_is_switched_on(each_engine: Flask, program: Program) -> None:
    owner = factories.owner()
    hook = hooks.webhook(owner.business, url=program.url)
    happened(owner)
    with transaction():
        webhooks.switch_off(webhook_of(owner.business.id, hook.id), at=NOW)
    held = hooks.carry(each_engine, program)
    assert held is not None
    assert held.state is MessageState.HELD

    with transaction():
        webhooks.switch_on(webhook_of(owner.business.id, hook.id), at=NOW)
    sent = hooks.carry(each_engine, program)

    assert sent is not None
    assert sent.state is MessageState.SENT
    assert len(program.heard) == 1


def test_a_replay_has_the_same_id_and_its_own_line_in_the_log(
    each_engine: Flask, program: Program
) -> None:
    owner = factories.owner()
    hook = hooks.webhook(owner.business, url=program.url)
    [message] = happened(owner)
    hooks.carry(each_engine, program)

    with transaction():
        kept = webhook_of(owner.business.id, hook.id)
        webhooks.replay(kept, delivery_of(kept, message.id), at=NOW)
    hooks.carry(each_engine, program)

    first, second = program.heard
    assert first.told == second.told
    assert first.headers["Cardshop-Delivery"] != second.headers["Cardshop-Delivery"]
    assert len([m for m in everything() if m.webhook_id == hook.id]) == 2


def test_a_failed_delivery_is_replayed_in_its_place(
    app: Flask, owner: Owner, program: Program
) -> None:
    hook = hooks.webhook(owner.business, url=program.url)
    [message] = happened(owner)
    failed(app, message, program)
    program.status = 200

    with transaction():
        kept = webhook_of(owner.business.id, hook.id)
        webhooks.replay(kept, delivery_of(kept, message.id), at=NOW)
    done = hooks.carry(app, program)

    assert done is not None
    assert (done.id, done.state) == (message.id, MessageState.SENT)


def test_a_removed_webhook_takes_its_log_along(each_engine: Flask) -> None:
    owner = factories.owner()
    hook = hooks.webhook(owner.business)
    happened(owner)

    with transaction():
        webhooks.remove(webhook_of(owner.business.id, hook.id, for_change=True))

    assert [m for m in everything() if m.channel is Channel.WEBHOOK] == []
