"""The owner reads what customers wrote, and answers while WhatsApp allows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from cardshop.db import db, transaction
from cardshop.notifications.models import (
    Channel,
    Conversation,
    Delivery,
    Message,
    MessageState,
    OptOut,
)
from tests.support import factories, talks
from tests.support.factories import NOW
from tests.support.people import Browser

LISTED = "/app/conversations/"


@pytest.fixture(autouse=True)
def at_now() -> Iterator[None]:
    """The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield


def answers() -> list[Message]:
    db.session.rollback()
    return list(db.session.scalars(select(Message).where(Message.kind == "answer")))


def fresh(talk: Conversation) -> Conversation:
    db.session.rollback()
    return db.session.get_one(Conversation, talk.id, populate_existing=True)


def test_nobody_has_written_yet(owner_browser: Browser) -> None:
    assert "No conversations yet" in owner_browser.get(LISTED).text


def test_the_list_shows_the_last_words_first(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    talks.conversation(
        owner.business, "Old", last_at=NOW - timedelta(days=1), phone="+254700000009"
    )
    talks.conversation(owner.business, "Hello", "Do you do <b>beards</b>?")
    text = owner_browser.get(LISTED).text
    assert "Wanjiru Mwangi 2 new" in text
    assert text.index("Do you do <b>beards</b>?") < text.index("Old")


def test_a_long_list_goes_on(owner: factories.Owner, owner_browser: Browser) -> None:
    for n in range(51):
        talks.conversation(owner.business, phone=f"+2547110001{n:02}")
    page = owner_browser.get(LISTED)
    assert "Older conversations" not in owner_browser.get(page.links()["Older conversations"]).text
    for odd in ("-5", "abc", "9" * 30, "0"):
        assert owner_browser.get(f"{LISTED}?page={odd}").status == 200


def test_a_conversation_shows_both_sides_in_order(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    talks.told(owner.business, sent_at=NOW - timedelta(hours=1), delivery=Delivery.READ)
    talk = talks.conversation(owner.business, "Is there parking?")
    talks.told(owner.business, state=MessageState.FAILED, last_error="It was refused.")
    talks.told(owner.business, person="owner", content={"text": "For the owner's eyes"})
    talks.told(owner.business, state=MessageState.QUEUED, sent_at=NOW + timedelta(days=1))
    text = owner_browser.get(f"{LISTED}{talk.id}").text
    assert text.count("Reply 1 to confirm") == 2
    assert text.index("Read") < text.index("Is there parking?")
    assert "Not sent: It was refused." in text
    assert "For the owner's eyes" not in text


def test_the_owner_answers_and_has_read_it(owner: factories.Owner, owner_browser: Browser) -> None:
    talk = talks.conversation(owner.business, "Is there parking?")
    page = owner_browser.get(f"{LISTED}{talk.id}")
    once = page.field("once").get("value")
    for _ in range(2):
        answered = owner_browser.post(page.url, {"words": "Yes, behind.", "once": once})
    assert "Your answer is on its way." in answered.text
    (message,) = answers()
    assert (message.channel, message.recipient) == (Channel.WHATSAPP, talks.WANJIRU)
    assert message.content["text"] == "Yes, behind."
    assert message.drop_after == NOW + timedelta(hours=24)
    assert fresh(talk).unread == 0


def test_marking_as_read_is_a_button(owner: factories.Owner, owner_browser: Browser) -> None:
    talk = talks.conversation(owner.business, "Thanks")
    assert "Mark as read" in owner_browser.get(f"{LISTED}{talk.id}").text
    assert fresh(talk).unread == 1
    owner_browser.post(f"{LISTED}{talk.id}/reading")
    assert fresh(talk).unread == 0


@pytest.mark.parametrize("words", ["", "   ", "x" * 1601, "a\x00b"])
def test_words_that_cannot_be_sent_are_refused_and_kept(
    owner: factories.Owner, owner_browser: Browser, words: str
) -> None:
    talk = talks.conversation(owner.business, "Hello")
    page = owner_browser.post(f"{LISTED}{talk.id}", {"words": words, "once": "1"})
    assert page.status == 422
    assert page.error_of("words")
    assert answers() == []


def test_after_a_day_the_page_says_why_there_is_no_answer(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    talk = talks.conversation(owner.business, "Hello", last_inbound_at=NOW - timedelta(hours=24))
    page = owner_browser.get(f"{LISTED}{talk.id}")
    assert "only within 24 hours" in page.text
    assert page.links()["Write from your own telephone"] == "https://wa.me/254711000111"
    refused = owner_browser.post(f"{LISTED}{talk.id}", {"words": "Hi", "once": "1"})
    assert refused.status == 409
    assert answers() == []


def test_a_text_message_can_be_answered_at_any_time(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    long_ago = NOW - timedelta(days=30)
    talk = talks.conversation(owner.business, channel=Channel.SMS, last_inbound_at=long_ago)
    owner_browser.post(f"{LISTED}{talk.id}", {"words": "Hi", "once": "1"})
    assert [message.segments for message in answers()] == [1]


def test_who_wants_no_messages_gets_none(owner: factories.Owner, owner_browser: Browser) -> None:
    talk = talks.conversation(owner.business, "stop")
    with transaction() as session:
        session.add(
            OptOut(business_id=owner.business.id, phone_key=talk.phone_key, opted_out_at=NOW)
        )
    page = owner_browser.get(f"{LISTED}{talk.id}")
    assert "asked for no messages" in page.text
    assert "Write from your own telephone" not in page.links()
    assert owner_browser.post(f"{LISTED}{talk.id}", {"words": "Hi"}).status == 409


def test_another_business_sees_nothing_of_it(
    owner: factories.Owner, stranger_browser: Browser
) -> None:
    talk = talks.conversation(owner.business, "A secret")
    assert "A secret" not in stranger_browser.get(LISTED).text
    assert stranger_browser.get(f"{LISTED}{talk.id}").status == 404
