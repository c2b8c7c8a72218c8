"""Descriptions of other shops, written in HTML, as the Markdown that ours are written in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from cardshop.lib.errors import Invalid

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_BLOCKS = frozenset("p div ul ol table tr h1 h2 h3 h4 h5 h6 blockquote section article".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset("script style head title iframe object".split())
_LOOKS_LIKE = re.compile(
    r"</?[a-zA-Z][^<>]{0,2000}>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});"
)

# The parser's time grows with the square of what is left open.
LONGEST = 20_000


class HtmlTooLong(Invalid):
    """This description is too long. Use at most 5,000 characters."""


def markdown_of(text: str) -> str:
    """The text of an HTML description with its emphasis, lists and links; plain text stays.

    Raises HtmlTooLong.
    """
    if not _LOOKS_LIKE.search(text):
        return text.strip()
    if len(text) > LONGEST:
        raise HtmlTooLong
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0
        self._links: list[str] = []

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.said.append("\n")
        elif tag == "li":
            self.said.append("\n- ")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.said.append("[" if self._links[-1] else "")
        else:
            self.said.append(self._opening(tag))

    def _closed(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._links:
            href = self._links.pop()
            self.said.append(f"]({href})" if href else "")
        elif tag in _HEADINGS:
            self.said.append("**\n\n")
        elif tag in _BLOCKS:
            self.said.append("\n\n")
        elif tag in _MARKS:
            self.said.append(_MARKS[tag])

    def _spoken(self, data: str) -> None:
        if not self._silent:
            plain = re.sub(r"\s+", " ", data)
            self.said.append(re.sub(r"([\\*_\[\]])", r"\\\1", plain))

    def _opening(self, tag: str) -> str:
        if tag in _HEADINGS:
            return "\n\n**"
        return "\n\n" if tag in _BLOCKS else _MARKS.get(tag, "")

    # The parser's own names for them.
    handle_starttag, handle_endtag, handle_data = _opened, _closed, _spoken
