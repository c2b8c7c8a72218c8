"""The store of the running application."""

from __future__ import annotations

from functools import cache

from cardshop.media.stores import Store, open_store
from cardshop.web import site


def current() -> Store:
    """Where this application keeps its pictures. Raises StoreUnavailable."""
    return _opened(site.settings().storage_url)


@cache
def _opened(url: str) -> Store:
    return open_store(url)
