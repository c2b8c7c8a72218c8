"""What changes while a message is on its way: the booking, the hour, the news of an earlier try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cardshop.db import db, transaction
from cardshop.notifications import operations, outbox
from cardshop.notifications.domain.retry import TRIES
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.notifications.operations.delivering import Outdated
from tests.notifications.test_twilio_status import says
from tests.support.factories import NOW
from tests.support.telephones import GUEST, Telephone
from tests.support.twilio_double import Fault

SMS = Channel.SMS
LATER = NOW + timedelta(hours=1)
BY_MAIL = {
    "channel": "email",
    "recipient": "ana@example.com",
    "content": {"subject": "Hi", "text": "Hello"},
}


def change(telephone: Telephone, key: int, **columns: object) -> None:
    """A message as something that happened has left it."""
    with transaction():
        message = db.session.get_one(Message, key)
        for name, value in columns.items():
            setattr(message, name, value)


def cancelled() -> None:
    """The booking that everything tells of is cancelled."""
    with transaction():
        outbox.drop("booking", 7)


def test_what_did_not_arrive_goes_no_other_way_after_a_change(telephone: Telephone) -> None:
    telephone.send(channel=SMS, fallbacks=[BY_MAIL], subject_kind="booking", subject_id=7)
    cancelled()

    says(telephone, "undelivered", 30003)
    telephone.deliver(telephone.rows()[1].due_at)

    assert [row.state.value for row in telephone.rows()] == ["failed", "dropped"]


def test_what_failed_before_a_change_is_not_sent_again(telephone: Telephone) -> None:
    telephone.twilio.refused[GUEST] = 21211
    key = telephone.send(channel=SMS, subject_kind="booking", subject_id=7).id
    cancelled()

    with pytest.raises(Outdated), transaction():
        operations.send_again(telephone.row(key), at=LATER)

    assert telephone.row(key).state is MessageState.FAILED


@pytest.mark.parametrize("has_left", [False, True])
def test_what_goes_instead_is_called_back_or_flagged(telephone: Telephone, has_left: bool) -> None:
    key = telephone.send(channel=SMS, fallbacks=[BY_MAIL]).id
    says(telephone, "undelivered", 30003)
    instead = telephone.rows()[1].id
    if has_left:
        change(telephone, instead, state=MessageState.SENT)

    says(telephone, "delivered")

    wanted = MessageState.SENT if has_left else MessageState.DROPPED
    assert telephone.row(instead).state is wanted
    assert telephone.row(key).may_be_double is has_left


def test_a_try_that_never_arrived_is_not_taken_for_the_next_one(telephone: Telephone) -> None:
    key = telephone.send(channel=SMS).id
    says(telephone, "undelivered", 30003)
    telephone.twilio.messages[0]["status"] = "undelivered"
    with transaction():
        operations.send_again(db.session.get_one(Message, key), at=LATER)
    telephone.twilio.faults = [Fault(cut=True)]

    telephone.deliver(LATER)
    telephone.deliver(LATER + timedelta(hours=1))
    telephone.deliver(LATER + timedelta(hours=2))

    assert telephone.row(key).state is MessageState.SENT
    assert len(telephone.twilio.messages) == 2


def test_what_was_cut_off_every_time_goes_another_way(telephone: Telephone) -> None:
    key = telephone.put(channel=SMS, fallbacks=[BY_MAIL])
    change(telephone, key, attempts=TRIES)

    telephone.deliver()
    telephone.deliver(LATER)

    assert [(row.channel, row.state.value) for row in telephone.rows()] == [
        (SMS, "failed"),
        (Channel.EMAIL, "held"),
    ]


def test_what_is_in_the_air_counts_for_the_limits(telephone: Telephone) -> None:
    telephone.set(daily_limit=1)
    flying = telephone.put(channel=SMS)
    change(telephone, flying, state=MessageState.SENDING, tried_at=NOW, leased_until=LATER)

    assert telephone.send(channel=SMS).last_error == "Your limit of 1 messages a day is reached."


def test_a_pause_that_ends_at_night_waits_for_the_morning(telephone: Telephone) -> None:
    night = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 1:30 in Nairobi.
    content = {"text": "Your order is ready.", "quiet_zone": "Africa/Nairobi"}
    telephone.set(quiet_from="21:00", quiet_until="08:00")
    key = telephone.put(channel=SMS, content=content, due_at=night)

    telephone.deliver(night)
    waiting = telephone.row(key)
    assert (waiting.state, waiting.due_at) == (
        MessageState.QUEUED,
        datetime(2026, 7, 2, 5, tzinfo=UTC),
    )

    telephone.deliver(waiting.due_at)
    assert telephone.row(key).state is MessageState.SENT
