"""The owner's home: what is left to do, what is live, what was scanned."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardChanges
from cardshop.cards.domain.tags import TagContent
from cardshop.db import db, transaction
from cardshop.notifications.models import Message, MessageState
from cardshop.web import outgoing
from cardshop.web.outgoing import Letter
from tests.support import factories
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


def test_a_business_without_a_card_is_led_to_its_first(owner_browser: Browser) -> None:
    assert owner_browser.get("/app/").url == "/app/cards/first"


def test_a_new_card_shows_what_is_left_to_do(owner: Owner, owner_browser: Browser) -> None:
    with transaction():
        card_id = operations.create_first(business=owner.business, at=NOW, slug="crumb").id
    page = owner_browser.get("/app/")
    assert "Set up your card" in page.text
    # Its link, the number that signing up asked for, and the hours of the factory.
    assert "3 of 6" in page.text
    assert f"/app/cards/{card_id}" in page.links().values()
    with transaction():
        card = queries.card_of(owner.business.id, card_id)
        operations.edit(card, CardChanges(headline="Bread"), at=NOW)
    assert "4 of 6" in owner_browser.get("/app/").text


def test_a_live_card_shows_its_link_and_its_code(owner: Owner, owner_browser: Browser) -> None:
    factories.card(owner.business, slug="crumb")
    page = owner_browser.get("/app/")
    assert "Your card is live" in page.text
    assert page.links()["localhost/crumb"] == "http://localhost/crumb"
    assert page.all("img", src="/crumb/qr.svg")
    assert "Finish your card" in page.text
    assert "No scans yet" in page.text


def test_scans_are_told_by_code(owner: Owner, owner_browser: Browser) -> None:
    card = factories.card(owner.business)
    with transaction():
        poster = operations.create_tag(card, TagContent(label="Window poster"), at=NOW)
        for code in (poster.code, poster.code, factories.primary_tag(card.id).code):
            operations.count_scan(code)
    page = owner_browser.get("/app/")
    assert "Scans3 Window poster2The code on your card1" in page.text


def test_the_scans_of_others_are_not_seen(stranger_browser: Browser, owner: Owner) -> None:
    card = factories.card(owner.business, display_name="Amina's")
    with transaction():
        operations.count_scan(factories.primary_tag(card.id).code)
    assert stranger_browser.get("/app/").url == "/app/cards/first"


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_clock_of_the_business(app: Flask, hour: int, words: str) -> None:
    owner = factories.owner(timezone="Africa/Nairobi")  # three hours ahead of UTC
    factories.card(owner.business)
    with time_machine.travel(datetime(2026, 11, 24, hour, 30, tzinfo=NOW.tzinfo)):
        assert Browser(app).sign_in(owner).get("/app/").title.startswith(words)


def test_more_has_the_other_rooms_and_the_way_out(owner: Owner, owner_browser: Browser) -> None:
    page = owner_browser.get("/app/more")
    assert owner.account.email in page.text
    assert page.links()["Settings"] == "/app/business"
    assert "Sign out" in page.text


def test_home_is_for_people_who_are_signed_in(visitor: Browser) -> None:
    assert "/account/sign-in" in visitor.raw("GET", "/app/").headers["Location"]


def test_home_tells_whether_people_find_the_door_open(app: Flask) -> None:
    owner = factories.owner(opening_hours={"weekly": {"tue": [["06:00", "19:00"]]}})
    factories.card(owner.business)
    with time_machine.travel(datetime(2026, 11, 24, 9, 30, tzinfo=NOW.tzinfo)):
        page = Browser(app).sign_in(owner).get("/app/")
    assert "06:00 – 19:00" in page.text
    assert "Open now" in page.text
    assert page.links()["Change hours"] == "/app/hours"


def test_the_usual_tasks_are_a_tap_away(owner: Owner, owner_browser: Browser) -> None:
    card = factories.card(owner.business)
    links = owner_browser.get("/app/").links()
    tag = factories.primary_tag(card.id)
    assert links["Print a poster"] == f"/app/qr/{tag.id}/poster"
    assert links["Add a section"] == f"/app/cards/{card.id}/sections?add=1#add"
    assert owner_browser.get(links["Add a section"]).all("details", id="add", open="")


def test_home_says_that_emails_wait_for_a_mail_server(owner: Owner, owner_browser: Browser) -> None:
    factories.card(owner.business)
    assert "mail server" not in owner_browser.get("/app/").text
    with transaction():
        outgoing.enqueue(_letter(owner.account.email), at=NOW)
        db.session.scalars(select(Message)).one().state = MessageState.HELD
    assert "1 email to you waits" in owner_browser.get("/app/").text


def _letter(recipient: str) -> Letter:
    return Letter(
        kind="verify-email",
        recipient=recipient,
        subject="Confirm your email",
        text="Open the link.",
        deduplication_key="verify-1",
    )
