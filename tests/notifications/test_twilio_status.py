"""What Twilio reports of messages: signed, in any order, more than once, about the right ones."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from cardshop.db import db, transaction
from cardshop.notifications import operations
from cardshop.notifications.models import Channel, Delivery, Message, MessageState
from tests.support import factories
from tests.support.factories import NOW
from tests.support.telephones import GUEST, Telephone
from tests.support.twilio_double import TOKEN, report, signature

OWN = "AC" + "b" * 32
OWN_TOKEN = "its own token of 32 characters"


def sent(telephone: Telephone) -> Message:
    return telephone.send(channel=Channel.SMS)


def reported(
    telephone: Telephone,
    form: Mapping[str, str],
    *,
    token: str = TOKEN,
    about: int = 0,
    host: str = "localhost",
) -> int:
    """The status of the answer to a report for the address that the message was sent with."""
    address = telephone.twilio.sent[about]["StatusCallback"]
    parts = urlsplit(address)
    answer = telephone.app.test_client().post(
        f"{parts.path}?{parts.query}",
        data=form,
        headers={"X-Twilio-Signature": signature(address, form, token), "Host": host},
    )
    db.session.rollback()
    return answer.status_code


def says(telephone: Telephone, status: str, code: int | None = None, about: int = 0) -> int:
    form = report(telephone.twilio.messages[about], status, code)
    return reported(telephone, form, about=about)


def test_each_report_moves_the_message_on(telephone: Telephone) -> None:
    key = sent(telephone).id
    seen = []
    for status in ("queued", "sending", "sent", "delivered", "read"):
        assert says(telephone, status) == 204
        seen.append(telephone.row(key).delivery)

    assert seen == [
        Delivery.ACCEPTED,
        Delivery.ACCEPTED,
        Delivery.SENT,
        Delivery.DELIVERED,
        Delivery.READ,
    ]


@pytest.mark.parametrize("late", ["queued", "sent", "delivered", "undelivered", "failed"])
def test_what_comes_late_takes_nothing_back(telephone: Telephone, late: str) -> None:
    key = sent(telephone).id
    says(telephone, "read")

    assert says(telephone, late) == 204
    message = telephone.row(key)
    assert (message.delivery, message.state) == (Delivery.READ, MessageState.SENT)


def test_what_cannot_be_delivered_goes_another_way_once(telephone: Telephone) -> None:
    telephone.template("name")
    way = {"channel": "sms", "recipient": GUEST, "content": {"text": "Hello Ana"}}
    key = telephone.send(fallbacks=[way]).id

    for _again in range(3):
        assert says(telephone, "failed", 63016) == 204

    first, second = telephone.rows()
    assert (first.id, first.state, first.delivery) == (
        key,
        MessageState.FAILED,
        Delivery.UNDELIVERED,
    )
    assert (first.error_code, second.channel) == (63016, Channel.SMS)
    assert "within 24 hours" in first.last_error


def test_a_delivery_after_all_is_believed(telephone: Telephone) -> None:
    key = sent(telephone).id
    says(telephone, "undelivered", 30008)
    says(telephone, "delivered")

    message = telephone.row(key)
    assert (message.state, message.delivery) == (MessageState.SENT, Delivery.DELIVERED)


@pytest.mark.parametrize("token", ["", "another token of 32 characters ..", OWN_TOKEN])
def test_a_forged_report_changes_nothing(telephone: Telephone, token: str) -> None:
    key = sent(telephone).id
    form = report(telephone.twilio.messages[0], "read")

    assert reported(telephone, form, token=token) == 403
    assert telephone.row(key).delivery is None


def test_a_changed_report_changes_nothing(telephone: Telephone) -> None:
    sent(telephone)
    form = report(telephone.twilio.messages[0], "sent")
    address = telephone.twilio.sent[0]["StatusCallback"]
    answer = telephone.app.test_client().post(
        address.removeprefix("http://localhost"),
        data=form | {"MessageStatus": "read"},
        headers={"X-Twilio-Signature": signature(address, form)},
    )

    assert answer.status_code == 403


def test_it_is_the_public_address_that_is_signed(telephone: Telephone) -> None:
    """A proxy may call the server what it likes."""
    sent(telephone)
    form = report(telephone.twilio.messages[0], "read")

    assert reported(telephone, form, host="internal:8000") == 204


def test_a_business_speaks_of_its_own_messages_only(telephone: Telephone) -> None:
    key = sent(telephone).id
    stranger = Telephone(telephone.app, telephone.twilio, factories.owner().business.id)
    stranger.own_account(OWN, OWN_TOKEN)
    form = report(telephone.twilio.messages[0], "read") | {"AccountSid": OWN}

    assert reported(telephone, form, token=OWN_TOKEN) == 204
    assert telephone.row(key).delivery is None


def test_a_business_that_claims_the_shared_account_cannot_sign_for_it(
    telephone: Telephone,
) -> None:
    key = sent(telephone).id
    stranger = Telephone(telephone.app, telephone.twilio, factories.owner().business.id)
    form = report(telephone.twilio.messages[0], "read")
    stranger.own_account(form["AccountSid"], OWN_TOKEN)

    assert reported(telephone, form, token=OWN_TOKEN) == 204
    assert telephone.row(key).delivery is None


def test_a_report_before_our_own_answer_proves_that_it_left(telephone: Telephone) -> None:
    key = sent(telephone).id
    form = report(telephone.twilio.messages[0], "delivered")
    with transaction():
        message = db.session.get_one(Message, key)
        message.state, message.provider_id = MessageState.UNKNOWN, ""

    reported(telephone, form)

    message = telephone.row(key)
    assert (message.state, message.provider_id) == (MessageState.SENT, form["MessageSid"])
    assert (message.delivery, message.may_be_double) == (Delivery.DELIVERED, False)


def test_a_second_message_that_left_is_flagged(telephone: Telephone) -> None:
    key = sent(telephone).id
    form = report(telephone.twilio.messages[0], "delivered") | {"MessageSid": f"SM{'f' * 32}"}

    reported(telephone, form)

    message = telephone.row(key)
    assert (message.may_be_double, message.delivery) == (True, None)


def test_sending_again_begins_anew(telephone: Telephone) -> None:
    key = sent(telephone).id
    says(telephone, "undelivered", 30003)
    with transaction():
        operations.send_again(db.session.get_one(Message, key), at=NOW)
    telephone.deliver()

    says(telephone, "delivered", about=1)

    message = telephone.row(key)
    assert (message.delivery, message.may_be_double) == (Delivery.DELIVERED, False)
    assert message.provider_id == telephone.twilio.messages[1]["sid"]


@pytest.mark.parametrize(
    "chosen",
    [
        {"MessageStatus": "eaten"},
        {"MessageSid": "SM123"},
        {"MessageSid": "'; DROP TABLE messages"},
        {"ErrorCode": "²"},
    ],
)
def test_nonsense_that_is_signed_is_ignored(telephone: Telephone, chosen: dict[str, str]) -> None:
    sent(telephone)

    assert reported(telephone, report(telephone.twilio.messages[0], "read") | chosen) == 204
