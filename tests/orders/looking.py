"""How tests look at the owner's pages of orders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from cardshop.db import db
from tests.support.pages import Page, elements, words_of


@contextmanager
def statements() -> Iterator[list[str]]:
    """The questions that the database is asked meanwhile."""
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        if str(arguments[2]).startswith("SELECT"):
            asked.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine, "before_cursor_execute", listen)


def column(page: Page, state: str) -> str:
    """The words of a column of the board."""
    found = page.all("section", aria_labelledby=f"col-{state}")[0]
    return " ".join("".join(words_of(found)).split())


def cards(page: Page) -> set[str]:
    """The names on the cards of the board."""
    return {
        "".join(words_of(name)) for heading in page.all("h3") for name in elements(heading, "bdi")
    }
