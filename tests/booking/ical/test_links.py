"""Links that add a booking to Google's and Microsoft's calendars, and subscribe to feeds."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from cardshop.booking.domain import ical_links
from tests.booking.ical.events import haircut


def said(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_google_is_told_everything() -> None:
    assert said(ical_links.google_link(haircut())) == {
        "action": "TEMPLATE",
        "text": "Haircut – Sara Ahmadi",
        "dates": "20260701T090000Z/20260701T100000Z",
        "details": "Phone: +49 151 1234567\nFirst visit: yes\n\nhttps://cards.example/b/k3fX",
        "location": "Hauptstr. 1, Berlin",
    }


def test_outlook_is_told_everything() -> None:
    assert said(ical_links.outlook_link(haircut())) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Haircut – Sara Ahmadi",
        "startdt": "2026-07-01T09:00:00Z",
        "enddt": "2026-07-01T10:00:00Z",
        "body": "Phone: +49 151 1234567\nFirst visit: yes\n\nhttps://cards.example/b/k3fX",
        "location": "Hauptstr. 1, Berlin",
    }


def test_an_account_of_an_office_has_its_own_host() -> None:
    link = ical_links.outlook_link(haircut(), work=True)

    assert link.startswith("https://outlook.office.com/calendar/0/deeplink/compose?")


@pytest.mark.parametrize("words", ["x" * 5_000, "سلام " * 900, "line\n" * 900])
def test_long_details_are_cut_and_the_link_stays(words: str) -> None:
    for make in (ical_links.google_link, ical_links.outlook_link):
        link = make(haircut(details=words))

        assert len(link) <= ical_links.LONGEST_LINK
        assert link.endswith("https%3A%2F%2Fcards.example%2Fb%2Fk3fX")
        assert "+" not in link


def test_feeds_are_offered_to_apple_and_google() -> None:
    feed = "https://cards.example/feeds/abc.ics"

    assert ical_links.webcal_link(feed) == "webcal://cards.example/feeds/abc.ics"
    assert ical_links.google_subscription_link(feed) == (
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fcards.example%2Ffeeds%2Fabc.ics"
    )
