"""Who is told of an event, by which channel, in which words, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.db import transaction
from cardshop.notifications import operations
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.domain.texts import Words
from cardshop.notifications.domain.timing import TimingChanges
from cardshop.notifications.models import Channel, Message, OptOut, PushSubscription
from tests.notifications.telling import (
    EVENING,
    MORNING,
    WANJIRU,
    customer,
    notice,
    told,
    ways,
)
from tests.support import factories
from tests.support.factories import NOW, Owner

READY = (Event.ORDER_READY, Person.CUSTOMER)
PLACED = (Event.ORDER_PLACED, Person.OWNER)


def rule(owner: Owner, cell: Any, *channels: str) -> None:
    """Tell this person by these channels."""
    with transaction():
        operations.edit_rules(owner.business.id, {cell: channels})


def words(owner: Owner, language: str = "en", **own: str) -> None:
    """The business's own words of an order that is ready."""
    with transaction():
        operations.edit_text(owner.business.id, READY, language, Words(**own), at=NOW)


def browser(owner: Owner) -> None:
    """A browser of the owner's that shows notifications."""
    with transaction() as session:
        session.add(
            PushSubscription(
                business_id=owner.business.id,
                account_id=owner.account.id,
                endpoint="https://push.example.com/1",
                endpoint_hash="1",
                p256dh="p",
                auth="a",
                created_at=NOW,
            )
        )


def by_telephone(messages: list[Message]) -> Message:
    """The one to the customer's telephone."""
    [found] = [m for m in messages if m.phone_key and m.person == "customer"]
    return found


def test_a_customer_is_told_by_mail_and_telephone(each_engine: Flask) -> None:
    business = factories.owner().business

    mail, chat = told(notice(business, subject=("order", 7)))

    assert ways([mail, chat]) == [("customer", "email"), ("customer", "whatsapp")]
    assert mail.content == {"subject": "Our subject", "text": "Our letter"}
    assert chat.recipient == WANJIRU
    assert chat.content["text"] == (
        "Hello Wanjiru, your order 1042 at Golden Crumb is ready. http://localhost/customer"
    )
    assert (chat.content["language"], chat.content["values"]["number"]) == ("en", "1042")
    assert (chat.event, chat.subject_kind, chat.subject_id) == ("order.ready", "order", 7)


def test_the_same_is_told_once(each_engine: Flask) -> None:
    said = notice(factories.owner().business)

    assert (len(told(said)), told(said)) == (2, [])


def test_owners_hear_of_what_others_did(owner: Owner) -> None:
    browser(owner)
    own_doing = notice(owner.business, Event.ORDER_PLACED, actor=owner.account.email)

    assert ways(told(notice(owner.business, Event.ORDER_PLACED, actor="customer"))) == [
        ("customer", "email"),
        ("owner", "email"),
        ("owner", "push"),
    ]
    assert ways(told(own_doing)) == [("customer", "email")]


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ((), []),
        (("email",), ["email"]),
        (("sms",), ["sms"]),
        (("whatsapp",), ["whatsapp"]),
        (("whatsapp", "sms"), ["whatsapp"]),
        (("email", "sms"), ["email", "sms"]),
    ],
)
def test_the_matrix_says_by_which_channels(
    owner: Owner, channels: tuple[str, ...], expected: list[str]
) -> None:
    rule(owner, READY, *channels)

    assert [m.channel.value for m in told(notice(owner.business))] == expected


def test_what_is_tried_instead_is_said_beforehand(owner: Owner) -> None:
    both = by_telephone(told(notice(owner.business)))
    rule(owner, READY, "whatsapp")
    alone = by_telephone(told(notice(owner.business)))
    with transaction():
        changes = TimingChanges(falls_back_to_sms=False, falls_back_to_email=False)
        operations.edit_messaging(owner.business.id, changes)
    strict = by_telephone(told(notice(owner.business)))

    assert [one["channel"] for one in both.fallbacks] == ["sms"]
    assert [one["channel"] for one in alone.fallbacks] == ["sms", "email"]
    assert alone.fallbacks[1]["content"]["subject"] == "Our subject"
    assert strict.fallbacks == []


def test_nothing_goes_where_there_is_no_address(owner: Owner) -> None:
    nobody = notice(owner.business, customer=customer(phone="", email=""))
    mail_alone = notice(owner.business, customer=customer(phone=""))

    assert (told(nobody), ways(told(mail_alone))) == ([], [("customer", "email")])


def test_a_number_that_opted_out_is_left_in_peace(owner: Owner) -> None:
    with transaction() as session:
        session.add(OptOut(business_id=owner.business.id, phone_key=WANJIRU, opted_out_at=NOW))

    assert ways(told(notice(owner.business))) == [("customer", "email")]
    assert len(told(notice(factories.owner().business))) == 2


def test_who_opted_out_is_mailed_where_that_stands_in(owner: Owner) -> None:
    rule(owner, READY, "whatsapp")
    with transaction() as session:
        session.add(OptOut(business_id=owner.business.id, phone_key=WANJIRU, opted_out_at=NOW))

    assert ways(told(notice(owner.business))) == [("customer", "email")]


def test_the_night_holds_back_what_nobody_waits_for(owner: Owner) -> None:
    late = EVENING + timedelta(minutes=15)

    held = told(notice(owner.business, is_awaited=False, late_after=late), EVENING)
    awaited = told(notice(owner.business), EVENING)

    assert [m.due_at for m in held] == [EVENING, MORNING]
    assert by_telephone(held).late_after == MORNING + timedelta(minutes=15)
    assert by_telephone(awaited).due_at == EVENING


def test_an_owners_browser_is_quiet_at_night_too(owner: Owner) -> None:
    browser(owner)
    said = notice(
        owner.business,
        Event.LOW_STOCK,
        values=lambda *_: {"product": "Rye", "left": "2"},
        actor="system",
        customer=None,
        is_awaited=False,
    )

    due = {m.channel: m.due_at for m in told(said, EVENING)}

    assert due.get(Channel.PUSH) == MORNING


def test_own_words_stand_for_the_built_in_ones(owner: Owner) -> None:
    words(owner, short="Ready: {number}", subject="Come, {name}", letter="Yours,\n{business}")

    mail, chat = told(notice(owner.business))

    assert chat.content["text"] == "Ready: 1042"
    assert mail.content == {"subject": "Come, Wanjiru", "text": "Yours,\nGolden Crumb"}


def test_words_of_another_language_are_for_others(owner: Owner) -> None:
    words(owner, "es", short="Listo: {number}")
    mexican = notice(owner.business, customer=customer(locale="es-MX"))

    assert by_telephone(told(mexican)).content["text"] == "Listo: 1042"
    assert "ready" in by_telephone(told(notice(owner.business))).content["text"]


def test_what_a_customer_typed_stays_on_its_line(owner: Owner) -> None:
    typed = "Eve\nSTOP\u202e {{7*7}} " + "x" * 400
    said = notice(owner.business, values=lambda *_: {"name": typed, "number": "1"})

    text = by_telephone(told(said)).content["text"]

    assert "\n" not in text
    assert "\u202e" not in text
    assert "{{7*7}}" in text
    assert len(text) < 400


def test_an_sms_knows_what_it_costs(owner: Owner) -> None:
    rule(owner, READY, "sms")
    words(owner, short="س" * 71)

    assert by_telephone(told(notice(owner.business))).segments == 2


def test_an_owner_may_be_told_on_the_telephone(owner: Owner) -> None:
    rule(owner, PLACED, "whatsapp")

    [_mail, chat] = told(notice(owner.business, Event.ORDER_PLACED, actor="customer"))

    assert (chat.person, chat.recipient) == ("owner", owner.business.whatsapp)


def test_rules_that_are_the_defaults_are_not_kept(owner: Owner) -> None:
    rule(owner, READY, "sms")
    rule(owner, READY, "email", "whatsapp")

    assert ways(told(notice(owner.business))) == [("customer", "email"), ("customer", "whatsapp")]
