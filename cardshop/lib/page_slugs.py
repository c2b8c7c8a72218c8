"""The last part of a page's address: a proposal from its name, and others when it is taken."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
_PROPOSED = 60
_PARTS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(slug: str) -> bool:
    """Letters a-z, digits and single hyphens between them, at most 80 characters."""
    return len(slug) <= LONGEST and bool(_PARTS.fullmatch(slug))


def proposed(name: str) -> str:
    """An address made from a name; empty when the name has no Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_PROPOSED].strip("-")


def alternatives(slug: str) -> list[str]:
    """The address and, in order, what to take when it is taken: `rye`, `rye-2` ... `rye-9`."""
    return [slug, *(with_ending(slug, str(n)) for n in range(2, 10))]


def with_ending(slug: str, ending: str) -> str:
    """The address with something behind it, at most 80 characters in all."""
    return f"{slug[: LONGEST - len(ending) - 1].rstrip('-')}-{ending}"
