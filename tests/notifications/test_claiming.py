"""Who may send a message: one worker, while its lease lasts; and what it knows when it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from cardshop.db import transaction
from cardshop.notifications import operations, outbox
from cardshop.notifications.domain.lateness import ASKED_FOR, LEASE, SETTLES
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.retry import TRIES
from cardshop.notifications.models import Channel, MessageState
from cardshop.notifications.outbox import Envelope
from tests.notifications.letters import claimed, letter, message, posted, taken
from tests.support import factories
from tests.support.factories import NOW

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
ASKED = LEASE + SETTLES


def left(outgoing: Outgoing, name: str = "SM1") -> None:
    with transaction():
        operations.mark_sent(outgoing, provider_id=name, at=NOW)


def absent(outgoing: Outgoing, *, is_certain: bool, at: datetime) -> None:
    with transaction():
        operations.mark_absent(outgoing, is_certain=is_certain, at=at)


def abandoned(*, at: datetime = NOW) -> Outgoing:
    """A message whose worker died while sending, in the hands of one that asks about it."""
    taken(at=at)
    assert claimed(at=at + LEASE) is None
    return taken(at=at + ASKED)


def put(**chosen: object) -> int:
    """The key of a reminder of a booking."""
    given: dict[str, object] = {
        "business_id": factories.owner().business.id,
        "channel": Channel.WHATSAPP,
        "kind": "booking.reminder",
        "recipient": "+254711000111",
        "content": {"text": "Tomorrow at 10.", "values": {"when": "10:00"}, "language": "es"},
        "deduplication_key": f"reminder {chosen}",
    }
    with transaction():
        key = outbox.put(Envelope(**given | chosen), NOW)  # type: ignore[arg-type]
    assert key is not None
    return key


def test_a_dead_worker_s_message_is_unknown_then_asked_about_never_just_sent(
    each_engine: Flask,
) -> None:
    [key] = posted(letter())
    first = taken()

    assert claimed(at=NOW + LEASE - SECOND) is None
    assert claimed(at=NOW + LEASE) is None
    assert message(key).state is MessageState.UNKNOWN
    assert claimed(at=NOW + ASKED - SECOND) is None
    asked = taken(at=NOW + ASKED)

    assert (asked.name, asked.attempt, asked.is_unsure) == (first.name, 1, True)
    assert claimed(at=NOW + ASKED) is None


def test_what_the_provider_knows_is_not_sent_again(each_engine: Flask) -> None:
    [key] = posted(letter())

    left(abandoned(), "SM1")

    assert (message(key).state, message(key).provider_id) == (MessageState.SENT, "SM1")
    assert not message(key).may_be_double


@pytest.mark.parametrize("is_certain", [True, False])
def test_what_never_arrived_goes_again_marked_unless_that_is_certain(
    each_engine: Flask, is_certain: bool
) -> None:
    [key] = posted(letter())

    absent(abandoned(), is_certain=is_certain, at=NOW + ASKED)

    assert message(key).may_be_double is not is_certain
    again = taken(at=NOW + ASKED)
    assert (again.attempt, again.is_unsure) == (2, False)


def test_while_the_provider_is_silent_it_is_asked_ever_more_rarely_then_it_goes(
    app: Flask,
) -> None:
    [key] = posted(letter())
    asked, at, times = abandoned(), NOW + ASKED, 0
    while not message(key).may_be_double:
        with transaction():
            operations.ask_later(asked, reason="No answer.", at=at)
        at = message(key).leased_until or at
        times += 1
        asked = taken(at=at)

    assert times < 15
    assert at - NOW >= ASKED_FOR
    assert (asked.attempt, asked.is_unsure) == (2, False)


def test_who_was_slow_and_not_dead_still_tells_what_became_of_it(each_engine: Flask) -> None:
    sent, refused = posted(letter(), letter())
    slow = [taken(), taken()]
    assert claimed(at=NOW + LEASE) is None

    left(slow[0])
    with transaction():
        operations.mark_failed(slow[1], reason="It rained.", permanent=True, at=NOW)

    assert message(sent).state is MessageState.SENT
    assert not message(sent).may_be_double
    assert message(refused).state is MessageState.FAILED


def test_two_who_both_got_it_out_are_found_out(each_engine: Flask) -> None:
    [key] = posted(letter())
    slow = taken()
    claimed(at=NOW + LEASE)
    absent(taken(at=NOW + ASKED), is_certain=True, at=NOW + ASKED)
    left(taken(at=NOW + ASKED), "SM2")

    left(slow, "SM1")

    assert (message(key).provider_id, message(key).may_be_double) == ("SM2", True)


def test_who_lost_the_lease_cannot_undo_what_the_other_did(each_engine: Flask) -> None:
    [key] = posted(letter())
    slow = taken()
    claimed(at=NOW + LEASE)
    absent(taken(at=NOW + ASKED), is_certain=True, at=NOW + ASKED)
    taken(at=NOW + ASKED)

    with transaction():
        operations.mark_failed(slow, reason="It rained.", permanent=True, at=NOW)

    assert message(key).state is MessageState.SENDING


def test_a_message_that_ends_every_worker_is_given_up(each_engine: Flask) -> None:
    [key] = posted(letter())
    at = NOW
    for _ in range(TRIES):
        absent(abandoned(at=at), is_certain=True, at=at + ASKED)
        at = message(key).due_at

    assert claimed(at=at) is None
    assert message(key).state is MessageState.FAILED
    assert message(key).last_error == "Sending was cut off."


def test_a_late_reminder_says_so_in_its_language(app: Flask) -> None:
    put(late_after=NOW + 15 * MINUTE)

    outgoing = taken(at=NOW + 16 * MINUTE)

    words, text = outgoing.content["text"].split("\n")
    assert text == "Tomorrow at 10."
    assert outgoing.content["values"]["when"] == f"10:00 ({words})"


def test_what_comes_in_time_says_nothing_of_it(app: Flask) -> None:
    put(late_after=NOW + 15 * MINUTE)

    assert taken(at=NOW + 15 * MINUTE).content["text"] == "Tomorrow at 10."


def test_what_would_come_too_late_is_let_go(each_engine: Flask) -> None:
    key = put(drop_after=NOW + HOUR)

    assert claimed(at=NOW + HOUR + SECOND) is None
    assert message(key).state is MessageState.DROPPED


def test_nothing_goes_again_for_a_booking_that_changed_while_it_was_in_the_air(
    each_engine: Flask,
) -> None:
    key = put(subject_kind="booking", subject_id=7)
    first = taken()
    with transaction():
        outbox.drop("booking", 7)

    with transaction():
        operations.mark_failed(first, reason="It rained.", permanent=False, at=NOW)

    assert claimed(at=NOW + HOUR) is None
    assert message(key).state is MessageState.DROPPED


def test_of_a_dropped_message_that_was_cut_off_the_provider_is_still_asked(app: Flask) -> None:
    key = put(subject_kind="booking", subject_id=7)
    taken()
    with transaction():
        outbox.drop("booking", 7)
    claimed(at=NOW + LEASE)

    left(taken(at=NOW + ASKED))

    assert message(key).state is MessageState.SENT


def test_another_message_with_the_same_words_is_known_as_another(app: Flask) -> None:
    business = factories.owner().business.id
    put(business_id=business)
    left(taken(), "SM1")
    put(business_id=business, deduplication_key="the second reminder")

    assert abandoned().others == {"SM1"}


def test_what_the_provider_has_once_stands_for_one_of_two_messages_alike(
    each_engine: Flask,
) -> None:
    business = factories.owner().business.id
    keys = [put(business_id=business, deduplication_key=f"alike {n}") for n in range(2)]
    for _ in keys:
        taken()
    for _ in keys:
        assert claimed(at=NOW + LEASE) is None
    asked = [taken(at=NOW + ASKED) for _ in keys]

    for outgoing in asked:
        with transaction():
            operations.mark_found(outgoing, provider_id="SM1", at=NOW + ASKED)

    assert [message(key).state for key in keys] == [MessageState.SENT, MessageState.UNKNOWN]
    assert taken(at=NOW + ASKED + ASKED_FOR).others == {"SM1"}
