"""How the pages of booking link to each other: what one asked for, the next one knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from flask import url_for
from werkzeug.routing import BuildError

from cardshop.storefront.book_asked import start_text


@dataclass(frozen=True, slots=True)
class Links:
    """Where times are shown, where a start leads, and what both have to be told.

    `shown` is when the page was made, for services whose starts move with the present.
    """

    times: str
    start: str
    kept: Mapping[str, str]
    shown: str = ""

    def on(self, **changes: str) -> str:
        """The page of times with something else asked; an empty word asks for nothing."""
        return address(self.times, **{**self.kept, **changes})

    def at(self, start: datetime) -> str:
        """Where a start leads."""
        known = {"start": start_text(start), **self.kept, "shown": self.shown}
        return address(self.start, **known)


def address(path: str, **query: str) -> str:
    """A path with those words of a query that are not empty."""
    said = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(said, quote_via=quote, safe='/:')}" if said else path


def page_of(endpoint: str, **values: object) -> str:
    """The address of another room's page; empty where there is no such room."""
    try:
        return url_for(endpoint, **values)  # type: ignore[arg-type]
    except BuildError:
        return ""
