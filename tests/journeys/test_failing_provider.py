"""A carrier that refuses: the owner's home says so, and the message is sent again by a button."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey
from tests.journeys.town import CLIENT, Town, opened
from tests.support.servers import wait_until
from tests.support.walks import walk

UNKNOWN_NUMBER = 21211


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A salon without templates: WhatsApp falls back to SMS."""
    with opened(tmp_path_factory) as one:
        yield one


def test_a_failing_provider_is_shown_and_its_message_sent_again(
    browser: Browser, town: Town
) -> None:
    town.twilio.refused[CLIENT] = UNKNOWN_NUMBER
    booking = town.book()
    wait_until(lambda: town.twilio.requests > 0, seconds=30)
    with walk(browser) as owner:
        page = owner.page
        journey.sign_in(page, town.site, "idris@northside.example", PASSWORD)
        alarm = page.get_by_text(re.compile("failed today.*no telephone number that Twilio knows"))
        wait_until(lambda: bool(page.reload() and alarm.count()), seconds=30)
        owner.inspect()
        alarm.get_by_role("link", name="See the messages").click()
        owner.inspect()
        town.twilio.refused.clear()
        page.get_by_role("link", name=re.compile(re.escape(CLIENT[:3]))).first.click()
        owner.inspect()
        page.get_by_role("button", name="Send again").click()
        expect(page.get_by_text("The message is on its way.")).to_be_visible()
    wait_until(lambda: booking["token"] in str(town.twilio.sent), seconds=30)
