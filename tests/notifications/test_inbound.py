"""A customer writes back: it is believed with Twilio's signature, taken once, and understood."""

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
from cardshop.notifications.models import (
    Channel,
    Conversation,
    InboundKind,
    InboundMessage,
    Message,
    MessageState,
    OptOut,
)
from tests.support import factories, talks, twilio_double
from tests.support.factories import NOW
from tests.support.talks import WANJIRU, answer_of, deliver, form, say


@pytest.fixture
def site(each_engine: Flask) -> Iterator[Flask]:
    """A site whose operator shares an account, at NOW."""
    talks.share_account(each_engine)
    with time_machine.travel(NOW, tick=False):
        yield each_engine


@pytest.fixture
def business(site: Flask) -> Business:
    """The only business there."""
    return factories.owner().business


def received() -> list[InboundMessage]:
    db.session.rollback()
    return list(db.session.scalars(select(InboundMessage).order_by(InboundMessage.id)))


def talked() -> list[Conversation]:
    db.session.rollback()
    return list(db.session.scalars(select(Conversation).order_by(Conversation.id)))


def test_words_land_in_a_conversation(site: Flask, business: Business) -> None:
    assert say(site, "Do you do beards?", ProfileName="Wanjiru M.") == ""
    (talk,) = talked()
    assert (talk.business_id, talk.phone, talk.name) == (business.id, WANJIRU, "Wanjiru M.")
    assert (talk.unread, talk.last_inbound_at, talk.channel) == (1, NOW, Channel.WHATSAPP)
    (message,) = received()
    assert (message.body, message.kind) == ("Do you do beards?", InboundKind.WORDS)


def test_the_same_message_is_taken_once_and_answered_alike(site: Flask, business: Business) -> None:
    given = form("Stop")
    first, second = deliver(site, given), deliver(site, given)
    assert answer_of(first) == answer_of(second) != ""
    assert len(received()) == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"token": "another"},
        {"query": "?a=1", "spoil": "query"},
        *({"spoil": what} for what in ("body", "none", "odd")),
    ],
)
def test_what_is_not_signed_changes_nothing(
    site: Flask, business: Business, forged: dict[str, str]
) -> None:
    given = form("Hello")
    spoil = forged.get("spoil", "")
    signed = twilio_double.signature(
        f"http://localhost{talks.ADDRESS}", given, forged.get("token", twilio_double.TOKEN)
    )
    headers = {
        "X-Twilio-Signature": {"none": "", "odd": "é\u2713"}.get(spoil, signed)
        .encode()
        .decode("latin-1")
    }
    if spoil == "body":
        given["Body"] = "Stop"
    address = talks.ADDRESS + forged.get("query", "")
    answer = site.test_client().post(address, data=given, headers=headers)
    assert answer.status_code == 403
    assert received() == []


def test_an_account_that_nobody_has_is_not_believed(site: Flask, business: Business) -> None:
    given = form("Hello", AccountSid="AC" + "f" * 32)
    assert deliver(site, given).status_code == 403
    given["AccountSid"] = ""
    assert deliver(site, given, token="").status_code == 403


def test_the_host_of_the_request_is_not_part_of_what_is_signed(
    site: Flask, business: Business
) -> None:
    given = form("Hello")
    headers = {
        "X-Twilio-Signature": twilio_double.signature(f"http://evil.example{talks.ADDRESS}", given),
        "Host": "evil.example",
    }
    assert site.test_client().post(talks.ADDRESS, data=given, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "odd",
    [
        {"MessageSid": ""},
        {"MessageSid": "SM1"},
        *({"From": it} for it in ("whatsapp:", "12345", "messenger:77", "whatsapp:+" + "9" * 40)),
        {"MessageSid": "SM" + "g" * 32},
    ],
)
def test_what_is_no_message_from_a_telephone_is_let_pass(
    site: Flask, business: Business, odd: dict[str, str]
) -> None:
    assert answer_of(deliver(site, form("Hello") | odd)) == ""
    assert received() == []


def test_odd_words_are_kept_readable(site: Flask, business: Business) -> None:
    say(site, "a\x00b\x1b\u202e{{7*7}} <script>" + "x" * 9000, NumMedia="1000")
    say(site, "", NumMedia="2")
    one, two = received()
    assert one.body.startswith("ab\u202e{{7*7}} <script>xx")
    assert (len(one.body), one.media, two.media) == (4096, 0, 2)


class TestStopping:
    """A number that wants no more messages gets none by telephone."""

    def test_it_opts_out_and_in_again(self, site: Flask, business: Business) -> None:
        assert business.name in say(site, "STOP")
        assert not queries.wants_messages(business.id, WANJIRU)
        assert business.name in say(site, "Start")
        assert queries.wants_messages(business.id, WANJIRU)

    def test_what_waits_is_dropped_and_mailed_where_allowed(
        self, site: Flask, business: Business
    ) -> None:
        mail = {
            "channel": "email",
            "recipient": "w@example.com",
            "content": {"subject": "Hi", "text": "."},
        }
        waiting = talks.told(business, state=MessageState.QUEUED, fallbacks=[mail])
        other = talks.told(business, state=MessageState.QUEUED, phone="+254700000999")
        say(site, "stop")
        db.session.expire_all()
        assert waiting.state is MessageState.DROPPED
        assert other.state is MessageState.QUEUED
        letters = select(Message).where(Message.channel == Channel.EMAIL)
        assert db.session.scalars(letters).one().recipient == "w@example.com"

    def test_what_the_carrier_answers_is_not_answered_twice(
        self, site: Flask, business: Business
    ) -> None:
        assert say(site, "STOP", channel="sms") == ""
        assert say(site, "PARAR", channel="sms", number="+34600000001") != ""
        assert say(site, "ALTO", OptOutType="STOP", number="+34600000002") == ""
        assert len(db.session.scalars(select(OptOut)).all()) == 3

    def test_start_of_somebody_who_never_left_is_words(
        self, site: Flask, business: Business
    ) -> None:
        assert say(site, "start") == ""
        assert [one.kind for one in received()] == [InboundKind.WORDS]

    def test_any_spelling_of_the_number_is_the_same_telephone(
        self, site: Flask, business: Business
    ) -> None:
        say(site, "stop", number="+5215512345678")
        assert not queries.wants_messages(business.id, "+525512345678")
        say(site, "start", number="+525512345678")
        assert queries.wants_messages(business.id, "+525512345678")
        assert len(talked()) == 1


class TestWhichBusiness:
    """Of those that share a number it is the one that wrote last."""

    def test_the_last_to_write_is_meant(self, site: Flask, business: Business) -> None:
        other = factories.owner().business
        talks.told(other, sent_at=NOW - timedelta(hours=1))
        # Written down later, but sent before.
        talks.told(business, sent_at=NOW - timedelta(hours=2))
        talks.told(business, sent_at=NOW, state=MessageState.QUEUED)
        say(site, "Hello")
        assert [talk.business_id for talk in talked()] == [other.id]

    def test_a_stranger_to_a_number_of_several_is_nobodys(
        self, site: Flask, business: Business
    ) -> None:
        factories.owner()
        assert say(site, "Hello") == ""
        assert talked() == []

    def test_who_has_an_account_is_written_to_there(self, site: Flask, business: Business) -> None:
        sid, token = "AC" + "b" * 32, "their own token"
        mine = factories.owner().business
        talks.own_account(mine, sid=sid, token=token, whatsapp_from="+447700900001")
        given = form("Hello", AccountSid=sid, To="whatsapp:+447700900001")
        assert deliver(site, given).status_code == 403
        assert answer_of(deliver(site, given, token=token)) == ""
        assert [talk.business_id for talk in talked()] == [mine.id]

    def test_nobody_speaks_for_the_account_of_another(
        self, site: Flask, business: Business
    ) -> None:
        sid, token = "AC" + "b" * 32, "their own token"
        mine, thief = factories.owner().business, factories.owner().business
        talks.own_account(mine, sid=sid, token=token)
        talks.own_account(thief, sid=sid, token="guessed")
        talks.told(thief)
        answer_of(deliver(site, form("Hello", AccountSid=sid), token=token))
        assert [talk.business_id for talk in talked()] == [mine.id]
        answer_of(deliver(site, form("Hi", AccountSid=sid), token="guessed"))
        assert [talk.business_id for talk in talked()] == [mine.id, thief.id]

    def test_two_businesses_of_one_account_are_told_apart_by_their_lines(
        self, site: Flask, business: Business
    ) -> None:
        sid, token = "AC" + "b" * 32, "one token"
        one, two = factories.owner().business, factories.owner().business
        talks.own_account(one, sid=sid, token=token, whatsapp_from="whatsapp:+447700900001")
        talks.own_account(two, sid=sid, token=token, whatsapp_from="+447700900002")
        given = form("Hello", AccountSid=sid, To="whatsapp:+447700900002")
        answer_of(deliver(site, given, token=token))
        assert [talk.business_id for talk in talked()] == [two.id]
