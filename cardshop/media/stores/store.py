"""What any store of files can do, and the names it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

# No leading dot, no empty part, no way up: a name can only ever mean a file inside the store.
_NAME = re.compile(
    r"(?:[a-z0-9][a-z0-9_-]{0,99}/){0,3}[a-z0-9][a-z0-9_-]{0,99}(?:\.[a-z0-9]{1,8})?"
)


class StoreUnavailable(Exception):
    """The place where files are kept cannot be used as it is set up."""


class NameRefused(ValueError):
    """A name that no file of ours can have."""


class Store(Protocol):
    """Keeps whole files under names such as `3f2a-640.webp` that never change their content."""

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Keep a file, whole or not at all; a file of that name is replaced."""

    def get(self, name: str) -> bytes | None:
        """The file's content, or nothing when there is no such file."""

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when it is not there."""

    def names(self, before: datetime) -> Iterator[str]:
        """The files that were last written before a time, in any order."""

    def forget_unfinished(self, before: datetime) -> None:
        """Remove what a process that was killed before a time left half written."""

    def healthy(self) -> bool:
        """Whether a file could be kept right now."""


def check_name(name: str) -> str:
    """The name itself. Raises NameRefused unless it is lower-case words, at most four deep."""
    if not _NAME.fullmatch(name):
        raise NameRefused(name)
    return name
