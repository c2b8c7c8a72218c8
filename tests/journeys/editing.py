"""What an owner does in the editor, each part inspected on the way."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.journey import go, press, save
from tests.support.walks import Walk


def choose_photo(walked: Walk, photo: Path, *, shows: str) -> None:
    """Put a photo of one's own on the card, and say what it shows."""
    page = walked.page
    page.get_by_label("Choose photo").set_input_files(photo)
    expect(page.get_by_text("Chosen. Save to keep it.")).to_be_visible()
    page.get_by_label("What the photo shows").fill(shows)
    save(page)
    expect(page.get_by_alt_text("Current photo")).to_be_visible()
    walked.inspect()


def add_phone(walked: Walk, number: str) -> None:
    """Add a phone number, as it is dialled at home."""
    page = walked.page
    go(page, "Contact")
    walked.inspect()
    press(page, "Add a phone")
    page.get_by_label("Phone number").last.fill(number)
    save(page)


def add_link(walked: Walk, pasted: str) -> None:
    """Paste the address of one's page on a network."""
    page = walked.page
    go(page, "Links")
    page.get_by_label("Paste a link or type a name").fill(pasted)
    press(page, "Add")
    expect(page.get_by_label("Paste a link or type a name")).to_be_empty()
    walked.inspect()


def write_about(walked: Walk, words: str) -> None:
    """Add the section "About" and write into it."""
    page = walked.page
    go(page, "Sections")
    walked.inspect()
    add_section(walked, "About")
    page.get_by_label("Text").fill(words)
    save(page)
    walked.inspect()
    page.get_by_role("link", name="Back").click()


def add_section(walked: Walk, kind: str) -> None:
    """Add a section of that kind, which opens it."""
    page = walked.page
    page.get_by_text("Add a section").click()
    page.get_by_role("button", name=re.compile(f"^{kind}")).click()
    page.wait_for_url(re.compile(r"/sections/\d+$"))


def choose_theme(walked: Walk, name: str) -> None:
    """Start from one of the themes."""
    page = walked.page
    go(page, "Design")
    walked.inspect()
    page.get_by_role("radio", name=name).check()
    save(page, "Save design")


def publish(walked: Walk) -> None:
    """Put the card on show."""
    page = walked.page
    go(page, "Address")
    walked.inspect()
    press(page, "Publish")
    expect(page.get_by_role("heading", name="Your card is live")).to_be_visible()
    walked.inspect()


def press_and_wait(page: Page, name: str, path: str) -> None:
    """Press a button that saves by itself, and wait until it has."""
    with page.expect_response(lambda answer: answer.url.endswith(path)) as kept:
        press(page, name)
    assert kept.value.status < 400


def switch(page: Page, name: str) -> None:
    """Turn a switch that saves by itself, and wait until it has."""
    with page.expect_response(lambda answer: answer.url.endswith("/visibility")) as kept:
        page.get_by_role("switch", name=name).click()
    assert kept.value.status < 400
