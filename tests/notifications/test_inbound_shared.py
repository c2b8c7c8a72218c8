"""Businesses that send from one number: whom an answer is for, and whom a stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications import queries
from cardshop.notifications.models import Channel, Conversation, MessageState
from tests.support import factories, talks
from tests.support.factories import NOW
from tests.support.talks import WANJIRU, answer_of, deliver, form, say

HOUR = timedelta(hours=1)


@pytest.fixture
def site(each_engine: Flask) -> Iterator[Flask]:
    """A site whose operator shares an account, at NOW."""
    talks.share_account(each_engine)
    with time_machine.travel(NOW, tick=False):
        yield each_engine


@pytest.fixture
def salon(site: Flask) -> Business:
    """One that sends reminders."""
    return factories.owner().business


@pytest.fixture
def shop(site: Flask) -> Business:
    """Another one, that sends by the same number."""
    return factories.owner().business


def heard() -> list[int]:
    """The businesses that have a conversation, in the order in which they began."""
    db.session.rollback()
    return list(db.session.scalars(select(Conversation.business_id).order_by(Conversation.id)))


class TestWhoIsAnswered:
    """What was written last is not always what is answered."""

    @pytest.mark.parametrize("words", ["Which gate?", "1", "Stop"])
    def test_who_is_quoted_is_meant(
        self, site: Flask, salon: Business, shop: Business, words: str
    ) -> None:
        quoted = "SM" + "e" * 32
        talks.told(salon, event="booking.confirmed", provider_id=quoted, sent_at=NOW - 2 * HOUR)
        talks.told(shop, ("booking", 7))
        say(site, words, OriginalRepliedMessageSid=quoted)
        assert heard() == [salon.id]

    def test_words_to_another_are_not_quoted(
        self, site: Flask, salon: Business, shop: Business
    ) -> None:
        quoted = "SM" + "e" * 32
        talks.told(salon, provider_id=quoted, phone="+254700000999")
        talks.told(shop, event="order.ready", sent_at=NOW - HOUR)
        say(site, "Hello", OriginalRepliedMessageSid=quoted)
        assert heard() == [shop.id]

    @pytest.mark.parametrize(("words", "is_answer"), [("2", True), ("Can I come later?", False)])
    def test_an_answer_is_for_who_asked(
        self, site: Flask, salon: Business, shop: Business, words: str, is_answer: bool
    ) -> None:
        talks.told(salon, ("booking", 7), sent_at=NOW - 2 * HOUR)
        talks.told(shop, event="order.ready")
        say(site, words)
        assert heard() == [salon.id if is_answer else shop.id]

    def test_it_is_for_who_asked_by_that_channel(
        self, site: Flask, salon: Business, shop: Business
    ) -> None:
        talks.told(salon, ("booking", 7), channel=Channel.SMS, sent_at=NOW - 2 * HOUR)
        talks.told(shop, ("booking", 8))
        say(site, "1", channel="sms")
        assert heard() == [salon.id]

    def test_what_was_asked_long_ago_waits_for_no_answer(
        self, site: Flask, salon: Business, shop: Business
    ) -> None:
        talks.told(salon, ("booking", 7), sent_at=NOW - timedelta(days=8))
        talks.told(shop, event="order.ready", sent_at=NOW - timedelta(days=1))
        say(site, "1")
        assert heard() == [shop.id]

    @pytest.mark.parametrize("words", ["Hello", "Stop"])
    def test_what_comes_again_opens_nothing_elsewhere(
        self, site: Flask, salon: Business, shop: Business, words: str
    ) -> None:
        talks.told(salon, sent_at=NOW - HOUR)
        given = form(words)
        first = answer_of(deliver(site, given))
        talks.told(shop, sent_at=NOW + HOUR)
        assert answer_of(deliver(site, given)) == first
        assert heard() == [salon.id]


class TestStopping:
    """The carrier stops a number for all that send from theirs, and lets it in again for all."""

    def test_a_stop_is_for_all_that_have_written(
        self, site: Flask, salon: Business, shop: Business
    ) -> None:
        stranger = factories.owner().business
        apart = factories.owner().business
        talks.own_account(apart, sid="AC" + "b" * 32, token="theirs")
        waiting = talks.told(salon, state=MessageState.QUEUED, sent_at=NOW - HOUR)
        talks.told(apart, sent_at=NOW - HOUR)
        talks.told(shop)
        say(site, "STOP", channel="sms")
        assert wanted(salon, shop, stranger, apart) == [stranger.id, apart.id]
        db.session.refresh(waiting)
        assert waiting.state is MessageState.DROPPED

    @pytest.mark.parametrize("more", [{}, {"OptOutType": "START"}])
    def test_a_start_is_for_all_that_were_stopped(
        self, site: Flask, salon: Business, shop: Business, more: dict[str, str]
    ) -> None:
        talks.told(salon, sent_at=NOW - HOUR)
        talks.told(shop)
        say(site, "Stop")
        newer = factories.owner().business
        talks.told(newer, sent_at=NOW + HOUR)
        say(site, "Start", **more)
        assert wanted(salon, shop, newer) == [salon.id, shop.id, newer.id]

    def test_who_is_stopped_already_is_not_answered(self, site: Flask, salon: Business) -> None:
        assert salon.name in say(site, "Stop")
        assert say(site, "Stop") == say(site, "unsubscribe") == ""

    def test_to_their_own_account_it_is_of_one_business_alone(
        self, site: Flask, salon: Business
    ) -> None:
        mine = factories.owner().business
        talks.own_account(mine, sid="AC" + "b" * 32, token="theirs")
        talks.told(salon)
        answer_of(deliver(site, form("Stop", AccountSid="AC" + "b" * 32), token="theirs"))
        assert wanted(mine, salon) == [salon.id]


def wanted(*businesses: Business) -> list[int]:
    """Those whose messages the number wants."""
    db.session.rollback()
    return [one.id for one in businesses if queries.wants_messages(one.id, WANJIRU)]


def test_an_account_of_ones_own_reads_no_reply_of_another(site: Flask, salon: Business) -> None:
    given = form("Stop")
    said = answer_of(deliver(site, given))
    mine, sid = factories.owner().business, "AC" + "b" * 32
    talks.own_account(mine, sid=sid, token="a token", whatsapp_from="+447700900001")

    again = given | {"AccountSid": sid, "To": "whatsapp:+447700900001"}

    assert said != ""
    assert answer_of(deliver(site, again, token="a token")) == ""
