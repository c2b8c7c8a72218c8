"""Which account at Twilio a business sends from: its own, else the one that the operator shares."""

from __future__ import annotations

from cardshop.config import Settings
from cardshop.lib import sealing
from cardshop.notifications import queries
from cardshop.notifications.domain.carrier import Account
from cardshop.notifications.models import MessagingSettings

# What the tokens are sealed for: see operations.tokens, which seals them.
PURPOSE = "token of the carrier"


def account_of(business_id: int | None, settings: Settings) -> Account | None:
    """The account that the messages of a business leave by; nothing: they are held.

    Raises SealBroken when the installation's secret key has changed.
    """
    if business_id is None:
        return shared(settings)
    row = queries.messaging_of(business_id)
    if row.account_sid and row.auth_token:
        return _own(row, settings)
    return shared(settings) if row.uses_shared else None


def shared(settings: Settings) -> Account | None:
    """The operator's account, if the settings have one."""
    if not settings.twilio_account_sid:
        return None
    return Account(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        settings.twilio_whatsapp_from,
        settings.twilio_sms_from,
    )


def _own(row: MessagingSettings, settings: Settings) -> Account:
    sealed = row.auth_token or b""
    token = sealing.unseal(sealed, purpose=PURPOSE, secret_key=settings.secret_key)
    return Account(
        row.account_sid, token, row.whatsapp_from, row.sms_from, business_id=row.business_id
    )
