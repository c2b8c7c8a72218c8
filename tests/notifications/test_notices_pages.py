"""The owner says who is told what, in which words, and when."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.db import db
from cardshop.notifications import queries
from cardshop.notifications.domain import texts
from cardshop.notifications.domain.events import DEFAULTS, Event, Person
from cardshop.notifications.messages import short
from cardshop.web.locales import LANGUAGES, speaking
from tests.support.factories import Owner
from tests.support.people import Browser

READY = (Event.ORDER_READY, Person.CUSTOMER)
ONE = "/app/notices/texts/order.ready/customer/en"
TIMES: dict[str, Any] = {
    "is_quiet": "y",
    "quiet_from": "22:00",
    "quiet_until": "7:30",
    "summary_at": "19:15",
    "follow_up_hours": "48",
    "falls_back_to_email": "y",
}


def own_words(owner: Owner, language: str = "en") -> Any:
    """What the business says of an order that is ready, if it has words of its own."""
    db.session.rollback()
    return queries.text_of(owner.business.id, READY, language)


def test_settings_lead_here(owner_browser: Browser) -> None:
    assert "/app/notices/" in owner_browser.get("/app/business").links().values()


def test_every_event_says_who_is_told(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/notices/")

    assert "The customer: Email, WhatsApp · You: Webhook" in page.text
    assert "Nobody is told" in page.text


def test_switches_are_kept(owner_browser: Browser, owner: Owner) -> None:
    on = ["order.ready:customer:sms", "order.ready:owner:email", "nonsense", "order.ready:x:sms"]

    page = owner_browser.post("/app/notices/", {"on": on})

    assert (page.status, "Saved." in page.text) == (200, True)
    matrix = queries.matrix(owner.business.id)
    assert matrix[READY] == {"sms"}
    # Nobody is written of what they did themselves.
    assert matrix[Event.ORDER_READY, Person.OWNER] == set()
    assert "The customer: SMS" in owner_browser.get("/app/notices/").text


def test_one_business_changes_nothing_of_another(stranger_browser: Browser, owner: Owner) -> None:
    stranger_browser.post("/app/notices/", {"on": []})
    stranger_browser.post(ONE, {"short": "Mine", "act": "save"})

    assert queries.matrix(owner.business.id)[READY] == {"email", "whatsapp"}
    assert own_words(owner) is None


def test_times_are_kept(owner_browser: Browser, owner: Owner) -> None:
    owner_browser.post("/app/notices/times", TIMES)

    kept = queries.messaging_of(owner.business.id)
    assert (kept.quiet_from, kept.quiet_until) == ("22:00", "07:30")
    assert (kept.summary_minute, kept.follow_up_minutes) == (19 * 60 + 15, 48 * 60)
    assert (kept.falls_back_to_sms, kept.falls_back_to_email) == (False, True)
    assert owner_browser.get("/app/notices/times").field("quiet_from").get("value") == "22:00"


def test_the_night_can_be_switched_off(owner_browser: Browser, owner: Owner) -> None:
    owner_browser.post("/app/notices/times", TIMES | {"is_quiet": ""})

    kept = queries.messaging_of(owner.business.id)
    assert kept.quiet_from == kept.quiet_until


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("quiet_from", "late"),
        ("quiet_until", "25:00"),
        ("summary_at", ""),
        ("summary_at", "²1:00"),
        ("follow_up_hours", "soon"),
        ("follow_up_hours", "0"),
        ("follow_up_hours", "9" * 30),
    ],
)
def test_a_time_that_is_none_is_shown_again(owner_browser: Browser, field: str, typed: str) -> None:
    page = owner_browser.post("/app/notices/times", TIMES | {field: typed})

    assert page.status == 422
    assert page.error_of(field)
    assert page.field(field).get("value", "") == typed


def test_all_words_are_listed_in_a_language(owner_browser: Browser, owner: Owner) -> None:
    owner_browser.post(ONE, {"short": "Ready: {number}", "act": "save"})

    assert "Your words" in owner_browser.get("/app/notices/texts").text
    assert "Your words" not in owner_browser.get("/app/notices/texts?language=fa").text
    assert owner_browser.get("/app/notices/texts?language=xx").status == 200


def test_own_words_are_kept_and_given_up_again(owner_browser: Browser, owner: Owner) -> None:
    typed = {"short": "Ready: {number}", "subject": "Come", "letter": "Dear {name}"}
    owner_browser.post(ONE, typed | {"act": "save"})
    kept = own_words(owner)
    assert (kept.short, kept.subject, kept.letter) == tuple(typed.values())

    owner_browser.post(f"{ONE}/reset")
    assert own_words(owner) is None


def test_the_built_in_words_are_not_kept_as_own(owner_browser: Browser, owner: Owner) -> None:
    built_in = owner_browser.get(ONE).field("short").text or ""

    owner_browser.post(ONE, {"short": built_in, "act": "save"})

    assert own_words(owner) is None


def test_looking_keeps_nothing(owner_browser: Browser, owner: Owner) -> None:
    page = owner_browser.post(ONE, {"short": "Ready: {number} 🍞", "act": "look"})

    assert "Ready: 1042 🍞" in page.text
    assert "1 part" in page.text
    assert "halve the room" in page.text
    assert own_words(owner) is None


@pytest.mark.parametrize("typed", ["{{7*7}}", "{0.__class__}", "{prize}", "x" * 601])
def test_words_that_cannot_be_are_shown_again(
    owner_browser: Browser, owner: Owner, typed: str
) -> None:
    page = owner_browser.post(ONE, {"short": typed, "act": "save"})

    assert page.status == 422
    assert page.error_of("short")
    assert typed in (page.field("short").text or "")
    assert own_words(owner) is None


def test_a_reminder_without_its_time_is_shown_again(owner_browser: Browser, owner: Owner) -> None:
    reminder = "/app/notices/texts/booking.reminder/customer/en"
    page = owner_browser.post(reminder, {"short": "See you, {name}!", "act": "save"})

    assert page.status == 422
    assert page.error_of("short") == "{when} must stand in these words, or leave them empty."
    assert owner_browser.post(reminder, {"short": "See you {when}!", "act": "save"}).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_in_words_pass_the_rules_of_own_ones(app: Flask, language: str) -> None:
    with speaking(language):
        for cell in DEFAULTS:
            texts.check(cell[0], {"short": short.built_in(cell)})


def test_the_preview_follows_what_is_typed(owner_browser: Browser) -> None:
    answer = owner_browser.raw("POST", f"{ONE}/preview", data={"short": "Ready: {number} <b>"})
    wrong = owner_browser.raw("POST", f"{ONE}/preview", data={"short": "{nonsense}"})

    assert "Ready: 1042 &lt;b&gt;" in answer.get_json()["shown"]
    assert "there is no {nonsense}" in wrong.get_json()["shown"]


@pytest.mark.parametrize(
    "address",
    [
        "order.ready/customer/xx",
        "order.ready/nobody/en",
        "order.lost/customer/en",
        "order.ready/owner/en",
        "stock.low/customer/en",
    ],
)
def test_words_that_nobody_hears_are_not_found(owner_browser: Browser, address: str) -> None:
    assert owner_browser.get(f"/app/notices/texts/{address}").status == 404
