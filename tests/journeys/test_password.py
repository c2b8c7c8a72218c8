"""A forgotten password, and the way back through a real mail server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import journey
from tests.journeys.conftest import OFTEN
from tests.support.servers import Postbox, wait_until
from tests.support.sites import Site, prepared, running
from tests.support.walks import Walk, walk

EMAIL, NEW = "zuri@example.com", "other unrelated words 88"


def test_a_forgotten_password_is_replaced_once(
    browser: Browser,
    postbox: Postbox,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    copied = prepared(tmp_path_factory)
    mail = {"CARDSHOP_SMTP_URL": postbox.url, "CARDSHOP_MAIL_FROM": "post@cardshop.example"}
    with running(tmp_path, copied=copied, **mail, **OFTEN) as site, walk(browser) as walked:
        opens_an_account(site)
        asks_for_a_link(walked, site)
        link = mailed_link(postbox, "Choose a new password")
        chooses(walked, link, NEW)
        journey.sign_in(walked.page, site, EMAIL, NEW)
        does_not_work_again(browser, link)


def opens_an_account(site: Site) -> None:
    who = ("--email", EMAIL, "--password", journey.PASSWORD)
    site.flask("accounts", "create", *who, "--business", "Zuri Tea", "--country", "KE")


def asks_for_a_link(walked: Walk, site: Site) -> None:
    page = walked.page
    page.goto(f"{site.url}/account/sign-in")
    page.get_by_role("link", name="Forgot your password?").click()
    walked.inspect()
    page.get_by_label("Email").fill(EMAIL)
    journey.press(page, "Send the link")
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
    walked.inspect()


def mailed_link(postbox: Postbox, subject: str) -> str:
    """The link in the letter of that subject, once the worker has sent it."""
    wait_until(lambda: [m for m in postbox.messages if m["subject"] == subject], seconds=30)
    letter = next(m for m in postbox.messages if m["subject"] == subject)
    assert letter["to"] == EMAIL
    found = re.search(r"https?://\S+", letter.get_content())
    assert found
    return found[0]


def chooses(walked: Walk, link: str, password: str) -> None:
    page = walked.page
    page.goto(link)
    walked.inspect()
    page.get_by_label("New password").fill(password)
    journey.press(page, "Change the password")
    expect(page.get_by_text("Your password is changed.")).to_be_visible()


def does_not_work_again(browser: Browser, link: str) -> None:
    with browser.new_context() as context:
        answer = context.request.get(link)
        assert answer.status == 404
        assert "This link no longer works" in answer.text()
