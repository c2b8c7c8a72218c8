"""WhatsApp and SMS against a server that holds each request to Twilio's documentation."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cardshop.notifications.models import Channel, MessageState
from tests.support import twilio_double
from tests.support.factories import NOW
from tests.support.telephones import GUEST, Telephone
from tests.support.twilio_double import ACCOUNT, SMS_FROM, WHATSAPP_FROM, Fault

HOUR = timedelta(hours=1)
SMS = Channel.SMS


def test_an_approved_template_carries_the_values(telephone: Telephone) -> None:
    telephone.template("name", "when", "with")

    message = telephone.send()

    [sent] = telephone.twilio.sent
    assert (sent["To"], sent["From"]) == (f"whatsapp:{GUEST}", f"whatsapp:{WHATSAPP_FROM}")
    assert sent["ContentSid"] == "HX" + "a" * 32
    assert json.loads(sent["ContentVariables"]) == {"1": "Ana", "2": "Monday 10:00", "3": "–"}
    assert "Body" not in sent
    assert (message.state, message.provider_id) == (
        MessageState.SENT,
        telephone.twilio.messages[0]["sid"],
    )
    assert telephone.twilio.complaints == []


@pytest.mark.parametrize(
    ("ago", "is_free"), [(23.9 * HOUR, True), (24 * HOUR, False), (72 * HOUR, False)]
)
def test_free_text_goes_within_a_day_of_the_customers_word(
    telephone: Telephone, ago: timedelta, is_free: bool
) -> None:
    telephone.template("name")
    telephone.wrote(ago)

    telephone.send()

    [sent] = telephone.twilio.sent
    assert ("Body" in sent, "ContentSid" in sent) == (is_free, not is_free)


def test_without_a_template_sms_goes_and_then_email(telephone: Telephone) -> None:
    telephone.twilio.refused[GUEST] = 21614
    ways = [
        {"channel": "sms", "recipient": GUEST, "content": {"text": "Hello Ana"}},
        {
            "channel": "email",
            "recipient": "ana@example.com",
            "content": {"subject": "Hi", "text": "Hello"},
        },
    ]

    telephone.send(fallbacks=ways, deduplication_key="booking 7")

    rows = telephone.rows()
    assert [(row.channel.value, row.state.value) for row in rows] == [
        ("whatsapp", "failed"),
        ("sms", "failed"),
        ("email", "held"),
    ]
    assert "no approved WhatsApp template" in rows[0].last_error
    assert (rows[1].error_code, rows[1].segments) == (21614, 1)
    assert [row.deduplication_key for row in rows[1:]] == ["booking 7:sms", "booking 7:sms:email"]


def test_a_template_that_wants_what_there_is_not_goes_another_way(telephone: Telephone) -> None:
    telephone.template("name", "total")

    message = telephone.send()

    assert message.state is MessageState.FAILED
    assert message.last_error == "The WhatsApp template needs total, which is not known."


def test_a_refused_template_is_not_used_again(telephone: Telephone) -> None:
    telephone.template("name")
    telephone.twilio.faults = [Fault(status=400, code=63040)]

    refused, again = telephone.send(), telephone.send()

    assert refused.last_error == "WhatsApp refused the template."
    assert "no approved WhatsApp template" in again.last_error


def test_where_to_report_is_told_with_each_try(telephone: Telephone) -> None:
    message = telephone.send(channel=SMS)

    [sent] = telephone.twilio.sent
    tried = int(NOW.timestamp())
    assert sent["StatusCallback"] == (
        f"http://localhost/webhooks/twilio/status?message={message.id}&tried={tried}"
    )
    assert sent["From"] == SMS_FROM


def test_a_business_sends_by_its_own_account(telephone: Telephone) -> None:
    telephone.own_account("AC" + "b" * 32, "its own token of 32 characters")

    telephone.send(channel=SMS)

    assert [one["account_sid"] for one in telephone.twilio.messages] == ["AC" + "b" * 32]


def test_without_any_account_it_is_held(telephone: Telephone) -> None:
    telephone.set(uses_shared=False)

    message = telephone.send(channel=SMS)

    assert (message.state, message.attempts) == (MessageState.HELD, 0)
    assert telephone.twilio.requests == 0


def test_a_wrong_token_waits_for_the_mend(telephone: Telephone) -> None:
    telephone.twilio.accounts[ACCOUNT] = "another token"

    message = telephone.send(channel=SMS)

    assert (message.state, message.error_code) == (MessageState.QUEUED, 20003)
    assert "token has changed" in message.last_error


def test_the_wait_that_is_asked_for_is_kept(telephone: Telephone) -> None:
    telephone.twilio.faults = [Fault(status=429, code=20429, retry_after="600")]

    message = telephone.send(channel=SMS)

    assert message.state is MessageState.QUEUED
    assert message.due_at == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500, kept=True),
        Fault(garbled=True, kept=True),
        Fault(cut=True, kept=True),
        Fault(status=503, kept=True),
    ],
)
def test_what_may_have_left_is_looked_up_and_not_sent_twice(
    telephone: Telephone, fault: Fault
) -> None:
    telephone.template("name", "when")
    telephone.twilio.faults = [fault]

    key = telephone.send().id
    unsure = telephone.row(key).state
    telephone.deliver(NOW + HOUR)

    message = telephone.row(key)
    assert (unsure, message.state) == (MessageState.UNKNOWN, MessageState.SENT)
    assert message.provider_id == telephone.twilio.messages[0]["sid"]
    assert (len(telephone.twilio.messages), message.may_be_double) == (1, False)


def test_what_never_arrived_is_sent_again(telephone: Telephone) -> None:
    telephone.twilio.faults = [Fault(cut=True)]

    key = telephone.send(channel=SMS).id
    telephone.deliver(NOW + HOUR)
    telephone.deliver(NOW + 2 * HOUR)

    message = telephone.row(key)
    assert (message.state, message.may_be_double) == (MessageState.SENT, False)
    assert len(telephone.twilio.messages) == 1


def test_an_answer_that_does_not_come_ends_the_wait(
    telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cardshop.notifications.channels import twilio_client

    monkeypatch.setattr(twilio_client, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(twilio_client, "TOTAL_SECONDS", 0.3)
    telephone.twilio.faults = [Fault(hang=1)]

    assert telephone.send(channel=SMS).state is MessageState.UNKNOWN


def test_a_dead_twilio_is_tried_again(telephone: Telephone) -> None:
    with twilio_double.twilio() as dead:
        address = dead.url
    settings = telephone.app.extensions["cardshop.settings"]
    object.__setattr__(settings, "twilio_api_base", address)

    message = telephone.send(channel=SMS)

    assert (message.state, message.last_error) == (
        MessageState.QUEUED,
        "Twilio cannot be reached.",
    )
