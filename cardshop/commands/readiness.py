"""What a program needs before it starts: otherwise it says one line and ends."""

from __future__ import annotations

import socket

import click
from sqlalchemy.exc import SQLAlchemyError

from cardshop.web import health


def need_database() -> None:
    """Refuse to start without the tables that this code was written for."""
    try:
        migrated = health.is_migrated()
    except SQLAlchemyError as fault:
        raise click.ClickException(
            f"The database cannot be reached ({why(fault)}). Check CARDSHOP_DATABASE_URL."
        ) from None
    if not migrated:
        raise click.ClickException(
            "The database is not up to date. Run: flask --app wsgi db upgrade"
        )


def need_address(host: str, port: int) -> str:
    """The numeric address to listen on. Refuses one that another program has."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            # The server shares its port with its own workers, so it would not notice a neighbour.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as fault:
        raise click.ClickException(
            f"Cannot listen on {host} port {port} ({fault.strerror}). "
            "Stop the program that has it, or choose another with --port."
        ) from None
    return str(address[0])


def why(fault: SQLAlchemyError) -> str:
    """The first line of the driver's words, which say what is wrong without the password."""
    said = str(getattr(fault, "orig", None) or fault).strip()
    return said.splitlines()[0][:200] if said else type(fault).__name__
