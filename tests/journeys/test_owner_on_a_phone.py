"""The owner changes every part of a published card on a phone, and visitors see it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import editing, journey
from tests.support.sites import Site
from tests.support.walks import Walk, walk

NAME, ADDRESS = "Amani Tailors", "amani"


@dataclass(frozen=True, slots=True)
class Shop:
    """A business with a card on show, and the phone its owner is signed in on."""

    site: Site
    cookies: Any
    editor: str


@pytest.fixture(scope="module")
def shop(browser: Browser, site: Site) -> Shop:
    """A business of this module's own."""
    with walk(browser, locale="en-KE") as walked:
        page = walked.page
        journey.open_shop(page, site, "amani@example.com", business=NAME, address=ADDRESS)
        return Shop(site, walked.context.storage_state(), page.url.rsplit("/", 1)[0])


@pytest.fixture
def owner(browser: Browser, shop: Shop) -> Iterator[Walk]:
    """The owner's phone, with the editor open."""
    with walk(browser, storage_state=shop.cookies, locale="en-KE") as walked:
        walked.page.goto(shop.editor)
        yield walked


@pytest.fixture
def visitor(browser: Browser, shop: Shop) -> Iterator[Callable[[], Page]]:
    """A visitor's phone, which has seen the card before and loads it again when asked."""
    with walk(browser) as walked:
        walked.page.goto(f"{shop.site.url}/{ADDRESS}")

        def looks_again() -> Page:
            walked.page.reload()
            return walked.page

        yield looks_again
        walked.inspect()


def test_who_they_are(owner: Walk, visitor: Callable[[], Page]) -> None:
    page = owner.page
    page.get_by_label("What you do, and where").fill("Suits and dresses, Mombasa")
    page.get_by_label("A few words").fill("Cut by hand.\nReady in a week.")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    journey.save(page)
    owner.inspect()
    expect(visitor().get_by_text("Suits and dresses, Mombasa")).to_be_visible()


def test_how_to_reach_them(owner: Walk, visitor: Callable[[], Page]) -> None:
    page = owner.page
    editing.add_phone(owner, "0733 221 100")
    page.get_by_label("E-mail address").first.fill("hello@amani.example")
    journey.press(page, "Add a website")
    page.get_by_label("Web address").fill("amani.example")
    journey.press(page, "Add an address")
    page.get_by_label("Street and number").fill("Moi Avenue 3")
    page.get_by_label("Town or city").fill("Mombasa")
    owner.inspect()
    journey.save(page)
    card = visitor()
    for words in ("+254 733 221100", "hello@amani.example", "Moi Avenue 3"):
        expect(card.get_by_role("link", name=words)).to_be_visible()


def test_where_else_they_are(owner: Walk, visitor: Callable[[], Page]) -> None:
    editing.add_link(owner, "https://www.tiktok.com/@amani.tailors")
    editing.add_link(owner, "youtube.com/@amani.tailors")
    journey.press(owner.page, "Move Link 2 up")
    journey.save(owner.page)
    elsewhere = visitor().get_by_role("list", name="Elsewhere").get_by_role("link")
    expect(elsewhere).to_have_text(["", ""])
    names = elsewhere.evaluate_all("links => links.map((link) => link.getAttribute('aria-label'))")
    assert names == ["YouTube", "TikTok"]


def test_sections_are_added_moved_and_hidden(owner: Walk, visitor: Callable[[], Page]) -> None:
    page = owner.page
    editing.write_about(owner, "Three generations of tailors.")
    ask(owner, "Do you mend?", "Yes, on **Fridays**.")
    expect(visitor().get_by_text("Do you mend?")).to_be_visible()
    editing.press_and_wait(page, "Move Questions and answers up", "/place")
    page.mouse.wheel(0, -2000)
    owner.inspect()
    sections = visitor().get_by_role("navigation", name="On this page").get_by_role("link")
    names = sections.all_inner_texts()
    assert names.index("Questions") == names.index("About") - 1
    editing.switch(page, "Show Questions and answers")
    expect(visitor().get_by_text("Do you mend?")).to_have_count(0)
    editing.switch(page, "Show Questions and answers")
    expect(visitor().get_by_text("Do you mend?")).to_be_visible()


def test_the_look_is_seen_before_visitors_see_it(owner: Walk, visitor: Callable[[], Page]) -> None:
    page = owner.page
    before = background(visitor())
    journey.go(page, "Design")
    page.get_by_role("radio", name="Night").check()
    page.get_by_label("Your own colour").fill("#ffe08a")
    expect(page.get_by_role("status").filter(has_text="readable")).to_be_visible()
    owner.inspect()
    assert background(visitor()) == before
    journey.save(page, "Save design")
    page.get_by_role("link", name="Preview", exact=True).click()
    inside = page.frame_locator("iframe[title='Preview of your card']")
    expect(inside.get_by_role("heading", name=NAME)).to_be_visible()
    owner.inspect()
    assert background(visitor()) != before


def test_the_card_moves_and_its_old_address_follows(
    owner: Walk, shop: Shop, browser: Browser
) -> None:
    for address in ("amani-tailors", ADDRESS):
        journey.go(owner.page, "Address")
        owner.page.get_by_label("Address of the card").fill(address)
        expect(owner.page.get_by_text(f"{address} is free.")).to_be_visible()
        journey.press(owner.page, "Change the address")
        expect(owner.page.get_by_text(f"localhost:{port(shop)}/{address}").first).to_be_visible()
        owner.inspect()
        with walk(browser) as visitor:
            for asked in ("amani", "amani-tailors"):
                visitor.page.goto(f"{shop.site.url}/{asked}")
                expect(visitor.page).to_have_url(f"{shop.site.url}/{address}")


def test_when_they_are_open(owner: Walk, visitor: Callable[[], Page]) -> None:
    page = owner.page
    page.get_by_role("navigation", name="Main, short").get_by_role("link", name="More").click()
    page.get_by_role("main").get_by_role("link", name="Hours").click()
    page.get_by_role("switch", name="Open on Monday").check(force=True)
    page.get_by_label("Monday from", exact=True).fill("08:30")
    page.get_by_label("Monday to", exact=True).fill("12:15")
    owner.inspect()
    journey.press(page, "Save hours")
    expect(page.get_by_text("Your opening hours are saved.")).to_be_visible()
    expect(visitor().get_by_role("row", name=re.compile("Monday"))).to_contain_text("12:15")


def ask(owner: Walk, question: str, answer: str) -> None:
    editing.add_section(owner, "Questions and answers")
    journey.press(owner.page, "Add a question")
    owner.page.get_by_label("Question", exact=True).fill(question)
    owner.page.get_by_label("Answer", exact=True).fill(answer)
    journey.save(owner.page)
    owner.inspect()
    owner.page.get_by_role("link", name="Back").click()


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def port(shop: Shop) -> str:
    return shop.site.url.rsplit(":", 1)[1]
