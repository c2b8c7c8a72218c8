"""What a person sets about themselves and their devices, and the keys of their programs."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from cardshop.accounts import operations, queries
from cardshop.accounts.models import UserSession
from cardshop.db import db, transaction
from tests.accounts.mailbox import mails
from tests.accounts.steps import EMAIL, PASSWORD, is_in, member, sign_in
from tests.support import factories
from tests.support.factories import NOW
from tests.support.people import Browser

NEW = "quite another phrase 5"


def test_everything_is_one_tap_away(owner_browser: Browser) -> None:
    links = owner_browser.get("/account/").links().values()

    for path in ("email", "password", "language", "sessions", "tokens"):
        assert f"/account/{path}" in links
    assert {"/app/business", "/app/hours"} <= set(links)


def test_a_new_password_signs_other_devices_out(app: Flask) -> None:
    member(app)
    here, there = Browser(app), Browser(app)
    sign_in(here)
    sign_in(there)

    page = here.post("/account/password", {"current": PASSWORD, "password": NEW})

    assert "Other devices are signed out." in page.text
    assert is_in(here)
    assert not is_in(there)
    assert mails(EMAIL)[-1].subject == "Your password was changed"


def test_pages_speak_the_chosen_language(owner_browser: Browser) -> None:
    owner_browser.post("/account/language", {"language": "fa"})
    html = owner_browser.get("/account/").all("html")[0]

    assert (html.get("lang"), html.get("dir")) == ("fa", "rtl")
    assert owner_browser.post("/account/language", {"language": "xx"}).status == 422


def test_devices_are_listed_and_signed_out_one_by_one(app: Flask) -> None:
    account = member(app)
    browser = Browser(app)
    sign_in(browser)
    with transaction():
        operations.start_session(account, device="Safari on iPhone", at=NOW)
    other = db.session.query(UserSession).filter_by(device="Safari on iPhone").one().id
    page = browser.get("/account/sessions")
    assert "This browser" in page.text
    assert "Safari on iPhone" in page.text

    browser.post(f"/account/sessions/{other}/removal")

    assert "Safari on iPhone" not in browser.get("/account/sessions").text


def test_all_other_devices_are_signed_out_at_once(app: Flask) -> None:
    member(app)
    here, there = Browser(app), Browser(app)
    sign_in(here)
    sign_in(there)

    here.post("/account/sessions/removal")

    assert is_in(here)
    assert not is_in(there)


def test_the_devices_of_another_person_are_not_here(app: Flask, stranger_browser: Browser) -> None:
    factories.owner()
    theirs = db.session.query(UserSession).order_by(UserSession.id.desc()).first()
    assert theirs is not None

    assert stranger_browser.post(f"/account/sessions/{theirs.id}/removal").status == 404
    assert db.session.query(UserSession).filter_by(id=theirs.id).count() == 1


def test_a_token_is_shown_once(owner: factories.Owner, owner_browser: Browser) -> None:
    page = owner_browser.post("/account/tokens", {"name": "Till", "scope": "write"})
    shown = re.search(r"Your new token (\S{22}) ", page.text)
    assert shown
    found = queries.by_api_token(shown[1])
    assert found is not None
    assert (found.business_id, found.scope.value) == (owner.business.id, "write")

    page = owner_browser.get("/account/tokens")
    assert "Till" in page.text
    assert shown[1] not in page.html


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_token_needs_a_short_name(owner_browser: Browser, name: str) -> None:
    page = owner_browser.post("/account/tokens", {"name": name, "scope": "read"})

    assert page.status == 422
    assert page.error_of("name")


def test_a_revoked_token_opens_nothing(owner: factories.Owner, owner_browser: Browser) -> None:
    plain = factories.api_token(owner)
    token = queries.by_api_token(plain)
    assert token is not None

    page = owner_browser.post(f"/account/tokens/{token.id}/removal")

    assert "The token is revoked." in page.text
    db.session.rollback()
    assert queries.by_api_token(plain) is None


def test_another_business_cannot_revoke_it(
    owner: factories.Owner, stranger_browser: Browser
) -> None:
    plain = factories.api_token(owner)
    token = queries.by_api_token(plain)
    assert token is not None

    assert stranger_browser.post(f"/account/tokens/{token.id}/removal").status == 404
    assert stranger_browser.post(f"/account/tokens/{2**40}/removal").status == 404
    assert queries.by_api_token(plain) is not None
    assert "No tokens yet." in stranger_browser.get("/account/tokens").text
