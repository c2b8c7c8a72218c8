"""The owner sees what was sent and what was not, why, and sends it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cardshop.db import db
from cardshop.lib import clock
from cardshop.notifications.models import Channel, Delivery, Message, MessageState
from tests.support import factories, talks
from tests.support.people import Browser

ROOM = "/app/messages/"


def failed(owner: factories.Owner, **columns: Any) -> Message:
    """A message that WhatsApp has refused for its template."""
    values: dict[str, Any] = {
        "state": MessageState.FAILED,
        "last_error": "WhatsApp refused the template.",
        "error_code": 63016,
        "attempts": 1,
    }
    return talks.told(owner.business, **values | columns)


def state_of(message: Message) -> MessageState:
    db.session.rollback()
    return db.session.get_one(Message, message.id).state


def test_every_message_is_listed_with_what_became_of_it(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    talks.told(owner.business, delivery=Delivery.READ)
    failed(owner)

    page = owner_browser.get(ROOM)

    assert "+254 711 000111 Failed" in page.text
    assert "WhatsApp refused the template. (63016)" in page.text
    assert "+254 711 000111 Read" in page.text
    assert "Reminder before a booking" in page.text


@pytest.mark.parametrize(
    ("show", "said"),
    [("trouble", "Failed"), ("held", "no provider is set up"), ("planned", "Planned for")],
)
def test_the_list_shows_one_kind_at_a_time(
    owner: factories.Owner, owner_browser: Browser, show: str, said: str
) -> None:
    failed(owner)
    talks.told(owner.business, state=MessageState.HELD)
    soon = clock.now() + timedelta(days=1)
    talks.told(owner.business, state=MessageState.QUEUED, due_at=soon)

    page = owner_browser.get(f"{ROOM}?show={show}")

    assert said in page.text
    assert len(page.all("a", class_="li")) == 1


def test_nonsense_in_the_address_shows_all(owner: factories.Owner, owner_browser: Browser) -> None:
    failed(owner)
    page = owner_browser.get(f"{ROOM}?show=nothing&channel=pigeon&after=%C2%B2")
    assert "Failed" in page.text


def test_a_failed_message_is_sent_again(owner: factories.Owner, owner_browser: Browser) -> None:
    message = failed(owner)

    page = owner_browser.post(f"{ROOM}{message.id}/sending")

    assert "The message is on its way." in page.text
    assert state_of(message) is MessageState.QUEUED


def test_what_has_been_sent_is_not_sent_again(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    message = talks.told(owner.business)

    page = owner_browser.post(f"{ROOM}{message.id}/sending")

    assert (page.status, state_of(message)) == (409, MessageState.SENT)
    assert "This message has been sent." in page.text


def test_a_held_message_can_be_written_by_hand(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    message = talks.told(owner.business, state=MessageState.HELD)

    page = owner_browser.get(f"{ROOM}{message.id}")

    chat = "https://wa.me/254711000111?text=Reply%201%20to%20confirm%2C%202%20to%20cancel"
    assert page.links()["Write from your own telephone"] == chat


def test_all_is_sent_again_but_what_went_another_way(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    now = clock.now()
    first, other = (failed(owner, due_at=now) for _ in range(2))
    old = failed(owner, due_at=now - timedelta(days=30))
    key = f"{other.deduplication_key}:sms"
    talks.told(owner.business, channel=Channel.SMS, deduplication_key=key)

    page = owner_browser.post(f"{ROOM}sending")

    assert "1 message is on its way." in page.text
    assert [state_of(m) for m in (first, other, old)] == [
        MessageState.QUEUED,
        MessageState.FAILED,
        MessageState.FAILED,
    ]


def test_the_words_of_a_secret_message_are_not_shown(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    message = talks.told(owner.business, is_secret=True, state=MessageState.SENT)
    assert "Reply 1" not in owner_browser.get(f"{ROOM}{message.id}").text
