"""What home says of bookings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from cardshop.booking.models import BookingState
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


@pytest.fixture(autouse=True)
def _at_nine(owner: Owner) -> Iterator[None]:
    """The clock stands at noon in Nairobi, and there is a card."""
    factories.card(owner.business)
    with time_machine.travel(NOW, tick=False):
        yield


def test_who_comes_today_and_who_waits(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    for hours, name in ((-2, "Peter"), (3, "Grace"), (5, "Faith")):
        when = NOW + timedelta(hours=hours)
        salons.booking(owner.business, service, calendar, starts_at=when, customer_name=name)
    salons.booking(owner.business, service, calendar, state=BookingState.PENDING)
    page = owner_browser.get("/app/")
    assert "Bookings today3Next 15:00, Grace" in page.text
    assert "Requests1First for Wed, 2 Dec, 10:00" in page.text
    links = page.links().values()
    assert "/app/bookings/?view=day&date=2026-11-24" in links
    assert "/app/bookings/requests" in links


def test_nothing_is_said_where_nobody_can_be_booked(owner_browser: Browser) -> None:
    assert "Bookings today" not in owner_browser.get("/app/").text
