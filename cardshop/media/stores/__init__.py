"""Where pictures are kept: one small interface, and the store that an address names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from cardshop.media.stores.local import LocalStore
from cardshop.media.stores.store import Store, StoreUnavailable, check_name

__all__ = ["LocalStore", "Store", "StoreUnavailable", "check_name", "open_store"]


def open_store(url: str) -> Store:
    """The store at `file:///folder`, which is made if it is not there.

    Raises StoreUnavailable, with a line that names the mend, for any other address and for a
    folder that cannot be written.
    """
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or len(parts.path) < 2:
        raise StoreUnavailable(
            "CARDSHOP_STORAGE_URL: give a folder, like file:///srv/cardshop/media. "
            "Other stores are not supported yet."
        )
    return LocalStore(Path(unquote(parts.path)))
