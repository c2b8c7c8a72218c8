"""What the doctor looks at outside the database: address, key, files, mail, Redis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cardshop.config import INSTANCE, Settings
from cardshop.media.stores import StoreUnavailable, open_store
from cardshop.notifications import carriers
from cardshop.notifications.channels import Undeliverable
from cardshop.notifications.channels.email import Email


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. A hint is worth a thought, but nothing is broken."""

    level: Literal["ok", "hint", "wrong"]
    words: str


def ok(words: str) -> Finding:
    """Something is as it should be."""
    return Finding("ok", words)


def hint(words: str) -> Finding:
    """Something may not be as the operator meant it."""
    return Finding("hint", words)


def wrong(words: str) -> Finding:
    """Something is broken; the words say the mend."""
    return Finding("wrong", words)


def address(settings: Settings) -> Iterator[Finding]:
    """Links lead to the public address."""
    if _is_local(urlsplit(settings.base_url).hostname or ""):
        yield hint(
            f"{settings.base_url} works on this machine only. "
            "Set CARDSHOP_BASE_URL to the public address before you print a QR code."
        )
    elif not settings.is_https:
        yield hint(
            f"{settings.base_url} is not encrypted. Put a proxy with https in front, "
            "and set CARDSHOP_BASE_URL to the https address."
        )
    else:
        yield ok(settings.base_url)
    if settings.is_https and not settings.trusted_proxies:
        yield hint(
            "no proxy is trusted, so all visitors share its address. "
            "Set CARDSHOP_TRUSTED_PROXIES=1 when one ends https."
        )


def secret_key(settings: Settings, instance: Path = INSTANCE) -> Iterator[Finding]:
    """The key that signs cookies is read by nobody else."""
    file = instance / "secret_key"
    if not file.exists() or file.read_text().strip() != settings.secret_key:
        yield ok("given by CARDSHOP_SECRET_KEY")
    elif file.stat().st_mode & 0o077:
        yield wrong(f"{file} can be read by others. Run: chmod 600 {file}")
    else:
        yield ok(f"{file}, readable by its owner alone")


def storage(settings: Settings) -> Iterator[Finding]:
    """Pictures can be kept."""
    try:
        healthy = open_store(settings.storage_url).healthy()
    except StoreUnavailable as fault:
        yield wrong(str(fault))
        return
    if healthy:
        yield ok(f"{settings.storage_url} takes files")
    else:
        yield wrong(
            f"{settings.storage_url} takes no files. Make the folder writable for this user, "
            "make room on the disk, or change CARDSHOP_STORAGE_URL."
        )


def mail(settings: Settings) -> Iterator[Finding]:
    """Letters can leave."""
    if not settings.smtp_url:
        yield hint(
            "no mail server, so letters are held: read them with `flask messages list`. "
            "Set CARDSHOP_SMTP_URL and CARDSHOP_MAIL_FROM to send them."
        )
        return
    server = Email(settings.smtp_url, settings.mail_from)
    try:
        server.check()
    except Undeliverable as fault:
        yield wrong(f"{server.host}:{server.port}: {fault.reason} Check CARDSHOP_SMTP_URL.")
    else:
        yield ok(f"{server.host}:{server.port} answers")


def telephone(settings: Settings) -> Iterator[Finding]:
    """Messages by WhatsApp and SMS can leave by the operator's account."""
    from cardshop.notifications.channels.twilio_checking import check

    account = carriers.shared(settings)
    if account is None:
        yield hint(
            "no shared account at Twilio, so WhatsApp and SMS are held for every business without "
            "an account of its own. Set CARDSHOP_TWILIO_ACCOUNT_SID and its kin to share one."
        )
        return
    try:
        check(account, api_base=settings.twilio_api_base)
    except Undeliverable as fault:
        yield wrong(f"{fault.reason} Check CARDSHOP_TWILIO_ACCOUNT_SID and _AUTH_TOKEN.")
        return
    yield ok("Twilio answers")
    if _is_local(urlsplit(settings.base_url).hostname or "") and not settings.twilio_api_base:
        yield hint("Twilio cannot report what becomes of messages: set CARDSHOP_BASE_URL.")


def redis_server(settings: Settings) -> Iterator[Finding]:
    """The shared memory of several nodes answers."""
    if not settings.redis_url:
        yield ok("not used: each process counts for itself, the queue is beside the database")
        return
    import redis  # As large as all of Flask, and most installations have none.

    patience = {"socket_connect_timeout": 2, "socket_timeout": 2}
    try:
        with redis.Redis.from_url(settings.redis_url, **patience) as client:
            client.ping()
    except (OSError, redis.RedisError) as fault:
        yield wrong(f"does not answer ({fault}). Start it, or check CARDSHOP_REDIS_URL.")
    else:
        yield ok("answers")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
