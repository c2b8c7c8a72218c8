"""Setting booking up on a phone, in Chromium: a service, a lunch break, a holiday."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.sites import Site
from tests.support.walks import Walk, walk

EMAIL, PASSWORD = "hairdresser@example.com", "a quiet harbour town"


@pytest.fixture(scope="module")
def owned(site: Site) -> Site:
    """The site with a business in Nairobi that has set nothing up."""
    site.flask(
        *("accounts", "create", "--email", EMAIL, "--password", PASSWORD, "--country", "KE"),
        *("--business", "Blades", "--whatsapp", "+254700000123"),
    )
    return site


@pytest.fixture(scope="module")
def walked(browser: Browser, owned: Site) -> Iterator[Walk]:
    """The owner's phone, signed in; the tests of this module follow each other on it."""
    with walk(browser, locale="en-KE") as walking:
        walking.page.goto(f"{owned.url}/account/sign-in")
        walking.page.get_by_label("Email").fill(EMAIL)
        walking.page.get_by_label("Password", exact=True).fill(PASSWORD)
        walking.page.get_by_role("button", name="Sign in").click()
        walking.page.wait_for_url("**/app/**")
        yield walking


def test_a_service_with_a_question_is_made(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/services/")
    page.get_by_role("link", name="Add the first service").click()
    page.get_by_label("Name", exact=True).fill("Haircut")
    page.get_by_label("Length in minutes").fill("45")
    page.get_by_text("Questions", exact=True).click()
    page.get_by_role("button", name="Add a question").click()
    question = page.get_by_role("group", name="Question 1")
    question.get_by_label("Question", exact=True).fill("How long is your hair?")
    expect(question.get_by_label("Answers to choose from")).to_be_hidden()
    question.get_by_label("Answered by").select_option("choice")
    question.get_by_label("Answers to choose from").fill("short\nlong")
    walked.inspect()
    page.get_by_role("button", name="Add the service").click()
    expect(page.get_by_text("Haircut can be booked now.")).to_be_visible()
    expect(page.get_by_text("no opening hours yet")).to_be_visible()


def test_own_hours_have_a_lunch_break_and_are_copied(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.goto(f"{owned.url}/app/calendars/")
    page.get_by_role("link", name="Blades Opening hours").click()
    page.get_by_role("button", name="Give it own hours").click()
    # The switch has no size of its own: its label is what is tapped.
    page.get_by_role("switch", name="Open on Monday").check(force=True)
    page.get_by_role("button", name="Add times on Monday").click()
    page.get_by_label("Monday from", exact=True).first.fill("09:00")
    page.get_by_label("Monday to", exact=True).first.fill("12:30")
    page.get_by_label("Monday from", exact=True).nth(1).fill("12:00")
    page.get_by_label("Monday to", exact=True).nth(1).fill("17:00")
    page.get_by_role("button", name="Save hours").last.click()
    expect(page.get_by_role("alert")).to_contain_text("overlap 09:00-12:30")
    walked.faults.clear()  # The browser tells of the answer 422.
    page.get_by_label("Monday from", exact=True).nth(1).fill("13:30")
    page.get_by_role("button", name="Copy Monday").click()
    expect(page.get_by_label("Friday from", exact=True).nth(1)).to_have_value("13:30")
    walked.inspect()
    page.get_by_role("button", name="Save hours").last.click()
    expect(page.get_by_text("The hours are saved.")).to_be_visible()


def test_holidays_are_closed_and_a_day_is_tapped(walked: Walk) -> None:
    page = walked.page
    page.get_by_role("link", name="Days off").click()
    page.get_by_role("link", name="Month after").click()
    page.get_by_role("link", name=re.compile("^[A-Z][a-z]+, [A-Z][a-z]+ 15, ")).click()
    expect(page.get_by_label("from").first).to_be_hidden()
    page.get_by_text("Closed", exact=True).click()
    page.get_by_role("button", name="Save this day").last.click()
    expect(page.get_by_text("Closed all day")).to_be_visible()
    page.get_by_text("Public holidays").first.click()
    page.get_by_role("checkbox").first.check()
    walked.inspect()
    page.get_by_role("button", name="Close the ticked days").click()
    expect(page.get_by_text("1 day is closed.")).to_be_visible()


def test_the_other_pages_pass_axe(walked: Walk, owned: Site) -> None:
    for path in ("services/", "calendars/new"):
        walked.page.goto(f"{owned.url}/app/{path}")
        walked.inspect()
