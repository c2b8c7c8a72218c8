"""The wizard: two short steps here, and the way back in for who left between them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from cardshop.accounts.models import Account, Business, Membership, Role
from cardshop.db import db
from tests.accounts.mailbox import mails
from tests.accounts.steps import EMAIL, PASSWORD, is_in, member, sign_up
from tests.support import apps
from tests.support.people import Browser

KENYA = {"Accept-Language": "en-KE,en;q=0.8"}
STEP = "/account/sign-up/business"
NAMED = {"name": "Golden Crumb", "country": "KE", "proposed_for": "KE", "act": "save"}


def test_the_first_step_signs_in_and_mails_a_link(visitor: Browser) -> None:
    page = sign_up(visitor)

    assert page.url == STEP
    assert "Step 2 of 3" in page.text
    assert is_in(visitor)
    assert mails(EMAIL)[0].subject == "Confirm your email"


def test_faults_stand_at_their_fields_and_the_address_stays(visitor: Browser) -> None:
    page = sign_up(visitor, "maya", "short")

    assert page.status == 422
    assert "like name@example.com" in page.error_of("email")
    assert "at least 10 characters" in page.error_of("password")
    assert page.field("email").get("value") == "maya"


def test_a_password_like_the_address_is_refused(visitor: Browser) -> None:
    page = sign_up(visitor, EMAIL, EMAIL)

    assert "easy to guess" in page.error_of("password")


def test_signing_up_with_a_known_address_looks_the_same(app: Flask) -> None:
    member(app)
    known, unknown = Browser(app), Browser(app)
    first, second = sign_up(known), sign_up(unknown, "other@example.com")

    assert (first.status, first.url) == (second.status, second.url) == (200, STEP)
    assert first.text == second.text
    assert is_in(known)
    assert mails(EMAIL)[-1].subject == "You already have an account"
    assert mails("other@example.com")[-1].subject == "Confirm your email"


def test_the_newcomer_does_not_get_into_the_account_that_was_there(app: Flask) -> None:
    member(app)
    newcomer = Browser(app)
    sign_up(newcomer, password="the newcomers own phrase 3")

    assert newcomer.get("/app/business").url == STEP
    assert db.session.query(Account).count() == 2


def test_letters_to_one_address_cannot_be_caused_without_end(visitor: Browser) -> None:
    statuses = [sign_up(visitor).status for _ in range(7)]

    assert statuses[:5] == [200] * 5
    assert statuses[-1] == 429


def test_the_country_is_read_from_the_browser(visitor: Browser) -> None:
    sign_up(visitor)
    page = visitor.get(STEP, headers=KENYA)

    assert chosen(page, "country") == "KE"
    assert chosen(page, "currency") == "KES"
    assert chosen(page, "timezone") == "Africa/Nairobi"
    assert chosen(page, "locale") == "en-KE"
    assert "+254" in page.text
    assert page.all("details")[0].get("open") is not None


def test_another_country_refills_what_was_not_chosen_by_hand(visitor: Browser) -> None:
    sign_up(visitor)
    typed = NAMED | {"country": "AR", "currency": "USD", "timezone": "Africa/Nairobi"}
    page = visitor.post(STEP, typed | {"locale": "en-KE", "act": "country"}, headers=KENYA)

    assert page.status == 200
    assert page.field("name").get("value") == "Golden Crumb"
    assert chosen(page, "currency") == "USD"
    assert chosen(page, "timezone") == "America/Argentina/Buenos_Aires"
    assert chosen(page, "locale") == "es-AR"
    assert "+54" in page.text
    assert db.session.query(Business).count() == 0


def test_the_business_is_made_and_the_card_comes_next(visitor: Browser) -> None:
    sign_up(visitor)
    answer = visitor.raw("POST", STEP, data=NAMED | {"whatsapp": "0700 000123"}, headers=KENYA)

    assert answer.status_code == 303
    assert answer.location.startswith("/app/cards/")
    made = db.session.query(Business).one()
    assert (made.name, made.currency, made.timezone) == ("Golden Crumb", "KES", "Africa/Nairobi")
    assert (made.locale, made.whatsapp) == ("en-KE", "+254700000123")
    assert db.session.query(Membership).one().role is Role.OWNER


def test_a_landline_is_kept_with_a_warning(visitor: Browser) -> None:
    sign_up(visitor)
    page = visitor.post(STEP, NAMED | {"whatsapp": "020 2222222"}, headers=KENYA)

    assert "looks like a landline" in page.text


def test_faults_of_the_second_step_stand_at_their_fields(visitor: Browser) -> None:
    sign_up(visitor)
    page = visitor.post(STEP, {"name": " ", "country": "", "whatsapp": "12", "act": "save"})

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert "name of your business" in page.error_of("name")
    assert "Choose a country" in page.error_of("country")
    assert "country code" in page.error_of("whatsapp")
    assert page.field("whatsapp").get("value") == "12"


def test_sending_the_second_step_twice_makes_one_business(visitor: Browser) -> None:
    sign_up(visitor)
    for _ in range(2):
        visitor.raw("POST", STEP, data=NAMED)

    assert db.session.query(Business).count() == 1


def test_two_presses_at_once_make_one_business(each_engine: Flask) -> None:
    browsers = [Browser(each_engine) for _ in range(4)]
    sign_up(browsers[0])
    with browsers[0].client.session_transaction() as signed_in:
        token = signed_in["_user_id"]
    for browser in browsers[1:]:
        with browser.client.session_transaction() as session:
            session["_user_id"] = token

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: b.raw("POST", STEP, data=NAMED).status_code, browsers))

    assert answers == [303] * 4
    db.session.rollback()
    assert db.session.query(Business).count() == 1


def test_the_wizard_is_over_for_who_has_a_business(app: Flask, owner_browser: Browser) -> None:
    for step in ("/account/sign-up", STEP):
        assert not owner_browser.get(step).url.startswith("/account/sign-up")


@pytest.fixture(params=["invite", "closed"])
def guarded_app(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path
) -> Iterator[Flask]:
    """A site where signing up is by invitation, and one where it is closed."""
    (tmp_path / "guarded.db").write_bytes(migrated_file.read_bytes())
    app = apps.build(f"sqlite:///{tmp_path / 'guarded.db'}", tmp_path, signup=request.param)
    with app.app_context():
        yield app
        db.engine.dispose()


def test_without_an_invitation_there_is_a_clear_page(guarded_app: Flask) -> None:
    visitor = Browser(guarded_app)
    for page in (visitor.get("/account/sign-up"), sign_up(visitor)):
        assert page.status == 403
        assert page.title.startswith("Signing up is")
    assert db.session.query(Account).count() == 0


def test_an_invitation_opens_once_and_only_where_they_are_used(guarded_app: Flask) -> None:
    printed = FlaskCliRunner(guarded_app).invoke(args=["accounts", "invite"]).output.strip()
    link = printed.removeprefix("http://localhost")
    token = link.rpartition("=")[2]
    typed = {"email": EMAIL, "password": PASSWORD, "invitation": token}
    open_here = 200 if printed and _signup(guarded_app) == "invite" else 403

    assert Browser(guarded_app).get(link).status == open_here
    assert Browser(guarded_app).post("/account/sign-up", typed).status == open_here
    assert Browser(guarded_app).post("/account/sign-up", typed).status == 403


def chosen(page: object, name: str) -> str | None:
    """The value that a select shows."""
    options = [e for e in page.field(name).iter() if str(e.tag).endswith("option")]  # type: ignore[attr-defined]
    return next((e.get("value") for e in options if e.get("selected") is not None), None)


def _signup(app: Flask) -> str:
    return str(app.extensions["cardshop.settings"].signup)
