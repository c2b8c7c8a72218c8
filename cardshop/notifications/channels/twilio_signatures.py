"""Whether Twilio sent a request: the signature that it puts on what it tells us."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

HEADER = "X-Twilio-Signature"
# Names the algorithm, where it is not the first one that there was.
SETTINGS_HEADER = "X-Twilio-Webhooks-Signature-Settings"


def is_genuine(
    signature: str,
    *,
    auth_token: str,
    url: str,
    form: MultiDict[str, str],
    settings: str = "",
) -> bool:
    """Whether the holder of an account's token signed this form for this public address.

    `url` is the address as the world knows it, with its query; never made of a Host header.
    `settings` is the header that names the algorithm.
    """
    from twilio.request_validator import RequestValidator, get_signature_algorithm

    if not signature.isascii() or not auth_token:
        return False
    algorithm = get_signature_algorithm(settings)
    validator = RequestValidator(auth_token)
    return bool(validator.validate(url, form, signature, algorithm))
