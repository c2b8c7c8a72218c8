"""Whose turn it is, when several threads ask."""

from __future__ import annotations

import pytest

from cardshop.notifications import roster
from cardshop.notifications.queries import Waiting
from cardshop.notifications.roster import Roster


def of(*rows: Waiting, at_most: int = 2) -> Roster:
    """A roster whose rows stay due until somebody claims them."""
    return Roster(lambda: rows, at_most=at_most)


def mail(key: int, business: int = 1) -> Waiting:
    return Waiting(key, business, "email")


def test_a_message_is_given_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "FRESH_SECONDS", -1)
    turns = of(mail(1))

    assert turns.next() == mail(1)
    assert turns.next() is None


def test_a_business_whose_provider_hangs_leaves_a_thread_to_the_others() -> None:
    turns = of(mail(1), mail(2), mail(3), Waiting(4, 2, "sms"))

    assert [turns.next() for _ in range(3)] == [mail(1), mail(2), Waiting(4, 2, "sms")]
    assert turns.next() is None
    turns.done(mail(1))
    assert turns.next() == mail(3)


def test_a_channel_that_hangs_leaves_a_thread_to_the_others() -> None:
    turns = of(mail(1, 1), mail(2, 2), mail(3, 3), Waiting(4, 3, "whatsapp"))

    assert [turns.next() for _ in range(3)] == [mail(1, 1), mail(2, 2), Waiting(4, 3, "whatsapp")]


def test_what_another_worker_took_is_left_alone_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster, "FRESH_SECONDS", -1)
    turns = of(mail(1))
    turns.done(mail(1), is_lost=True)
    assert turns.next() is None

    monkeypatch.setattr(roster, "LOST_SECONDS", -1)
    assert turns.next() == mail(1)


def test_workers_who_meet_take_other_messages_and_keep_everybodys_turn() -> None:
    many = [mail(key) for key in range(10, 60)]
    turns = of(mail(1), mail(2, business=2), *many, at_most=100)
    turns.next()
    turns.done(mail(1), is_lost=True)

    given = list(iter(turns.next, None))

    assert given[0] == mail(2, business=2)
    assert given[1:] != many
    assert sorted(row.id for row in given[1:]) == [row.id for row in many]
