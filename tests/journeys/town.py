"""A salon whose site sends by the double of the carrier, and a client with a telephone."""

from __future__ import annotations

import contextlib
import json
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.journeys.conftest import OFTEN
from tests.support import talks, twilio_double
from tests.support.servers import wait_until
from tests.support.sites import Site, prepared, running
from tests.support.twilio_double import Double

CLIENT = "+447400123456"
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


@contextlib.contextmanager
def opened(factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The example businesses, on a site whose operator has an account at the double."""
    copied = prepared(factory, with_demo=True)
    with twilio_double.twilio() as double:
        settings = OFTEN | double.settings
        with running(factory.mktemp("town"), copied=copied, **settings) as site:
            yield Town(site, double)
