"""A person turns notifications of a browser on and off, and tries them."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from cardshop.db import db
from cardshop.notifications.domain.vapid import public_key
from cardshop.notifications.models import Message, PushSubscription
from tests.support import factories, pushes
from tests.support.apps import SECRET
from tests.support.people import Browser
from tests.support.push_double import Device

ROOM = "/app/push/"
CHROME = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36"}


def given(endpoint: str = "https://push.example/phone") -> dict[str, str]:
    device = Device()
    return {"endpoint": endpoint, "p256dh": device.p256dh, "auth": device.auth}


def kept() -> list[PushSubscription]:
    db.session.rollback()
    return db.session.query(PushSubscription).order_by(PushSubscription.id).all()


def test_a_browser_is_turned_on_and_shown(owner: factories.Owner, owner_browser: Browser) -> None:
    sent = given()
    page = owner_browser.post(ROOM, sent, headers=CHROME)

    [row] = kept()
    assert (row.business_id, row.account_id) == (owner.business.id, owner.account.id)
    assert (row.endpoint, row.p256dh, row.auth) == tuple(sent.values())
    assert "Notifications are on in this browser." in page.text
    assert "Chrome" in page.text
    assert row.endpoint_hash in page.html
    assert sent["endpoint"] not in page.html


def test_the_page_gives_the_key_that_notifications_are_signed_with(
    owner_browser: Browser,
) -> None:
    assert public_key(SECRET) in owner_browser.get(ROOM).html


def test_the_same_browser_is_one_row_of_who_signed_in_last(
    owner: factories.Owner, owner_browser: Browser
) -> None:
    owner_browser.post(ROOM, given())
    owner_browser.post(ROOM, given())

    assert len(kept()) == 1


@pytest.mark.parametrize("wrong", [{}, {"endpoint": "http://127.0.0.1/"}, {"p256dh": "{{7*7}}"}])
def test_what_no_browser_gives_is_refused(owner_browser: Browser, wrong: dict[str, str]) -> None:
    page = owner_browser.post(ROOM, given() | wrong if wrong else {})

    assert page.status == 422
    assert "This browser did not say where notifications reach it." in page.text
    assert kept() == []


def test_a_test_goes_to_one_browser(owner: factories.Owner, owner_browser: Browser) -> None:
    row, _other = pushes.subscription(owner), pushes.subscription(owner)

    page = owner_browser.post(f"{ROOM}{row.id}/test")

    [message] = db.session.query(Message).filter_by(kind="push.test")
    assert message.push_subscription_id == row.id
    assert message.content["url"] == "http://localhost/app/push/"
    assert "A notification is on its way." in page.text


def test_a_browser_is_turned_off(owner: factories.Owner, owner_browser: Browser) -> None:
    row = pushes.subscription(owner)

    page = owner_browser.post(f"{ROOM}{row.id}/removal")

    assert kept() == []
    assert "Notifications are off there." in page.text
    assert owner_browser.post(f"{ROOM}{row.id}/removal").status == 404


def test_nobody_turns_off_the_browser_of_another(
    owner: factories.Owner, stranger_browser: Browser
) -> None:
    row = pushes.subscription(owner)

    assert stranger_browser.post(f"{ROOM}{row.id}/removal").status == 404
    assert row.device not in stranger_browser.get(ROOM).text
    assert len(kept()) == 1


def test_a_browser_says_its_new_address_without_signing_in(
    app: Flask, owner: factories.Owner
) -> None:
    row, now = pushes.subscription(owner), given("https://push.example/now")
    client, ours = app.test_client(), {"Sec-Fetch-Site": "same-origin"}

    form = now | {"was": row.endpoint}
    elsewhere = client.post(f"{ROOM}renewal", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert (elsewhere.status_code, kept()[0].endpoint) == (403, row.endpoint)
    answer = client.post(f"{ROOM}renewal", data=form, headers=ours)

    assert (answer.status_code, kept()[0].endpoint) == (204, now["endpoint"])
    assert client.post(f"{ROOM}renewal", data={}, headers=ours).status_code == 422


def test_browsers_fetch_the_worker_and_the_manifest_without_signing_in(app: Flask) -> None:
    client = app.test_client()
    worker, manifest = client.get(f"{ROOM}worker.js"), client.get(f"{ROOM}app.webmanifest")

    assert worker.mimetype == "text/javascript"
    assert worker.headers["Service-Worker-Allowed"] == "/app/"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert "showNotification" in worker.get_data(as_text=True)
    assert manifest.mimetype == "application/manifest+json"
    assert json.loads(manifest.data)["scope"] == "/app/"
    assert not any("Set-Cookie" in one.headers for one in (worker, manifest))
    for icon in json.loads(manifest.data)["icons"]:
        assert client.get(icon["src"]).mimetype == icon["type"]


def test_settings_lead_there(owner_browser: Browser) -> None:
    assert f'href="{ROOM}"' in owner_browser.get("/app/business").html
