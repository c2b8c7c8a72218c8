"""`/messages`: the outbox, without its words."""

from __future__ import annotations

import pytest

from cardshop.notifications.models import Channel, MessageState
from tests.api.conftest import Program, pointers
from tests.support import talks
from tests.support.factories import Owner


def test_a_message_is_listed_with_what_became_of_it(program: Program, owner: Owner) -> None:
    told = talks.told(owner.business, state=MessageState.FAILED, last_error="No.")

    answer = program.get("/messages")

    assert answer.get_json()["items"] == [
        {
            "id": told.id,
            "channel": "whatsapp",
            "to": talks.WANJIRU,
            "kind": "booking.reminder",
            "state": "failed",
            "delivery": None,
            "attempts": 0,
            "last_error": "No.",
            "may_be_double": False,
            "created_at": "2026-11-24T09:00:00Z",
            "sent_at": "2026-11-24T09:00:00Z",
        }
    ]
    assert "Reply 1" not in answer.get_data(as_text=True)


def test_they_come_in_pages_oldest_first(program: Program, owner: Owner) -> None:
    made = [talks.told(owner.business).id for _ in range(3)]

    first = program.get("/messages?limit=2").get_json()
    second = program.get(f"/messages?limit=2&after={first['next']}").get_json()

    assert [one["id"] for one in first["items"] + second["items"]] == made
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=sent", 2), ("state=held", 1), ("channel=sms", 1), ("state=held&channel=sms", 0)],
)
def test_filters_narrow_them(program: Program, owner: Owner, query: str, count: int) -> None:
    talks.told(owner.business)
    talks.told(owner.business, channel=Channel.SMS)
    talks.told(owner.business, state=MessageState.HELD)

    assert len(program.get(f"/messages?{query}").get_json()["items"]) == count


@pytest.mark.parametrize("query", ["state=lost", "channel=pigeon", "kind=order.placed"])
def test_unknown_filters_are_refused(program: Program, query: str) -> None:
    assert pointers(program.get(f"/messages?{query}")) == [f"/{query.partition('=')[0]}"]


def test_another_business_reads_none_of_them(stranger: Program, owner: Owner) -> None:
    talks.told(owner.business)
    assert stranger.get("/messages").get_json()["items"] == []
