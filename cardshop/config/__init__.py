"""Settings: read once from the environment and `instance/cardshop.env`, checked, frozen."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from cardshop.config.checks import checked

PREFIX = "CARDSHOP_"
# Names of the test tools: they are no settings of the product.
OF_TESTS = ("CARDSHOP_TEST_", "CARDSHOP_CHROMIUM", "CARDSHOP_NO_APT")
UNKNOWN = "unknown setting. Remove it, or check its spelling in docs/settings.md."
INSTANCE = Path(__file__).resolve().parent.parent.parent / "instance"


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
    metrics_token: str = ""

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
    faults = [f"{name}: {UNKNOWN}" for name in sorted(given.keys() - set(names()))]
    for name in sorted(given.keys() & set(names())):
        field = name.removeprefix(PREFIX).lower()
        try:
            values[field] = checked(field, given[name].strip())
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    faults += _together(given)
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**_completed(values, instance))  # type: ignore[arg-type]


def _given(instance: Path, environment: Mapping[str, str]) -> dict[str, str]:
    file = instance / "cardshop.env"
    try:
        written = {k: v or "" for k, v in dotenv_values(file).items()} if file.exists() else {}
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{file}: cannot be read ({fault}). Mend or remove the file.") from None
    return {
        k: v
        for k, v in {**written, **environment}.items()
        if k.startswith(PREFIX) and not k.startswith(OF_TESTS) and v.strip()
    }


def _together(given: Mapping[str, str]) -> list[str]:
    """Mistakes that only show when settings are seen side by side."""
    faults = []
    database = given.get("CARDSHOP_DATABASE_URL", "sqlite").strip()
    if database.startswith("postgres") and "CARDSHOP_SECRET_KEY" not in given:
        faults.append(
            "CARDSHOP_SECRET_KEY: must be set when the database is not SQLite, the same on every "
            "node, like the output of: openssl rand -hex 32."
        )
    if "CARDSHOP_SMTP_URL" in given and "CARDSHOP_MAIL_FROM" not in given:
        faults.append(
            "CARDSHOP_MAIL_FROM: must be set with CARDSHOP_SMTP_URL, like shop@example.com."
        )
    if "CARDSHOP_MAIL_FROM" in given and "CARDSHOP_SMTP_URL" not in given:
        faults.append(
            "CARDSHOP_SMTP_URL: must be set with CARDSHOP_MAIL_FROM, or nothing is sent, "
            "like smtp://user:password@mail.example.com:587."
        )
    return faults + _twilio(given)


def _twilio(given: Mapping[str, str]) -> list[str]:
    """Half an account sends nothing."""
    sid, token = "CARDSHOP_TWILIO_ACCOUNT_SID", "CARDSHOP_TWILIO_AUTH_TOKEN"
    senders = ("CARDSHOP_TWILIO_WHATSAPP_FROM", "CARDSHOP_TWILIO_SMS_FROM")
    wanted = [name for name in (sid, token, *senders) if name in given]
    faults = [
        f"{name}: must be set with {wanted[0]}, as Twilio's console shows it."
        for name in (sid, token)
        if wanted and name not in given
    ]
    if sid in given and not any(name in given for name in senders):
        faults.append(f"{senders[0]}: set it, or {senders[1]}, or nothing is sent by {sid}.")
    return faults


def _completed(values: dict[str, object], instance: Path) -> dict[str, object]:
    defaults: dict[str, object] = {
        "database_url": "sqlite:///cardshop.db",
        "storage_url": f"file://{instance / 'media'}",
        "log_format": "text" if sys.stderr.isatty() else "json",
    }
    complete = defaults | values
    kind, _, file = str(complete["database_url"]).partition("sqlite:///")
    if not kind and not file.startswith("/"):
        complete["database_url"] = f"sqlite:///{instance / file}"
    if "secret_key" not in complete:
        complete["secret_key"] = _kept_secret(instance / "secret_key")
    return complete


def _kept_secret(file: Path) -> str:
    """The key of a single node: made once, readable by its owner alone."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as fault:
        if file.exists():
            return _found_secret(file)
        raise SettingsError(
            f"CARDSHOP_SECRET_KEY: cannot be made in {file} ({fault.strerror}). "
            "Make the folder writable, or set it."
        ) from None
    key = secrets.token_hex(32)
    with os.fdopen(handle, "w") as out:
        out.write(key)
    return key


def _found_secret(file: Path) -> str:
    """The key another start made, which another process may be writing at this moment."""
    deadline = time.monotonic() + 2
    while True:
        try:
            key = file.read_text().strip()
        except OSError as fault:
            raise SettingsError(
                f"CARDSHOP_SECRET_KEY: {file} cannot be read ({fault.strerror}). "
                "Let the user of cardshop read it."
            ) from None
        if len(key) >= 32:
            return key
        if time.monotonic() > deadline:
            raise SettingsError(
                f"CARDSHOP_SECRET_KEY: {file} holds no key. Remove the file, a new one is made."
            )
        time.sleep(0.05)
