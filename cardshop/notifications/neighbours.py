"""What notifications need to know of the features above them: who a telephone belongs to.

The factory introduces the neighbours once; without them there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable

# Of a business and a telephone in its one spelling: a name, the address of a page, or "".
Known = Callable[[int, str], str]
_names: dict[str, Known] = {}
_pages: dict[str, Known] = {}


def introduce_customers(kind: str, *, name: Known, page: Known) -> None:
    """Say who knows customers of one kind by name, and where they are looked at."""
    _names[kind], _pages[kind] = name, page


def name_of(business_id: int, phone_key: str) -> str:
    """What the customer with this telephone is called; empty for a stranger."""
    return _first(_names, business_id, phone_key)


def page_of(business_id: int, phone_key: str) -> str:
    """The page of the customer with this telephone; empty for a stranger."""
    return _first(_pages, business_id, phone_key)


def _first(known: dict[str, Known], business_id: int, phone_key: str) -> str:
    found = (ask(business_id, phone_key) for ask in known.values())
    return next((words for words in found if words), "")
