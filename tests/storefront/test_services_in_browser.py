"""What JavaScript adds to the services on a card: when each is free next."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route
from werkzeug.serving import make_server

from tests.support import factories, salons

ANSWER = json.dumps({"timezone": "Africa/Nairobi", "next": {"haircut": "2030-06-03T07:00:00Z"}})
NEXT = "**/book/next.json"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """A card with two services, served to a browser."""
    business = factories.owner().business
    services = [salons.service(business, name, slug=name.lower()) for name in ("Haircut", "Shave")]
    salons.calendar(business, *services)
    factories.card(business, slug="golden-crumb", sections={"services": {}})
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/golden-crumb"
    server.shutdown()
    thread.join()
    server.server_close()


def shown(browser: Browser, address: str, zone: str, answer: str = ANSWER) -> Page:
    def told(route: Route) -> None:
        route.fulfill(body=answer, content_type="application/json", status=200 if answer else 500)

    page = browser.new_context(timezone_id=zone).new_page()
    page.route(NEXT, told)
    with page.expect_response(NEXT):
        page.goto(address)
        page.mouse.move(40, 40)
    return page


def test_the_next_time_is_told_on_the_visitors_clock(browser: Browser, address: str) -> None:
    near = shown(browser, address, "Africa/Nairobi").locator(".free")
    near.filter(has_text="Next").wait_for()
    assert near.all_inner_texts() == ["Next: Mon, 3 Jun, 10:00", ""]
    far = shown(browser, address, "America/New_York").locator(".free")
    far.filter(has_text="Next").wait_for()
    assert far.all_inner_texts() == ["Next: Mon, 3 Jun, 03:00 GMT-4", ""]


def test_without_an_answer_nothing_is_missing(browser: Browser, address: str) -> None:
    page = shown(browser, address, "Africa/Nairobi", answer="")
    assert page.locator(".free").all_inner_texts() == ["", ""]
    assert page.locator("[data-service]").count() == 2
