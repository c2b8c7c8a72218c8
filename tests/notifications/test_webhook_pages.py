"""The owner adds webhooks, sees the secret once, reads the log, and delivers again."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message, MessageState, Webhook
from tests.notifications.telling import notice, told
from tests.support import factories, hooks
from tests.support.factories import NOW, Owner
from tests.support.hooks import URL
from tests.support.people import Browser


def kept() -> list[Webhook]:
    db.session.rollback()
    return db.session.query(Webhook).order_by(Webhook.id).all()


def delivered(hook: Webhook, owner: Owner, **columns: Any) -> Message:
    """Something that the webhook was told."""
    made = told(notice(owner.business, body=lambda: {"id": 7, "note": "<b>Hi</b>"}))
    [message] = [one for one in made if one.webhook_id == hook.id]
    with transaction() as session:
        kept = session.get_one(Message, message.id)
        for name, value in ({"state": MessageState.SENT, "sent_at": NOW} | columns).items():
            setattr(kept, name, value)
    return kept


def test_the_secret_is_shown_once(owner_browser: Browser) -> None:
    added = owner_browser.post("/app/webhooks/", {"url": URL, "events": ["order.placed"]})

    [hook] = kept()
    assert (hook.url, hook.events) == (URL, ["order.placed"])
    assert "whsec_" in added.text
    assert "Order placed" in added.text
    assert "whsec_" not in owner_browser.get(f"/app/webhooks/{hook.id}").html


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"url": ""}, "Enter the address of your program"),
        ({"url": "http://shop.example/"}, "starts with https://"),
        ({"url": "https://a:b@shop.example/"}, "Leave the password out"),
        ({"url": URL, "events": ["order.eaten"]}, "Choose one of"),
    ],
)
def test_what_cannot_be_told_is_refused_and_stays_typed(
    owner_browser: Browser, chosen: dict[str, Any], said: str
) -> None:
    page = owner_browser.post("/app/webhooks/", chosen)

    assert page.status == 422
    assert said in page.text
    assert f'value="{chosen["url"]}"' in page.html
    assert kept() == []


def test_the_list_says_how_each_stands(owner: Owner, owner_browser: Browser) -> None:
    hooks.webhook(owner.business)
    hooks.webhook(owner.business, disabled_at=NOW)
    hooks.webhook(owner.business, failures=1, last_error="The program answered with an error.")

    page = owner_browser.get("/app/webhooks/")

    for words in ("Nothing delivered yet", "Switched off since", "The last delivery failed"):
        assert words in page.text


def test_the_log_says_what_became_of_each_delivery(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    why = "The program answered with an error."
    delivered(hook, owner)
    delivered(hook, owner, state=MessageState.FAILED, last_error=why, error_code=503, attempts=8)

    page = owner_browser.get(f"/app/webhooks/{hook.id}")

    assert "Delivered" in page.text
    assert f"{why} (503)" in page.text
    assert "Tried 8 times." in page.text
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page.html


def test_a_delivery_goes_again(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    first = delivered(hook, owner)

    page = owner_browser.post(f"/app/webhooks/{hook.id}/deliveries/{first.id}/replay")

    newest = db.session.query(Message).order_by(Message.id.desc()).first()
    assert "It is on its way again." in page.text
    assert newest is not None
    assert (newest.content, newest.state) == (first.content, MessageState.QUEUED)


def test_one_that_is_on_its_way_does_not(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    first = delivered(hook, owner, state=MessageState.QUEUED)

    page = owner_browser.post(f"/app/webhooks/{hook.id}/deliveries/{first.id}/replay")

    assert page.status == 409
    assert "on its way already" in page.text


def test_a_delivery_of_another_webhook_is_not_here(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    first = delivered(hook, owner)
    other = hooks.webhook(owner.business)

    page = owner_browser.post(f"/app/webhooks/{other.id}/deliveries/{first.id}/replay")

    assert page.status == 404


def test_a_test_is_sent(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)

    owner_browser.post(f"/app/webhooks/{hook.id}/test")

    [message] = db.session.query(Message).filter_by(channel=Channel.WEBHOOK).all()
    assert message.content["event"] == "webhook.test"


def test_it_is_switched_off_and_on(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)

    off = owner_browser.post(f"/app/webhooks/{hook.id}/activation/removal")
    refused = owner_browser.post(f"/app/webhooks/{hook.id}/test")
    on = owner_browser.post(f"/app/webhooks/{hook.id}/activation")

    assert "Switched off since" in off.text
    assert refused.status == 409
    assert "Switched off since" not in on.text
    assert kept()[0].disabled_at is None


def test_a_new_secret_takes_the_place_of_the_old(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    before = hook.secret

    page = owner_browser.post(f"/app/webhooks/{hook.id}/secret")

    assert "whsec_" in page.text
    assert kept()[0].secret != before


def test_it_is_removed(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    delivered(hook, owner)

    page = owner_browser.post(f"/app/webhooks/{hook.id}/removal")

    assert "The webhook is removed." in page.text
    assert kept() == []


def test_a_long_log_has_pages(owner: Owner, owner_browser: Browser) -> None:
    hook = hooks.webhook(owner.business)
    for _ in range(31):
        delivered(hook, owner)

    page = owner_browser.get(f"/app/webhooks/{hook.id}")
    oldest = db.session.query(db.func.min(Message.id)).filter_by(webhook_id=hook.id).scalar()
    older = owner_browser.get(f"/app/webhooks/{hook.id}?before={oldest + 5}")

    assert "Older deliveries" in page.text
    assert "Older deliveries" not in older.text


def test_another_business_has_its_own(owner_browser: Browser) -> None:
    hooks.webhook(factories.owner(name="Another shop").business)
    assert URL not in owner_browser.get("/app/webhooks/").html
