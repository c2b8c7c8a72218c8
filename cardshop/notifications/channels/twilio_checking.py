"""Whether an account at Twilio answers, without sending anything."""

from __future__ import annotations

from cardshop.notifications.channels import CutOff, Undeliverable
from cardshop.notifications.channels.twilio_client import client
from cardshop.notifications.channels.twilio_errors import understood
from cardshop.notifications.domain.carrier import Account


def check(account: Account, *, api_base: str) -> None:
    """Ask Twilio for the account itself. Raises Undeliverable with what is wrong."""
    try:
        found = client(account.sid, account.token, api_base).api.accounts(account.sid).fetch()
        status = str(found.status or "").rpartition(".")[2].lower()
    except Exception as fault:
        told = understood(fault)
        if isinstance(told, CutOff):
            told = Undeliverable(told.reason, permanent=False)
        raise told from fault
    if status not in ("active", ""):
        raise Undeliverable(f"The account at Twilio is {status}.", permanent=False)
