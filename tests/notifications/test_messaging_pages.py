"""The owner says how WhatsApp and SMS are sent: account, test, limits, templates."""

from __future__ import annotations

import pytest

from cardshop.db import db
from cardshop.notifications import carriers, queries
from cardshop.notifications.domain.template_words import to_register
from cardshop.notifications.models import Message, MessagingSettings, TemplateState
from cardshop.web import site
from tests.support import factories
from tests.support.people import Browser

ACCOUNT = {
    "account_sid": "AC" + "1" * 32,
    "auth_token": "a token of thirty-two characters".replace(" ", "-"),
    "whatsapp_from": "+1 415 523 8886",
    "sms_from": "Panaderia",
}
TEMPLATE = "/app/messaging/templates/booking.confirmed/customer/es"


def kept(owner: factories.Owner) -> MessagingSettings:
    db.session.rollback()
    return queries.messaging_of(owner.business.id)


def test_an_account_is_entered_and_its_token_sealed(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    page = owner_browser.post("/app/messaging/", ACCOUNT)

    row, found = kept(owner), carriers.account_of(owner.business.id, site.settings())
    assert found is not None
    assert (found.token, found.whatsapp_from) == (ACCOUNT["auth_token"], "+14155238886")
    assert ACCOUNT["auth_token"].encode() not in (row.auth_token or b"")
    assert ACCOUNT["auth_token"] not in page.html
    assert "by your own account" in page.text


def test_a_token_that_is_not_typed_again_stays_with_its_account(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    owner_browser.post("/app/messaging/", ACCOUNT)

    again = ACCOUNT | {"auth_token": "", "sms_from": ""}
    owner_browser.post("/app/messaging/", again)
    other = owner_browser.post("/app/messaging/", again | {"account_sid": "AC" + "2" * 32})

    assert kept(owner).account_sid == ACCOUNT["account_sid"]
    assert other.status == 422
    assert "Enter the Auth Token that belongs to this account." in other.text


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"account_sid": "SK" + "1" * 32}, "Enter the Account SID"),
        ({"account_sid": "{{7*7}}"}, "Enter the Account SID"),
        ({"auth_token": "short"}, "Enter the Auth Token"),
        ({"whatsapp_from": "Bakery"}, "Enter the phone number"),
        ({"sms_from": "A name too long"}, "Enter a number with its country code"),
        ({"whatsapp_from": "", "sms_from": ""}, "Enter at least one number"),
    ],
)
def test_half_an_account_is_refused_and_what_was_typed_stays(
    owner: factories.Owner, owner_browser: Browser, chosen: dict[str, str], said: str
) -> None:
    page = owner_browser.post("/app/messaging/", ACCOUNT | chosen)

    assert page.status == 422
    assert said in page.text
    assert kept(owner).account_sid == ""


def test_an_account_is_forgotten_with_its_token(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    owner_browser.post("/app/messaging/", ACCOUNT)
    owner_browser.post("/app/messaging/", {"account_sid": ""})

    assert (kept(owner).account_sid, kept(owner).auth_token) == ("", None)


def test_a_test_goes_to_the_business_itself(owner: factories.Owner, owner_browser: Browser) -> None:
    page = owner_browser.post("/app/messaging/test", {"channel": "sms"})

    [message] = db.session.query(Message).all()
    assert (message.recipient, message.channel.value) == (owner.business.whatsapp, "sms")
    assert "on its way to your own number" in page.text


def test_limits_are_kept(owner: factories.Owner, owner_browser: Browser) -> None:
    page = owner_browser.post(
        "/app/messaging/limits",
        {
            "daily_limit": "50",
            "daily_cost": "3",
            "recipient_limit": "٤",
            "allowed_countries": "ke, tz ke",
        },
    )

    row = kept(owner)
    assert (row.daily_limit, row.daily_cost_limit, row.recipient_limit) == (50, 300, 4)
    assert row.allowed_countries == ["KE", "TZ"]
    assert "Kenya, Tanzania" in page.text


def test_every_wrong_limit_is_told_at_once(owner_browser: Browser) -> None:
    sent = {
        "daily_limit": "many",
        "daily_cost": "",
        "recipient_limit": "1",
        "allowed_countries": "Kenya",
    }
    page = owner_browser.post("/app/messaging/limits", sent)

    assert page.status == 422
    assert "Enter countries by their two letters" in page.text
    assert 'value="many"' in page.html


def test_the_checklist_leads_to_a_text_to_paste(owner_browser: Browser) -> None:
    listed = owner_browser.get("/app/messaging/templates")
    page = owner_browser.get(TEMPLATE)

    assert TEMPLATE in listed.html
    assert "{{1}}" in page.text
    assert "cardshop_booking_confirmed_customer_es" in page.text


def test_a_template_is_mapped_and_removed(owner: factories.Owner, owner_browser: Browser) -> None:
    key, cell = owner.business.id, ("booking.confirmed", "customer")
    sid = "HX" + "c" * 32
    owner_browser.post(
        TEMPLATE, {"content_sid": sid, "variables": "{name}, when", "state": "approved"}
    )

    found = queries.template_for(key, cell, "es")
    assert found is not None
    assert (found.content_sid, found.variables) == (sid, ["name", "when"])
    assert found.state is TemplateState.APPROVED

    owner_browser.post(f"{TEMPLATE}/removal")
    db.session.rollback()
    assert queries.any_template(key, cell, "es") is None


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"content_sid": "HX1"}, "Enter the Content SID"),
        ({"variables": "{0.__class__}"}, "There is no"),
        ({"variables": "name, total"}, "There is no total"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(
    owner_browser: Browser, chosen: dict[str, str], said: str
) -> None:
    good = {"content_sid": "HX" + "c" * 32, "variables": "name", "state": "approved"}
    page = owner_browser.post(TEMPLATE, good | chosen)

    assert page.status == 422
    assert said in page.text


@pytest.mark.parametrize(
    "part", ["eaten/customer/es", "booking.confirmed/cat/es", "booking.confirmed/customer/xx"]
)
def test_there_is_no_page_for_what_is_never_told(owner_browser: Browser, part: str) -> None:
    assert owner_browser.get(f"/app/messaging/templates/{part}").status == 404


def test_a_text_to_register_stands_between_words() -> None:
    made = to_register("{name}, see {when}. {name} {link}", opening="Hello.", closing="Thank you.")

    assert made.text == "Hello. {{1}}, see {{2}}. {{1}} {{3}}\nThank you."
    assert made.variables == ["name", "when", "link"]
