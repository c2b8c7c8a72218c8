"""A client answers from a telephone what the salon sent there; the owner reads it and answers."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from cardshop.demo.example import PASSWORD
from tests.journeys import journey
from tests.journeys.conftest import OFTEN
from tests.support import talks, twilio_double
from tests.support.servers import wait_until
from tests.support.sites import Site, running
from tests.support.twilio_double import ACCOUNT, SMS_FROM, TOKEN, WHATSAPP_FROM, Double
from tests.support.walks import walk

CLIENT = "+447911123456"
SALON = "northside"


@dataclass(frozen=True, slots=True)
class Town:
    """A salon's site, and the carrier between it and the telephones."""

    site: Site
    twilio: Double

    def ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the public API answers."""
        request = urllib.request.Request(
            f"{self.site.url}/api/v1/public{path}",
            data=json.dumps(body).encode() if body else None,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def book(self) -> dict[str, Any]:
        """The client books the first time that can be cancelled."""
        services = self.ask(f"/cards/{SALON}/services")["items"]
        service = next(one for one in services if not one["questions"])
        first = date.today() + timedelta(days=4)  # noqa: DTZ011 - the site's own clock
        span = urlencode({"from": first, "to": first + timedelta(days=7)})
        slots = self.ask(f"/cards/{SALON}/services/{service['id']}/slots?{span}")["slots"]
        who = {"name": "Amy Lund", "phone": CLIENT, "locale": "en-GB"}
        wanted = {"service_id": service["id"], "start": slots[0]["start"], "customer": who}
        return self.ask(f"/cards/{SALON}/bookings", wanted)

    def told(self, booking: dict[str, Any]) -> str:
        """The carrier's name of the message that confirms a booking, once it is sent."""

        def found() -> list[str]:
            return [one["sid"] for one in self.twilio.messages if booking["token"] in one["body"]]

        wait_until(lambda: bool(found()), seconds=30)
        return found()[-1]

    def write(self, words: str, **more: str) -> str:
        """The client writes by WhatsApp; what is answered at once."""
        given = talks.form(words, number=CLIENT, ProfileName="Amy", **more)
        address = f"{self.site.url}{talks.ADDRESS}"
        signed = twilio_double.signature(address, given)
        request = urllib.request.Request(
            address, data=urlencode(given).encode(), headers={"X-Twilio-Signature": signed}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return re.sub("<[^>]*>", "", answer.read().decode())

    def state(self, booking: dict[str, Any]) -> str:
        """How a booking stands."""
        return str(self.ask(f"/bookings/{booking['token']}")["state"])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The example businesses, on a site whose operator has an account at the double."""
    with twilio_double.twilio() as double:
        carrier = {
            "CARDSHOP_TWILIO_ACCOUNT_SID": ACCOUNT,
            "CARDSHOP_TWILIO_AUTH_TOKEN": TOKEN,
            "CARDSHOP_TWILIO_WHATSAPP_FROM": WHATSAPP_FROM,
            "CARDSHOP_TWILIO_SMS_FROM": SMS_FROM,
            "CARDSHOP_TWILIO_API_BASE": double.url,
        }
        with running(tmp_path_factory.mktemp("town"), **OFTEN, **carrier) as site:
            site.flask("demo", "load")
            yield Town(site, double)


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
