"""Where to go after signing in: only ever a page of this site."""

from __future__ import annotations


def is_local(path: str) -> bool:
    """True for a path of this site. Whatever a browser could take for another site is refused."""
    return (
        path.startswith("/")
        and not path.startswith(("//", "/\\"))
        and all(character.isprintable() and character != "\\" for character in path)
        and len(path) <= 2000
    )
