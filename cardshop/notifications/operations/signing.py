"""Whose account signed what the carrier tells us: the operator's, or those of businesses."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from cardshop.config import Settings
from cardshop.lib.errors import Forbidden
from cardshop.lib.sealing import SealBroken
from cardshop.notifications.channels.twilio_signatures import is_genuine
from cardshop.notifications.operations.tokens import unseal_token
from cardshop.notifications.queries import inbound

log = logging.getLogger(__name__)


class NotSigned(Forbidden):
    """This request does not carry the signature of an account that sends for this site."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came. `url` is the public address with its query."""

    url: str
    form: MultiDict[str, str] = field(repr=False)
    signature: str = field(repr=False)
    settings: str = ""

    @property
    def account_sid(self) -> str:
        """The account that it says it is of."""
        return self.form.get("AccountSid", "")


@dataclass(frozen=True, slots=True)
class Signer:
    """For whom the account sends: the keys of businesses with it as their own, or all others."""

    business_ids: frozenset[int]
    is_shared: bool


def signer_of(call: Call, *, settings: Settings) -> Signer:
    """Who signed it. Raises NotSigned.

    A business that claims another's account without its token is not among them.
    """
    own = frozenset(
        one.business_id
        for one in inbound.accounts_named(call.account_sid)
        if _signed(call, _token(one.auth_token, settings))
    )
    is_shared = bool(
        settings.twilio_account_sid
        and call.account_sid == settings.twilio_account_sid
        and _signed(call, settings.twilio_auth_token)
    )
    if not own and not is_shared:
        # Mostly the public address in the settings is not the one at Twilio.
        log.info("not signed for this address: %s", call.url)
        raise NotSigned
    return Signer(own, is_shared)


def _signed(call: Call, token: str) -> bool:
    return is_genuine(
        call.signature, auth_token=token, url=call.url, form=call.form, settings=call.settings
    )


def _token(sealed: bytes | None, settings: Settings) -> str:
    if sealed is None:
        return ""
    try:
        return unseal_token(sealed, secret_key=settings.secret_key)
    except SealBroken:
        return ""
