"""Lists in pages: a cursor is the key of the last row, so no page repeats or skips a row."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from cardshop.db import db
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import asking

T = TypeVar("T")
# Keys are 32-bit integers on PostgreSQL.
LARGEST_KEY = 2**31 - 1


class NoSuchPage(Invalid):
    """This is no cursor of ours. Take `next` of the page before, as it is."""


def digits(value: object) -> object:
    """A number in an address: digits and nothing else."""
    plain = isinstance(value, str) and re.fullmatch("[0-9]{1,15}", value, re.ASCII)
    return int(value) if plain and isinstance(value, str) else value


def _key(cursor: str) -> str:
    key_after(cursor)
    return cursor


def _pair(cursor: str) -> str:
    pair_after(cursor)
    return cursor


Number = Annotated[int, BeforeValidator(digits)]
Cursor = Annotated[str, AfterValidator(asking(_key))]
PairCursor = Annotated[str, AfterValidator(asking(_pair))]


class Query(BaseModel):
    """The parent of everything after the question mark: an unknown parameter is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Page(Query):
    """Which part of a list."""

    limit: Number = Field(50, ge=1, le=100, description="How many at most.")
    after: Cursor = Field("", description="`next` of the page before, as it is.")


class SortedPage(Query):
    """The same of a list that is sorted by something before the key."""

    limit: Number = Field(50, ge=1, le=100, description="How many at most.")
    after: PairCursor = Field("", description="`next` of the page before, as it is.")


def page_of(
    statement: Select[T],
    key: InstrumentedAttribute[int],
    page: Page,
    show: Callable[[T], Any],
) -> dict[str, Any]:
    """`{"items": [...], "next": cursor or null}` of a statement, in the order of its key."""
    rows = list(
        db.session.scalars(
            statement.where(key > key_after(page.after)).order_by(key).limit(page.limit + 1)
        )
    )
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return {
        "items": [show(row) for row in shown],
        "next": cursor_after(getattr(shown[-1], key.key)) if more else None,
    }


def cursor_after(key: int) -> str:
    """The cursor of the page that begins behind a row."""
    return _written(f"k{key}")


def key_after(cursor: str) -> int:
    """The key in a cursor; 0 before the first page. Raises NoSuchPage."""
    return _read(cursor, "k([0-9]{1,10})")[0] if cursor else 0


def cursor_after_pair(rank: int, key: int) -> str:
    """The cursor behind a row of a list that is sorted by a whole number, then by key."""
    return _written(f"p{rank}k{key}")


def pair_after(cursor: str) -> tuple[int, int] | None:
    """The number and the key in a cursor; nothing before the first page. Raises NoSuchPage."""
    if not cursor:
        return None
    rank, key = _read(cursor, "p([0-9]{1,17})k([0-9]{1,10})")
    return rank, key


def _written(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def _read(cursor: str, pattern: str) -> tuple[int, ...]:
    """The numbers in a cursor, the key last. Raises NoSuchPage."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as fault:
        raise NoSuchPage from fault
    found = re.fullmatch(pattern, text, re.ASCII)
    numbers = tuple(map(int, found.groups())) if found else ()
    if not numbers or numbers[-1] > LARGEST_KEY:
        raise NoSuchPage
    return numbers
