"""`/webhooks`: addresses that are told of events."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import Json
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Page, page_of
from cardshop.api.v1.messages import GROUP
from cardshop.api.v1.shape import Instant, Shape, Uri
from cardshop.booking.presenters_json import instant
from cardshop.notifications.domain.webhooks import EventName, WebhookContent
from cardshop.notifications.models import Webhook
from cardshop.notifications.operations import webhooks
from cardshop.notifications.queries.webhooks import webhook_of
from cardshop.web import site
from cardshop.web.guards import program

REQUEST: dict[str, Any] = {
    "url": "https://shop.example/cardshop",
    "events": ["order.placed", "booking.confirmed"],
}
EXAMPLE: dict[str, Any] = REQUEST | {
    "id": 3,
    "secret": "whsec_Zk3v0J8bQ1mT9xYw2LrE5AZk3v0J8bQ1mT9xYw2LrE5A",
    "last_success_at": None,
    "last_error": None,
    "disabled_at": None,
    "created_at": "2027-03-28T09:00:00Z",
}


class WebhookShape(Shape):
    """An address that is told of events."""

    id: int
    url: Uri
    events: list[EventName]
    secret: str | None
    last_success_at: Instant | None
    last_error: str | None
    disabled_at: Instant | None
    created_at: Instant


@api.get("/webhooks")
@program
@Operation(
    summary="List the webhooks",
    about="Their secrets are answered once, when they are made.",
    group=GROUP,
    query=Page,
    answer=WebhookShape,
    listed=True,
)
def list_webhooks(call: Call) -> Answer:
    """The business's webhooks, oldest first."""
    wanted = select(Webhook).where(Webhook.business_id == call.business_id)
    return Answer(page_of(wanted, Webhook.id, call.query, _told))


@api.post("/webhooks")
@program
@Operation(
    summary="Add a webhook",
    about="Each event is a POST of `{id, event, created_at, data}` to `url`, with the object of "
    "this API in `data`; an answer of 2xx within 10 seconds is a success, anything else is tried "
    "again, 8 times over some hours. `id` stays the same when it comes twice. Check "
    "`Cardshop-Signature: t=<seconds>,v1=<hex>`: the HMAC-SHA256, with `secret` as its key, of "
    "`t`, a full stop and the body as it came; refuse a `t` that is older than 5 minutes. A 410 "
    "switches the webhook off, and so does a day without any success.",
    group=GROUP,
    reads=Json(WebhookContent),
    example=REQUEST,
    answer=WebhookShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
    is_secret=True,
    refusals=(409,),
)
def create_webhook(call: Call) -> Answer:
    """One more address, with its secret."""
    key = site.settings().secret_key
    made, secret = webhooks.add(call.business_id, call.body, secret_key=key, at=call.at)
    return Answer(_told(made) | {"secret": secret}, 201)


@api.delete("/webhooks/<key:webhook_id>")
@program
@Operation(
    summary="Remove a webhook",
    about="It is told nothing more, and the log of its deliveries goes with it.",
    group=GROUP,
    status=204,
)
def delete_webhook(call: Call, webhook_id: int) -> Answer:
    """Forget it."""
    webhooks.remove(webhook_of(call.business_id, webhook_id, for_change=True))
    return Answer(None, 204)


def _told(webhook: Webhook) -> dict[str, Any]:
    succeeded, disabled = webhook.last_success_at, webhook.disabled_at
    return {
        "id": webhook.id,
        "url": webhook.url,
        "events": list(webhook.events),
        "secret": None,
        "last_success_at": instant(succeeded) if succeeded else None,
        "last_error": webhook.last_error or None,
        "disabled_at": instant(disabled) if disabled else None,
        "created_at": instant(webhook.created_at),
    }
