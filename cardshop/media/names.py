"""What the files of pictures are called, and one writer at a time for each name."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

FILE = re.compile(r"([0-9a-f]{32})-[1-9][0-9]{0,3}\.webp")


def file_name(digest: str, width: int) -> str:
    """The name of one rendition."""
    return f"{digest}-{width}.webp"


def digest_of(name: str) -> str | None:
    """The digest that a file's name begins with; nothing for a name that is not ours."""
    match = FILE.fullmatch(name)
    return match[1] if match else None


def hold(connection: Connection, digest: str) -> None:
    """Until the transaction ends nobody else keeps or removes files of this digest.

    A writing transaction on SQLite is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(int(digest[:15], 16))))
