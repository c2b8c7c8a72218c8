"""The owner's home says which ways out are in trouble, and what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cardshop.lib import clock
from cardshop.notifications.models import Channel, MessageState
from tests.support import factories, talks
from tests.support.factories import Owner
from tests.support.people import Browser

REFUSED = "WhatsApp refused the template."


def failed(owner: Owner, **columns: Any) -> None:
    values: dict[str, Any] = {
        "state": MessageState.FAILED,
        "due_at": clock.now(),
        "last_error": REFUSED,
    }
    talks.told(owner.business, **values | columns)


def test_the_home_says_which_channel_is_in_trouble(owner: Owner, owner_browser: Browser) -> None:
    factories.card(owner.business)
    failed(owner)
    failed(owner)
    failed(owner, channel=Channel.EMAIL, last_error="")

    page = owner_browser.get("/app/")

    assert "WhatsApp: 2 failed today. WhatsApp refused the template. See the messages" in page.text
    assert "Email: 1 failed today." in page.text


def test_yesterdays_trouble_is_not_told(owner: Owner, owner_browser: Browser) -> None:
    factories.card(owner.business)
    failed(owner, due_at=clock.now() - timedelta(days=1))
    talks.told(owner.business)

    assert "failed today" not in owner_browser.get("/app/").text
