"""A client answers from a telephone what the salon sent there; the owner reads it and answers."""

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


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A salon whose operator has an account at the double."""
    with opened(tmp_path_factory) as one:
        yield one


def test_a_client_confirms_and_cancels_by_answering(browser: Browser, town: Town) -> None:
    kept, given_up = town.book(), town.book()
    quoting = {"OriginalRepliedMessageSid": town.told(kept)}
    assert "You are expected" in town.write("1", **quoting)
    town.write("2", OriginalRepliedMessageSid=town.told(given_up))
    assert (town.state(kept), town.state(given_up)) == ("confirmed", "cancelled")
    with walk(browser) as owner:
        journey.sign_in(owner.page, town.site, "idris@northside.example", PASSWORD)
        owner.page.goto(f"{town.site.url}/app/bookings/{kept['id']}")
        expect(owner.page.get_by_text("Said that they will come")).to_be_visible()


def test_the_owner_reads_a_conversation_and_answers(browser: Browser, town: Town) -> None:
    town.told(town.book())
    town.write("Is there parking?")
    with walk(browser) as owner:
        page = owner.page
        journey.sign_in(page, town.site, "idris@northside.example", PASSWORD)
        page.goto(f"{town.site.url}/app/conversations/")
        owner.inspect()
        page.get_by_role("link", name=re.compile("Is there parking?")).click()
        owner.inspect()
        page.get_by_label("Your answer").fill("Yes, behind the house.")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Your answer is on its way.")).to_be_visible()
    wait_until(lambda: "Yes, behind the house." in str(town.twilio.sent), seconds=30)
    sent = town.twilio.sent[-1]
    assert (sent["To"], sent["Body"]) == (f"whatsapp:{CLIENT}", "Yes, behind the house.")
    assert town.twilio.complaints == []
