"""Who is sent nothing by telephone: beyond a limit, in a country not allowed, or opted out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cardshop.db import transaction
from cardshop.notifications.models import Channel, MessageState, OptOut
from tests.support.factories import NOW
from tests.support.telephones import GUEST, Telephone

HOUR = timedelta(hours=1)
SMS = Channel.SMS


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"daily_limit": 2}, "Your limit of 2 messages a day is reached."),
        ({"daily_cost_limit": 20}, "Your limit of 0 US dollars a day is reached."),
        ({"recipient_limit": 2}, "Your limit of 2 messages a day to one number is reached."),
    ],
)
def test_a_limit_ends_sending(telephone: Telephone, chosen: dict[str, int], reason: str) -> None:
    telephone.set(**chosen)

    sent = [telephone.send(channel=SMS) for _ in range(3)]

    assert [one.state.value for one in sent] == ["sent", "sent", "failed"]
    assert sent[2].last_error == reason


def test_a_limit_counts_one_day(telephone: Telephone) -> None:
    telephone.set(daily_limit=1)
    telephone.send(channel=SMS)

    key = telephone.put(channel=SMS)
    telephone.deliver(NOW + 25 * HOUR)

    assert telephone.row(key).state is MessageState.SENT


def test_only_countries_that_are_allowed_are_written_to(telephone: Telephone) -> None:
    abroad = telephone.send(channel=SMS, recipient="+34600000001")
    telephone.set(allowed_countries=["KE", "ES"])
    allowed = telephone.send(channel=SMS, recipient="+34600000001")

    assert "Messages to this country (ES)" in abroad.last_error
    assert allowed.state is MessageState.SENT


def test_an_opted_out_number_gets_nothing(telephone: Telephone) -> None:
    with transaction() as session:
        session.add(OptOut(business_id=telephone.business_id, phone_key=GUEST, opted_out_at=NOW))

    assert telephone.send(channel=SMS).last_error == "The number wants no more messages."
    assert telephone.twilio.requests == 0


def test_a_number_that_opted_out_at_twilio_is_remembered(telephone: Telephone) -> None:
    telephone.twilio.refused[GUEST] = 21610
    ways = [{"channel": "sms", "recipient": GUEST, "content": {"text": "Hello Ana"}}]

    telephone.template("name")
    telephone.send(fallbacks=ways)
    telephone.twilio.refused.clear()
    telephone.send(channel=SMS)

    assert [row.state.value for row in telephone.rows()] == ["failed", "failed"]
