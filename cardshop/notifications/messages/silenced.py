"""What owners are written when a webhook was switched off because nobody listens there."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.notifications.models import Webhook
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def letter(account: Account, business: Business, webhook: Webhook, *, at: datetime) -> Letter:
    """Which one, why, and where to switch it on again. Its address may hold a secret: its host."""
    with speaking(account.locale):
        host = urlsplit(webhook.url).hostname or ""
        return Letter(
            business_id=business.id,
            kind="webhook-switched-off",
            recipient=account.email,
            subject=str(_("A webhook was switched off: %(host)s", host=host)),
            text=_(
                "The program at %(host)s, which %(business)s tells of orders and bookings, could"
                " not be reached again and again, so it is told nothing for now.\n\nThe last fault:"
                " %(fault)s\n\nOnce it is mended, switch it on again here. What was on its way is"
                " delivered then:\n%(link)s",
                host=host,
                business=business.name,
                fault=_(webhook.last_error) if webhook.last_error else "–",
                link=absolute(f"/app/webhooks/{webhook.id}"),
            ),
            deduplication_key=f"webhook-off:{webhook.id}:{at.isoformat()}:{account.id}",
        )
