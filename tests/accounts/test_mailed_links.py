"""Pages behind mailed links: opening one changes nothing, pressing its button does."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.accounts.models import Account
from cardshop.db import db
from tests.accounts.mailbox import mails
from tests.accounts.steps import EMAIL, PASSWORD, is_in, member, sign_in, sign_up
from tests.support.people import Browser

NEW = "quite another phrase 5"


def account() -> Account:
    db.session.rollback()
    return db.session.query(Account).one()


def test_opening_the_link_proves_nothing_yet(visitor: Browser) -> None:
    sign_up(visitor)
    link = mails()[0].link
    page = visitor.get(link)
    assert EMAIL in page.text
    assert account().email_verified_at is None

    assert "Your email is confirmed." in visitor.post(link).text
    assert account().email_verified_at is not None


def test_a_used_link_says_what_to_do(visitor: Browser) -> None:
    sign_up(visitor)
    link = mails()[0].link
    visitor.post(link)

    for page in (visitor.get(link), visitor.post(link)):
        assert page.status == 404
        assert "This link no longer works" in page.title


def test_the_letter_can_be_sent_again_until_the_address_is_proved(app: Flask) -> None:
    member(app, verified=False)
    browser = Browser(app)
    sign_in(browser)
    assert "Confirm your email" in browser.get("/account/").text

    assert EMAIL in browser.post("/account/email-verification").text
    browser.post(mails()[-1].link)
    assert "Confirm your email" not in browser.get("/account/").text


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_asking_for_a_reset_tells_nothing(app: Flask, visitor: Browser, email: str) -> None:
    member(app)
    page = visitor.post("/account/password-reset", {"email": email})

    assert (page.status, page.url) == (200, "/account/password-reset/sent")
    assert email not in page.text
    assert len(mails(email)) == (1 if email == EMAIL else 0)


def test_resets_cannot_be_mailed_without_end(app: Flask, visitor: Browser) -> None:
    for email in (EMAIL, "nobody@example.com"):
        answers = [visitor.post("/account/password-reset", {"email": email}) for _ in range(6)]
        assert [page.status for page in answers] == [200] * 5 + [429]


def test_a_reset_changes_the_password_and_signs_everybody_out(app: Flask, visitor: Browser) -> None:
    member(app)
    elsewhere = Browser(app)
    sign_in(elsewhere)
    visitor.post("/account/password-reset", {"email": EMAIL})
    link = mails(EMAIL)[0].link
    assert EMAIL in visitor.get(link).text

    page = visitor.post(link, {"password": NEW})

    assert page.url == "/account/sign-in"
    assert not is_in(elsewhere)
    assert sign_in(visitor, PASSWORD).status == 422
    assert sign_in(visitor, NEW).status == 200
    assert visitor.get(link).status == 404


def test_a_weak_new_password_is_refused_and_the_link_lives(app: Flask, visitor: Browser) -> None:
    member(app)
    visitor.post("/account/password-reset", {"email": EMAIL})
    link = mails(EMAIL)[0].link

    assert "at least 10" in visitor.post(link, {"password": "short"}).error_of("password")
    assert visitor.post(link, {"password": NEW}).status == 200


def test_a_new_address_needs_the_password_and_its_own_letter(app: Flask) -> None:
    member(app)
    browser = Browser(app)
    sign_in(browser)
    typed = {"email": "new@example.com", "current": "wrong phrase"}
    page = browser.post("/account/email", typed)
    assert "not your current password" in page.error_of("current")
    assert page.field("email").get("value") == "new@example.com"

    page = browser.post("/account/email", typed | {"current": PASSWORD})
    assert "We sent an email to new@example.com" in page.text
    link = mails("new@example.com")[0].link
    assert "new@example.com" in browser.get(link).text
    assert account().email == EMAIL
    assert "From now on you sign in with new@example.com" in browser.post(link).text
    assert account().email == "new@example.com"


def test_asking_for_a_taken_address_looks_the_same(app: Flask) -> None:
    member(app)
    member(app, "taken@example.com")
    browser = Browser(app)
    sign_in(browser)
    pages = [
        browser.post("/account/email", {"email": email, "current": PASSWORD})
        for email in ("taken@example.com", "freed@example.com")
    ]

    free, taken = (page.text.replace("freed@", "taken@") for page in pages)
    assert free == taken
    assert len(mails(EMAIL)) == 2


def test_guessing_the_current_password_is_slowed_down(app: Flask) -> None:
    member(app)
    browser = Browser(app)
    sign_in(browser)
    typed = {"current": "wrong phrase", "password": NEW}

    assert [browser.post("/account/password", typed).status for _ in range(6)] == [422] * 5 + [429]
