"""Links that only open an app, and the web pages that say the same."""

from __future__ import annotations

import re

# What precedes a parameter of a query, wherever it stands.
_QUERY = r"/?\?(?:[^#\s]*&)?"
_NUMBER = r"(?:\+|%2B)?(\d+)"

_SAME_PAGE = (
    (rf"whatsapp://send{_QUERY}phone={_NUMBER}.*", r"https://wa.me/\1"),
    (rf"(?:https?://)?(?:api|web)\.whatsapp\.com/send{_QUERY}phone={_NUMBER}.*",
     r"https://wa.me/\1"),
    (rf"tg://resolve{_QUERY}domain=(\w+).*", r"https://t.me/\1"),
    (rf"instagram://user{_QUERY}username=([\w.]+).*", r"https://instagram.com/\1"),
    (rf"twitter://user{_QUERY}screen_name=(\w+).*", r"https://x.com/\1"),
    (r"(?:fb|facebook)://(?:profile|page)/(\d+).*", r"https://facebook.com/\1"),
    (r"snapchat://add/([\w.-]+).*", r"https://snapchat.com/add/\1"),
    (r"linkedin://in/([\w.-]+).*", r"https://linkedin.com/in/\1"),
    (rf"viber://pa{_QUERY}chatURI=([\w.-]+).*", r"https://chats.viber.com/\1"),
    (r"line://ti/p/(.+)", r"https://line.me/R/ti/p/\1"),
    (r"sgnl://(signal\.(?:me|group)/.+)", r"https://\1"),
    (r"(?:vnd\.)?youtube://(.+)", r"https://youtube.com/\1"),
    (r"spotify:(artist|user|album|track|playlist|show|episode):(\w+)",
     r"https://open.spotify.com/\1/\2"),
)  # fmt: skip

_PAGES = [(re.compile(app, re.IGNORECASE | re.ASCII), page) for app, page in _SAME_PAGE]


def to_web(text: str) -> str:
    """The web page of an app's link; any other text as it was."""
    for app, page in _PAGES:
        same = app.fullmatch(text)
        if same:
            return same.expand(page)
    return text
