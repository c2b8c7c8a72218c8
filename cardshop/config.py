"""Settings: read once from the environment and `instance/cardshop.env`, checked, frozen."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

PREFIX = "CARDSHOP_"
INSTANCE = Path(__file__).resolve().parent.parent / "instance"
SIGNUP = ("open", "invite", "closed")
LOG_FORMATS = ("text", "json")


class SettingsError(Exception):
    """One line for each mistake, naming the setting and the mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decides. Field names are the settings' names without prefix, lower case."""

    database_url: str
    secret_key: str
    base_url: str = "http://127.0.0.1:8000"
    redis_url: str = ""
    storage_url: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    twilio_account_sid: str = ""
    twilio_auth_token: str = ""
    twilio_whatsapp_from: str = ""
    twilio_sms_from: str = ""
    twilio_api_base: str = ""
    limit_signin: str = "10 per minute"
    limit_public: str = "30 per hour"
    limit_api: str = "600 per minute"
    trusted_proxies: int = 0
    signup: str = "open"
    log_format: str = "json"

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded database."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        """True when the public address is https: cookies are secure and other hosts are refused."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """Host and port of the public address."""
        return urlsplit(self.base_url).netloc


def names() -> tuple[str, ...]:
    """Every setting's name, as operators write it."""
    return tuple(PREFIX + field.name.upper() for field in fields(Settings))


def read(instance: Path = INSTANCE, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; the environment wins over the file.

    Raises SettingsError with one line for each unknown name and each bad value.
    """
    given = _given(instance, os.environ if environment is None else environment)
    values: dict[str, object] = {}
    faults = [
        f"{name}: unknown setting. Remove it, or check its spelling in docs/settings.md."
        for name in sorted(given.keys() - set(names()))
    ]
    for name in sorted(given.keys() & set(names())):
        field = name.removeprefix(PREFIX).lower()
        try:
            values[field] = _checked(field, given[name].strip())
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    faults += _together(values)
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**_completed(values, instance))  # type: ignore[arg-type]


def _given(instance: Path, environment: Mapping[str, str]) -> dict[str, str]:
    file = instance / "cardshop.env"
    written = {k: v or "" for k, v in dotenv_values(file).items()} if file.exists() else {}
    return {
        k: v for k, v in {**written, **environment}.items() if k.startswith(PREFIX) and v.strip()
    }


def _checked(field: str, text: str) -> object:
    return _CHECKS[field](text) if field in _CHECKS else text


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.path.strip("/")
        or parts.query
    ):
        raise ValueError("give the public address without a path, like https://cards.example.com.")
    return f"{parts.scheme}://{parts.netloc}"


def _database_url(text: str) -> str:
    text = text.replace("postgres://", "postgresql://", 1)
    if text.startswith("postgresql://"):
        return text.replace("postgresql://", "postgresql+psycopg://", 1)
    if text.startswith(("sqlite:///", "postgresql+psycopg://")):
        return text
    raise ValueError(
        "give a SQLite or PostgreSQL address, like postgresql://user:password@host/cardshop."
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
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("give a mail server, like smtp://user:password@mail.example.com:587.")
    return text


def _secret_key(text: str) -> str:
    if len(text) < 32:
        raise ValueError(
            "use at least 32 random characters, like the output of: openssl rand -hex 32."
        )
    return text


def _limit(text: str) -> str:
    words = text.split()
    if (
        len(words) != 3
        or not words[0].isdigit()
        or words[1] != "per"
        or words[2].rstrip("s") not in _PERIODS
    ):
        raise ValueError("write a number per second, minute, hour or day, like 10 per minute.")
    return text


def _proxies(text: str) -> int:
    if not text.isdigit() or int(text) > 9:
        raise ValueError("give the number of proxies in front, from 0 to 9.")
    return int(text)


def _one_of(allowed: tuple[str, ...], text: str) -> str:
    if text not in allowed:
        raise ValueError(f"use one of: {', '.join(allowed)}.")
    return text


_PERIODS = ("second", "minute", "hour", "day")
_CHECKS: dict[str, Callable[[str], object]] = {
    "base_url": _base_url,
    "database_url": _database_url,
    "redis_url": _redis_url,
    "storage_url": _storage_url,
    "smtp_url": _smtp_url,
    "secret_key": _secret_key,
    "limit_signin": _limit,
    "limit_public": _limit,
    "limit_api": _limit,
    "trusted_proxies": _proxies,
    "signup": lambda text: _one_of(SIGNUP, text),
    "log_format": lambda text: _one_of(LOG_FORMATS, text),
}


def _together(values: dict[str, object]) -> list[str]:
    """Mistakes that only show when settings are seen side by side."""
    faults = []
    database = str(values.get("database_url", "sqlite"))
    if not database.startswith("sqlite") and "secret_key" not in values:
        faults.append(
            "CARDSHOP_SECRET_KEY: must be set when the database is not SQLite, the same on every "
            "node, like the output of: openssl rand -hex 32."
        )
    if "smtp_url" in values and "mail_from" not in values:
        faults.append(
            "CARDSHOP_MAIL_FROM: must be set with CARDSHOP_SMTP_URL, like shop@example.com."
        )
    return faults


def _completed(values: dict[str, object], instance: Path) -> dict[str, object]:
    defaults: dict[str, object] = {
        "database_url": f"sqlite:///{instance / 'cardshop.db'}",
        "storage_url": f"file://{instance / 'media'}",
        "log_format": "text" if sys.stderr.isatty() else "json",
    }
    if "secret_key" not in values:
        defaults["secret_key"] = _kept_secret(instance / "secret_key")
    return defaults | values


def _kept_secret(file: Path) -> str:
    """The key of a single node: made once, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_hex(32))
    return file.read_text().strip()
