"""How a business sends by telephone: its account, its limits, its templates, and a test of them."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.lib import phones
from cardshop.lib.errors import Conflict, NotFound
from cardshop.notifications import outbox, queries
from cardshop.notifications.domain.messaging import (
    AccountChanges,
    LimitChanges,
    SenderNeeded,
    TemplateChanges,
    TokenNeeded,
)
from cardshop.notifications.models import Channel, TemplateState, WhatsAppTemplate
from cardshop.notifications.operations.tokens import seal_token
from cardshop.notifications.outbox import Envelope

TEST = "messaging.test"


class NoOwnNumber(Conflict):
    """Enter the phone number of your business first: the test is sent to it."""


class NoSuchTemplate(NotFound):
    """There is no such template."""


def set_account(business_id: int, changes: AccountChanges, *, secret_key: str) -> None:
    """Send by this account from now on. Without one, what belongs to it is forgotten.

    A token that is not typed again stays, but only for the account that it belongs to. Raises
    TokenNeeded and SenderNeeded.
    """
    row = queries.messaging_row(business_id)
    row.uses_shared = changes.uses_shared
    if not changes.account_sid:
        row.account_sid, row.auth_token, row.whatsapp_from, row.sms_from = "", None, "", ""
        return
    keeps_token = changes.account_sid == row.account_sid and row.auth_token is not None
    if not changes.auth_token and not keeps_token:
        raise TokenNeeded
    if not changes.whatsapp_from and not changes.sms_from:
        raise SenderNeeded
    if changes.auth_token:
        row.auth_token = seal_token(changes.auth_token, secret_key=secret_key)
    row.account_sid = changes.account_sid
    row.whatsapp_from, row.sms_from = changes.whatsapp_from, changes.sms_from


def set_limits(business_id: int, changes: LimitChanges) -> None:
    """Send no more than this."""
    row = queries.messaging_row(business_id)
    row.daily_limit = changes.daily_limit
    row.daily_cost_limit = changes.daily_cost * 100
    row.recipient_limit = changes.recipient_limit
    row.allowed_countries = changes.allowed_countries


def set_template(
    business_id: int,
    cell: tuple[str, str],
    language: str,
    changes: TemplateChanges,
    *,
    at: datetime,
) -> None:
    """Let this template stand for the words of an event. What was refused of it is forgotten."""
    event, person = cell
    row = queries.any_template(business_id, cell, language)
    if row is None:
        row = WhatsAppTemplate(
            business_id=business_id, event=event, person=person, language=language
        )
        db.session.add(row)
    row.content_sid, row.variables = changes.content_sid, changes.variables
    row.state = TemplateState(changes.state)
    row.last_error = ""
    row.updated_at = at


def remove_template(business_id: int, cell: tuple[str, str], language: str) -> None:
    """Use it no more. Raises NoSuchTemplate."""
    row = queries.any_template(business_id, cell, language)
    if row is None:
        raise NoSuchTemplate
    db.session.delete(row)


def send_test(business: Business, channel: Channel, words: str, *, at: datetime) -> None:
    """Put a message to the business's own number into the outbox. Raises NoOwnNumber."""
    if not business.whatsapp:
        raise NoOwnNumber
    outbox.put(
        Envelope(
            business_id=business.id,
            channel=channel,
            kind=TEST,
            recipient=business.whatsapp,
            content={"text": words},
            deduplication_key=f"test:{business.id}:{channel.value}:{at.isoformat()}",
            person="owner",
            phone_key=phones.canonical(business.whatsapp),
            segments=1 if channel is Channel.SMS else 0,
        ),
        at,
    )
