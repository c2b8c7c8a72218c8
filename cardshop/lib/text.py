"""Typed text: checked for what no one can see, counted, and Markdown made into safe HTML."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

from cardshop.lib.errors import Invalid

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ENGINE = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(
    ["emphasis", "link", "list", "newline", "escape", "autolink"]
)


class TextTooLong(Invalid):
    """Use at most %(longest)s characters. This has %(length)s."""


class TextUnreadable(Invalid):
    """This text holds characters that cannot be shown. Type it again."""


def check(text: str, *, longest: int) -> str:
    """The text exactly as typed, with line ends as `\\n` and outer blanks taken off.

    Emoji, joiners and any script are kept as they are. Raises TextUnreadable for NUL and other
    control characters and for lone surrogates, TextTooLong above `longest` characters.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(_unseen(character) for character in clean):
        raise TextUnreadable
    if len(clean) > longest:
        raise TextTooLong(longest=longest, length=len(clean))
    return clean


def check_line(text: str, *, longest: int) -> str:
    """The same for one line: line ends and tabs become blanks."""
    return check(re.sub(r"[\r\n\t]+", " ", text), longest=longest)


@lru_cache(maxsize=512)
def markdown(text: str) -> str:
    """Safe HTML of the Markdown subset: emphasis, lists, links, line breaks. No HTML passes."""
    return nh3.clean(
        _ENGINE.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
    )


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The words of a Markdown text alone: each paragraph, item and broken line on its own line."""
    apart = re.sub(r"(<br>|</p>|</li>)\s*", "\n", markdown(text))
    return html.unescape(nh3.clean(apart, tags=set())).strip()


def printable(text: str) -> str:
    """The text without what cannot be shown, for a form that shows again what was typed."""
    return "".join(character for character in text if not _unseen(character))


def _unseen(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")
