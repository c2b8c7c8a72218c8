"""Short addresses: what a card's slug may be, and a proposal from a name."""

from __future__ import annotations

import re
import unicodedata

from cardshop.lib.errors import Invalid

SHORTEST, LONGEST = 3, 40
MEASURED = 200

# The first path segments that the application uses itself, and names that would mislead.
RESERVED = frozenset(
    [
        "account",
        "admin",
        "api",
        "app",
        "b",
        "feeds",
        "healthz",
        "media",
        "metrics",
        "o",
        "q",
        "w",
        "readyz",
        "static",
        "webhooks",
        "www",
        "mail",
        "support",
        "help",
        "about",
        "terms",
        "privacy",
        "security",
        "status",
        "well-known",
        "favicon",
        "robots",
        "sitemap",
        "manifest",
        "sw",
        "login",
        "signin",
        "signup",
        "logout",
        "cardshop",
        "demo",
        "docs",
    ]
) - {"demo"}

_ALLOWED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SlugInvalid(Invalid):
    """Use 3 to 40 letters a-z, digits and single hyphens, like golden-crumb."""


class SlugReserved(Invalid):
    """This address is kept for the site itself. Choose another."""


def check(text: str) -> str:
    """The slug that `text` means, lower-cased (domain.md section 2).

    Raises SlugInvalid or SlugReserved. Letters outside a-z are refused, so no look-alike passes.
    """
    slug = text.strip().lower()
    if not SHORTEST <= len(slug) <= LONGEST or not _ALLOWED.fullmatch(slug):
        raise SlugInvalid
    if slug in RESERVED:
        raise SlugReserved
    return slug


def propose(name: str) -> str:
    """A slug made from a name; empty when the name has no Latin letters or digits to use."""
    # The beginning is enough: normalising takes time that grows with the square of the accents.
    plain = (
        unicodedata.normalize("NFKD", name[:MEASURED]).encode("ascii", "ignore").decode().lower()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return slug if len(slug) >= SHORTEST and slug not in RESERVED else ""
