"""Mail servers with a character: strict, slow, encrypted, forgetful."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.servers import Postbox, free_port

# Signed by nobody but itself, good for localhost, used by nothing but these tests.
CERTIFICATE = Path(__file__).with_name("localhost.pem")


class Strict(Postbox):
    """A server that answers some commands with a refusal."""

    refusals: dict[str, str] = {}

    async def handle_MAIL(  # noqa: N802 - the names and arguments are aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Judge the sender."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.refusals.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Judge the recipient."""
        envelope.rcpt_tos.append(address)
        return self.refusals.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Judge the message."""
        kept = await super().handle_DATA(server, session, envelope)
        return self.refusals.get("DATA", kept)


@contextlib.contextmanager
def strict(refusals: dict[str, str] | None = None, **options: Any) -> Iterator[Strict]:
    """A running server with aiosmtpd's options, whose postbox may refuse."""
    port = free_port()
    box = Strict(url=f"smtp://127.0.0.1:{port}")
    box.refusals = refusals or {}
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextlib.contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes the connection and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}"


@contextlib.contextmanager
def reads_and_dies() -> Iterator[str]:
    """The address of a server that reads a whole letter and hangs up instead of answering."""

    def converse() -> None:
        connection, _address = server.accept()
        with connection, connection.makefile("rwb", buffering=0) as talk:
            talk.write(b"220 here\r\n")
            while (talk.readline() or b"data\r\n").lower() != b"data\r\n":
                talk.write(b"250 well\r\n")
            talk.write(b"354 go on\r\n")
            while (talk.readline() or b".\r\n") != b".\r\n":
                pass

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        thread = threading.Thread(target=converse, daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}"
        thread.join(5)


def certified() -> ssl.SSLContext:
    """Our own certificate, as a server shows it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def knows_amina(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, said: LoginPassword
) -> AuthResult:
    """Lets in Amina, whose name and password need to be quoted in an address."""
    return AuthResult(success=said == LoginPassword(b"amina@shop", b"p@ss:word/1"), handled=False)
