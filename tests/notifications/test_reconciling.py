"""What the worker does with a message of which nobody knows whether it left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.db import db, transaction
from cardshop.notifications.channels import CutOff, NotSetUp, Unanswerable, Undeliverable
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.worker import Worker
from tests.notifications.letters import letter, message, posted

LONG = timedelta(hours=1)


class Deaf:
    """A provider that takes a message and says nothing, and cannot be asked."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.sent: list[int] = []
        self.fault = fault

    def send(self, outgoing: Outgoing) -> str:
        """Take it, and answer as this one does."""
        self.sent.append(outgoing.attempt)
        if self.fault:
            raise self.fault
        return "SM1"


class Askable(Deaf):
    """One that can be asked."""

    answer: str | Exception | None = None

    def find(self, _outgoing: Outgoing) -> str | None:
        """What it knows."""
        assert not db.session().in_transaction(), "asked inside a transaction"
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def cut_off(app: Flask, sender: Deaf) -> int:
    """The key of a message of which the provider said nothing."""
    [key] = posted(letter())
    sender.fault = CutOff("The provider did not answer in time.")
    assert Worker(app, {"email": sender}).deliver_due() == 1
    assert message(key).state is MessageState.UNKNOWN
    sender.fault = None
    return key


def later(app: Flask, sender: Deaf, key: int) -> Message:
    """The message after everything about it was due once more."""
    with transaction() as session:
        row = session.get_one(Message, key)
        row.tried_at = (row.tried_at or row.created_at) - LONG
        row.leased_until = row.tried_at
    Worker(app, {"email": sender}).deliver_due()
    return message(key)


def test_what_the_provider_has_is_not_sent_again(each_engine: Flask) -> None:
    sender = Askable()
    key = cut_off(each_engine, sender)
    sender.answer = "SM7"

    found = later(each_engine, sender, key)

    assert (found.state, found.provider_id, sender.sent) == (MessageState.SENT, "SM7", [1])


def test_what_the_provider_never_got_is_sent_without_a_mark(each_engine: Flask) -> None:
    sender = Askable()

    found = later(each_engine, sender, cut_off(each_engine, sender))

    assert (found.state, sender.sent) == (MessageState.SENT, [1, 2])
    assert not found.may_be_double


@pytest.mark.parametrize("sender", [Deaf(), Askable()])
def test_where_nobody_can_be_asked_it_is_sent_with_a_mark(app: Flask, sender: Deaf) -> None:
    if isinstance(sender, Askable):
        sender.answer = Unanswerable()

    found = later(app, sender, cut_off(app, sender))

    assert (found.state, found.may_be_double) == (MessageState.SENT, True)


@pytest.mark.parametrize(
    "fault", [Undeliverable("429", permanent=False), CutOff("Silence."), ZeroDivisionError()]
)
def test_while_the_provider_does_not_answer_nothing_is_sent(app: Flask, fault: Exception) -> None:
    sender = Askable()
    key = cut_off(app, sender)
    sender.answer = fault

    found = later(app, sender, key)

    assert (found.state, sender.sent) == (MessageState.UNKNOWN, [1])


def test_a_business_without_a_provider_keeps_its_message(app: Flask) -> None:
    [key] = posted(letter())

    Worker(app, {"email": Deaf(NotSetUp())}).deliver_due()

    assert (message(key).state, message(key).attempts) == (MessageState.HELD, 0)


def test_what_is_unknown_when_the_provider_is_removed_is_held_with_a_mark(app: Flask) -> None:
    key = cut_off(app, Askable())
    with transaction() as session:
        row = session.get_one(Message, key)
        row.leased_until = row.created_at

    Worker(app, {}).deliver_due()

    assert (message(key).state, message(key).may_be_double) == (MessageState.HELD, True)
