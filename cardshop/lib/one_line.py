"""Typed words made safe for one line of a message: no line ends, no invisible direction marks."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, END_ISOLATE = "\u2068", "\u2066", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL"}
# Embeddings, overrides, isolates and marks; the joiners that Persian and emoji need are kept.
_DIRECTION_CONTROLS = {*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_UNSEEN = {*"\u00ad\u200b\u2060\ufeff\ufff9\ufffa\ufffb"}
_JOINED = {*"\u200d\ufe0e\ufe0f"}


def one_line(typed: str, longest: int) -> str:
    """The words on one line, at most `longest` characters, the rest as an ellipsis."""
    # Controls that split lines become blanks, all others go.
    kept = "".join(" " if _breaks(c) else c for c in typed if _breaks(c) or not _is_unseen(c))
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{_whole(line[: longest - 1], line)}{ELLIPSIS}"


def isolated(words: str, *, rtl: bool) -> str:
    """The words, walled off where letters of the other direction could move their neighbours."""
    foreign = {"L"} if rtl else _RIGHT_TO_LEFT
    if not any(unicodedata.bidirectional(c) in foreign for c in words):
        return words
    return f"{FIRST_STRONG_ISOLATE}{words}{END_ISOLATE}"


def left_to_right(words: str, *, rtl: bool) -> str:
    """A telephone number, which reads from left to right wherever it stands."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{words}{END_ISOLATE}" if rtl and words else words


def _breaks(character: str) -> bool:
    return character.isspace() or character in "\u2028\u2029\x85"


def _is_unseen(character: str) -> bool:
    return (
        character in _DIRECTION_CONTROLS
        or character in _UNSEEN
        or unicodedata.category(character) in ("Cc", "Cs", "Co")
    )


def _whole(start: str, line: str) -> str:
    """The start of a line without half a character: joined emoji and accents stay together."""
    cut = len(start)
    while cut and (_hangs_on(line[cut]) or line[cut - 1] == "\u200d"):
        cut -= 1
    return line[:cut].rstrip()


def _hangs_on(character: str) -> bool:
    return (
        character in _JOINED
        or unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
