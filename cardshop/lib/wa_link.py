"""The address that opens a chat with words in it: https://wa.me/<digits>?text=<words>."""

from __future__ import annotations

from urllib.parse import quote

# Of the whole encoded address; longer ones are cut off by some phones (domain.md 6).
MOST_BYTES = 2_000


def wa_link(digits: str, words: str) -> str:
    """The address for a number's digits and words; no number lets the sender choose a chat.

    Blanks are `%20` and line ends `%0A`, never `+` or `%0D`; half an emoji is left out.
    """
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    encoded = quote(plain, safe="", encoding="utf-8", errors="ignore")
    return f"https://wa.me/{digits}?text={encoded}"


def size(address: str) -> int:
    """The bytes of an address."""
    return len(address.encode())


def fits(address: str) -> bool:
    """Whether phones take the whole of it."""
    return size(address) <= MOST_BYTES
