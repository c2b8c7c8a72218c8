"""What scripts do for notifications, and what a browser shows of one, in Chromium."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.push_double import Device
from tests.support.sites import Site
from tests.support.walks import Walk, walk

EMAIL, PASSWORD = "bell@example.com", "a quiet harbour town"
ROOM = "/app/push/"
# No push service is reached from here: what it gives to a browser is made up.
PUSH_SERVICE = """
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')),
    (one) => one.charCodeAt(0)).buffer
  const given = %s
  let found = JSON.parse(localStorage.getItem('subscribed') || 'null')
  const made = (key) => ({ endpoint: given.endpoint, getKey: (name) => bytes(given[name]),
    options: { applicationServerKey: bytes(key) }, unsubscribe: async () => (found = null) })
  PushManager.prototype.getSubscription = async () => found && made(found)
  PushManager.prototype.subscribe = async (wish) => {
    const text = btoa(String.fromCharCode(...new Uint8Array(wish.applicationServerKey)))
    found = text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    localStorage.setItem('subscribed', JSON.stringify(found))
    return made(found)
  }
})()
"""


@pytest.fixture(scope="module")
def owned(site: Site) -> Site:
    """The site with a business in Nairobi."""
    site.flask(
        *("accounts", "create", "--email", EMAIL, "--password", PASSWORD, "--country", "KE"),
        *("--business", "Golden Bell", "--whatsapp", "+254700000456"),
    )
    return site


@pytest.fixture
def walked(browser: Browser, owned: Site) -> Iterator[Walk]:
    """The owner's phone, signed in, allowed to show notifications."""
    device = Device()
    given = {
        "endpoint": "https://push.example/bell",
        "p256dh": device.p256dh,
        "auth": device.auth,
    }
    with walk(browser, locale="en-KE", permissions=["notifications"]) as walking:
        walking.context.add_init_script(PUSH_SERVICE % json.dumps(given))
        walking.page.goto(f"{owned.url}/account/sign-in")
        walking.page.get_by_label("Email").fill(EMAIL)
        walking.page.get_by_label("Password", exact=True).fill(PASSWORD)
        walking.page.get_by_role("button", name="Sign in").click()
        walking.page.wait_for_url("**/app/**")
        walking.page.goto(f"{owned.url}{ROOM}")
        yield walking


def test_one_press_turns_them_on_and_another_off(walked: Walk) -> None:
    page = walked.page
    walked.inspect()
    page.get_by_role("button", name="Turn on notifications").click()
    expect(page.locator("[data-here]")).to_be_visible()
    expect(page.locator("[data-when=on]")).to_be_visible()
    walked.inspect()

    page.get_by_role("button", name="Turn off").click()
    expect(page.get_by_text("Notifications are off there.")).to_be_visible()
    expect(page.get_by_role("button", name="Turn on notifications")).to_be_visible()


def test_a_notification_is_shown_and_leads_nowhere_else(walked: Walk, owned: Site) -> None:
    page = walked.page
    page.get_by_role("button", name="Turn on notifications").click()
    expect(page.locator("[data-when=on]")).to_be_visible()
    said = {"title": "Golden Bell", "body": "New order 1042", "tag": "a"}

    push(walked, owned, json.dumps(said | {"url": f"{owned.url}/app/orders/1"}))
    push(walked, owned, json.dumps(said | {"tag": "b", "url": "https://evil.example/"}))
    push(walked, owned, "no JSON at all")

    page.wait_for_function(f"async () => (await {SHOWN}).length === 3")
    shown = page.evaluate(f"async () => (await {SHOWN}).map((n) => [n.title, n.body, n.data.url])")
    assert sorted(shown) == sorted(
        [
            ["Golden Bell", "New order 1042", f"{owned.url}/app/orders/1"],
            ["Golden Bell", "New order 1042", f"{owned.url}/app/"],
            ["cardshop", "", f"{owned.url}/app/"],
        ]
    )


SHOWN = "(await navigator.serviceWorker.ready).getNotifications()"


def push(walked: Walk, owned: Site, data: str) -> None:
    """A push service hands something over to the worker of the pages."""
    session = walked.context.new_cdp_session(walked.page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until = time.monotonic() + 20
    while not found and time.monotonic() < until:
        walked.page.wait_for_timeout(50)
    assert found, "Chromium told of no service worker"
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": owned.url, "registrationId": found[-1], "data": data},
    )
    session.detach()


def test_without_scripts_the_page_says_what_is_missing(browser: Browser, owned: Site) -> None:
    with walk(browser, scripts=False) as walked:
        page = walked.page
        page.goto(f"{owned.url}/account/sign-in?next={ROOM}")
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"{owned.url}{ROOM}")
        expect(page.get_by_text("Notifications cannot be turned on here.")).to_be_visible()
        expect(page.get_by_role("button", name="Turn on notifications")).to_be_hidden()
