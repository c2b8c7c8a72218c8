"""The board that a page of times is made of: the desk, what was asked, what was found."""

from __future__ import annotations

from dataclasses import dataclass

from cardshop.storefront.book_asked import Asked
from cardshop.storefront.book_desk import Desk, Opened
from cardshop.storefront.book_links import Links


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that decides what a page of times says."""

    desk: Desk
    asked: Asked
    found: Opened
    links: Links

    @property
    def locale(self) -> str:
        """The language of the page."""
        return self.desk.frame.locale

    @property
    def day(self) -> str:
        """The day that was asked for, as a query keeps it; empty when none was."""
        return self.found.chosen.date.isoformat() if self.asked.day else ""
