"""E-mail over SMTP: one connection a message, every wait bounded, every refusal understood."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cardshop.notifications.channels import CutOff, Undeliverable
from cardshop.notifications.domain.outgoing import Outgoing

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

TIMEOUT_SECONDS = 10.0
# No server is asked to carry 8-bit lines, which some still cannot.
_POLICY = SMTP.clone(cte_type="7bit")
_ANY_SCRIPT = SMTP.clone(utf8=True)


class _Server(smtplib.SMTP):
    """A server that may fall silent after it has read the letter: then nobody knows."""

    def data(self, msg: ReadableBuffer | str) -> tuple[int, bytes]:
        """Hand over the letter itself. Raises CutOff when no answer comes."""
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise
        except OSError as fault:
            raise CutOff(_unreached(fault).reason) from fault


class _SecretServer(_Server, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Email:
    """Sends through the server of CARDSHOP_SMTP_URL, from CARDSHOP_MAIL_FROM."""

    def __init__(self, url: str, mail_from: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        self.is_smtps = parts.scheme == "smtps"
        self.port = parts.port or (465 if self.is_smtps else 587 if parts.username else 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.sender_name, self.sender = parseaddr(mail_from)
        self.timeout = timeout

    def send(self, outgoing: Outgoing) -> str:
        """Hand the message to the server. Returns its Message-ID.

        No mail server can be asked later what it was given. Whoever gets a letter twice sees it
        once, in the many mail programs that know a Message-ID again.
        """
        letter = self._letter(outgoing)
        recipient = _ascii_domain(outgoing.recipient)
        written, options = letter.as_bytes(), []
        if not recipient.isascii():
            written, options = letter.as_bytes(policy=_ANY_SCRIPT), ["SMTPUTF8", "BODY=8BITMIME"]
        try:
            with self._connection() as server:
                if options and not server.has_extn("smtputf8"):
                    raise _final("The mail server cannot write to an address of this script.")
                server.sendmail(_ascii_domain(self.sender), [recipient], written, options)
        except (OSError, smtplib.SMTPException) as fault:
            raise _understood(fault) from fault
        return str(letter["Message-ID"])

    def check(self) -> None:
        """Greet the server, encrypted and signed in as for sending. Raises Undeliverable."""
        try:
            with self._connection() as server:
                server.noop()
        except (OSError, smtplib.SMTPException) as fault:
            raise _understood(fault) from fault

    def _letter(self, outgoing: Outgoing) -> EmailMessage:
        """Header injection is impossible: a line break in a header raises, it is never written."""
        domain = _ascii_domain(self.sender).rpartition("@")[2]
        letter = EmailMessage(policy=_POLICY)
        try:
            letter["From"] = Address(self.sender_name, addr_spec=_ascii_domain(self.sender))
            letter["To"] = _one_address(outgoing.recipient)
            letter["Subject"] = outgoing.content["subject"]
            letter["Date"] = format_datetime(outgoing.created_at)
            letter["Message-ID"] = f"<{outgoing.name}@{domain}>"
            letter["Auto-Submitted"] = "auto-generated"
            letter.set_content(outgoing.content["text"])
            _invite(letter, outgoing)
        except (ValueError, LookupError, MessageError) as fault:
            raise _final("The message cannot be written as e-mail.") from fault
        return letter

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        """A server that has heard our greeting and our password.

        What happens at the goodbye does not matter: the message is accepted by then.
        """
        tls = _tls(self.host)
        server = self._open(tls)
        try:
            server.ehlo_or_helo_if_needed()
            if not self.is_smtps and server.has_extn("starttls"):
                server.starttls(context=tls)
                server.ehlo()
            if self.user:
                self._sign_in(server)
            yield server
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()

    def _open(self, tls: ssl.SSLContext) -> smtplib.SMTP:
        # Named, or Python asks the name servers who we are, for as long as they please.
        ours = _ascii_domain(self.sender).rpartition("@")[2]
        if self.is_smtps:
            return _SecretServer(self.host, self.port, ours, timeout=self.timeout, context=tls)
        return _Server(self.host, self.port, ours, timeout=self.timeout)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        if not server.has_extn("auth"):
            raise _temporary("The mail server takes no user name and password.")
        if not isinstance(server.sock, ssl.SSLSocket) and not _is_this_machine(self.host):
            raise _temporary(
                "The mail server offers no encryption, so the password was not sent. "
                "Use smtps://, or a server with STARTTLS."
            )
        try:
            server.login(self.user, self.password)
        except UnicodeError:
            raise _temporary("The mail server's password may only hold plain letters.") from None


def _invite(letter: EmailMessage, outgoing: Outgoing) -> None:
    """Add the calendar entry, as the alternative part that mail programs look for (RFC 6047)."""
    calendar = outgoing.content.get("calendar")
    if not calendar:
        return
    method = outgoing.content["calendar_method"]
    # The file keeps its own line ends in base64; other encodings would leave them to each server.
    letter.add_alternative(
        calendar, subtype="calendar", cte="base64", params={"method": method}, charset="utf-8"
    )


def _tls(host: str) -> ssl.SSLContext:
    """Certificates are verified, except on this machine, where mail servers sign their own."""
    context = ssl.create_default_context()
    if _is_this_machine(host):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _ascii_domain(address: str) -> str:
    """An address whose domain is written as DNS knows it. The part before the @ stays as it is."""
    before, at, domain = address.rpartition("@")
    try:
        return f"{before}{at}{domain.encode('idna').decode()}"
    except UnicodeError as fault:
        raise _final("This address cannot exist.") from fault


def _one_address(text: str) -> Address | str:
    """The recipient for the To line. Raises for what is no address, or more than one."""
    address = _ascii_domain(text)
    if address.isascii():
        return Address(addr_spec=address)
    # The standard library knows names of other scripts as text alone.
    if not address.isprintable() or set(address) & set(' ",:;<>()[]\\'):
        raise _final("This address cannot exist.")
    return address


def _understood(fault: Exception) -> Undeliverable:
    """What happened, in words for the owner, and whether trying again can help.

    Only a refusal of this recipient or this text is final; a wrong password, a refused sender or a
    dead server is mended by the operator, and the message goes out then.
    """
    match fault:
        case smtplib.SMTPAuthenticationError():
            return _temporary(
                f"The mail server refused our user name or password ({fault.smtp_code})."
            )
        case smtplib.SMTPSenderRefused():
            return _temporary(f"The mail server refused our sender address: {_reply(fault)}")
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(fault.recipients.values()))
            said = f"The mail server refused the recipient: {code} {_text(words)}"
            return Undeliverable(said, permanent=code >= 500)
        case smtplib.SMTPDataError():
            said = f"The mail server refused the message: {_reply(fault)}"
            return Undeliverable(said, permanent=fault.smtp_code >= 500)
    return _unreached(fault)


def _unreached(fault: Exception) -> Undeliverable:
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return _temporary("The mail server did not answer in time.")
    match fault:
        case ssl.SSLCertVerificationError():
            return _temporary(f"The mail server's certificate is not good: {fault.verify_message}.")
        case smtplib.SMTPResponseException():
            return _temporary(f"The mail server is not ready: {_reply(fault)}")
        case smtplib.SMTPServerDisconnected():
            return _temporary("The mail server ended the connection.")
    return _temporary(
        f"The mail server cannot be reached ({getattr(fault, 'strerror', None) or fault})."
    )


def _temporary(reason: str) -> Undeliverable:
    return Undeliverable(reason, permanent=False)


def _final(reason: str) -> Undeliverable:
    return Undeliverable(reason, permanent=True)


def _reply(fault: smtplib.SMTPResponseException) -> str:
    return f"{fault.smtp_code} {_text(fault.smtp_error)}"


def _text(words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(said.split())[:300]
