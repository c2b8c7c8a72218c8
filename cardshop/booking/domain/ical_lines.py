"""Lines of an iCalendar object: escaped, folded and ended as RFC 5545 asks (3.1, 3.2, 3.3.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_LINE = 75

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BARE = re.compile(r"[^\x00-\x20\x7f\",;:]+")


def written(lines: Iterable[str]) -> bytes:
    """The lines as UTF-8 with CRLF, at most 75 octets each, no character parted by a fold."""
    return b"".join(_folded(line) for line in lines)


def text(words: str) -> str:
    """A TEXT value: `\\`, `;`, `,` and line ends escaped, nothing else; unseen characters gone."""
    ends = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", words).strip()
    return _UNSEEN.sub("", ends.replace("\t", " ")).translate(_ESCAPES)


def uri(address: str) -> str:
    """A URI value: never escaped, and on one line whatever it was made of."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+", "", address)


def parameter(words: str) -> str:
    """A parameter's value: quoted unless it is one plain word.

    Quotation marks cannot stand in one; a typographic mark takes their place, for the caret
    encoding of RFC 6868 is shown as it stands by most clients.
    """
    plain = " ".join(_UNSEEN.sub(" ", words.replace('"', "”")).split())
    return plain if _BARE.fullmatch(plain) else f'"{plain}"'


def _folded(line: str) -> bytes:
    octets = line.encode("utf-8", "replace")
    pieces, start, room = [], 0, LONGEST_LINE
    while len(octets) - start > room:
        end = start + room
        # 10xxxxxx is the inside of a character: step back to its first octet.
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"
