"""What Twilio's codes mean: for the owner in words, for the worker permanent or temporary."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from cardshop.notifications.channels import CutOff, Undeliverable
from cardshop.notifications.channels.twilio_client import Refused, Silent, Unreached
from cardshop.notifications.domain.carrier_codes import TEMPORARY, words_of

_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        401: "Twilio does not know this account, or its token has changed.",
        403: "Twilio does not let this account do that.",
        404: "Twilio does not know this account, or its token has changed.",
    }
)


def understood(fault: Exception) -> Exception:
    """What is told the worker of a fault while sending; the fault itself when it is no such."""
    match fault:
        case Unreached():
            return Undeliverable("Twilio cannot be reached.", permanent=False)
        case Refused():
            return _busy(fault)
        case Silent() | ValueError() | KeyError() | TypeError():
            return CutOff("Twilio gave no answer that makes sense.")
        case TwilioRestException() | TwilioServiceException():
            return _answered(fault.status, fault.code)
        case TwilioException():
            return Undeliverable("The account at Twilio is not complete.", permanent=False)
    return fault


def _busy(fault: Refused) -> Exception:
    if fault.status == 429:
        said = "Twilio asks to wait."
    elif fault.status == 503 and fault.retry_after is not None:
        said = "Twilio is closed for a while."
    else:
        return CutOff(f"Twilio is out of order ({fault.status}).")
    return Undeliverable(said, permanent=False, code=fault.status, retry_after=fault.retry_after)


def _answered(status: int, given: object) -> Exception:
    code = int(given) if isinstance(given, int | str) and str(given).isdecimal() else status
    if status < 400:
        return CutOff("Twilio gave no answer that makes sense.")
    words = words_of(code) or _STATUSES.get(status) or f"Twilio refused it (error {code})."
    is_ours = status in _STATUSES and not words_of(code)
    return Undeliverable(words, permanent=not (is_ours or code in TEMPORARY), code=code)
