"""Each setting's own check: what operators write becomes a value, or one line with the mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import SplitResult, urlsplit

SIGNUP = ("open", "invite", "closed")
LOG_FORMATS = ("text", "json")
_PERIODS = ("second", "minute", "hour", "day")


def checked(field: str, text: str) -> object:
    """The value of a setting. Raises ValueError with the mend."""
    return CHECKS[field](text)


def _base_url(text: str) -> str:
    mend = "give the public address without a path, like https://cards.example.com."
    parts = _parted(text, mend)
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare:
        raise ValueError(mend)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _database_url(text: str) -> str:
    text = text.replace("postgres://", "postgresql://", 1)
    if text.startswith("postgresql://"):
        return text.replace("postgresql://", "postgresql+psycopg://", 1)
    file = text.startswith("sqlite:///") and len(text) > len("sqlite:///")
    if (file and ":memory:" not in text) or text.startswith("postgresql+psycopg://"):
        return text
    raise ValueError(
        "give a SQLite file or a PostgreSQL address, like postgresql://user:password@host/cardshop."
    )


def _redis_url(text: str) -> str:
    if not text.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("give a Redis address, like redis://127.0.0.1:6379/0.")
    return text


def _storage_url(text: str) -> str:
    if not text.startswith("file:///"):
        raise ValueError(
            "give a folder, like file:///srv/cardshop/media. Other stores are not supported yet."
        )
    return text


def _smtp_url(text: str) -> str:
    mend = "give a mail server, like smtp://user:password@mail.example.com:587."
    parts = _parted(text, mend)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(mend)
    return text


def _mail_from(text: str) -> str:
    name, address = parseaddr(text)
    before, at, after = address.rpartition("@")
    printable = text.isprintable() and before.isascii() and not set(address) & set(" <>,;")
    if not (before and at and after and printable) or (not name and address != text.strip("<>")):
        raise ValueError(
            "give an e-mail address, like shop@example.com or Shop <shop@example.com>."
        )
    return text


def _account_sid(text: str) -> str:
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", text):
        raise ValueError("give the Account SID of Twilio's console: AC and 32 digits and letters.")
    return text


def _auth_token(text: str) -> str:
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("give the Auth Token of Twilio's console, which is longer.")
    return text


def _number(text: str) -> str:
    number = text.removeprefix("whatsapp:")
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        raise ValueError("give a number of your account with its country code, like +14155238886.")
    return number


def _sms_from(text: str) -> str:
    if re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}", text):
        return text
    return _number(text)


def _api_base(text: str) -> str:
    mend = "give the address of a test double without a path, like http://127.0.0.1:9000."
    parts = _parted(text, mend)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(mend)
    return f"{parts.scheme}://{parts.netloc}"


def _secret_key(text: str) -> str:
    if len(text) < 32:
        raise ValueError(
            "use at least 32 random characters, like the output of: openssl rand -hex 32."
        )
    return text


def _token(text: str) -> str:
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(
            "use at least 16 letters and digits, like the output of: openssl rand -hex 16."
        )
    return text


def _limit(text: str) -> str:
    number, per, period = [*text.split(), "", "", ""][:3]
    counted = number.isdecimal() and number.isascii() and int(number) > 0
    if len(text.split()) != 3 or not counted or per != "per" or period.rstrip("s") not in _PERIODS:
        raise ValueError("write a number per second, minute, hour or day, like 10 per minute.")
    return text


def _proxies(text: str) -> int:
    if len(text) != 1 or text not in "0123456789":
        raise ValueError("give the number of proxies in front, from 0 to 9.")
    return int(text)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"use one of: {', '.join(allowed)}.")
        return text

    return check


def _parted(text: str, mend: str) -> SplitResult:
    """The parts of an address whose port, if there is one, is a number."""
    try:
        parts = urlsplit(text)
        good = parts.port is None or parts.port > 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(mend)
    return parts


CHECKS: dict[str, Callable[[str], object]] = {
    "base_url": _base_url,
    "database_url": _database_url,
    "redis_url": _redis_url,
    "storage_url": _storage_url,
    "smtp_url": _smtp_url,
    "mail_from": _mail_from,
    "twilio_account_sid": _account_sid,
    "twilio_auth_token": _auth_token,
    "twilio_whatsapp_from": _number,
    "twilio_sms_from": _sms_from,
    "twilio_api_base": _api_base,
    "secret_key": _secret_key,
    "limit_signin": _limit,
    "limit_public": _limit,
    "limit_api": _limit,
    "trusted_proxies": _proxies,
    "signup": _one_of(*SIGNUP),
    "log_format": _one_of(*LOG_FORMATS),
    "metrics_token": _token,
}
