"""Descriptions without their marks, for those who show plain text."""

from __future__ import annotations

import html
import re

from cardshop.lib import text


def plain(markdown: str) -> str:
    """The words of a description that is written in our Markdown."""
    spaced = re.sub(r"</p>|</li>|<br ?/?>", "\n", text.markdown(markdown))
    words = html.unescape(re.sub(r"<[^>]+>", "", spaced))
    return re.sub(r"\n{2,}", "\n", words).strip()
