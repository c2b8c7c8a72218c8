"""Addresses of web pages: read strictly, freed of what only follows people, written one way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import quote

from cardshop.cards.domain import hostnames
from cardshop.cards.domain.hostnames import LinkInvalid

LONGEST = 2000

# Direction marks and the byte order mark travel along when a link is copied.
_WRAPPING = " \t\r\n\xa0\u3000\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_WRAPPING += "\u2066\u2067\u2068\u2069\ufeff"
_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}

_PARTS = re.compile(r"([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_TRACKERS = re.compile(
    r"(utm_|mtm_|hsa_|_hs|mc_|vero_|oly_|pf_rd_|pd_rd_)"
    r"|(fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh|igshid"
    r"|mibextid|srsltid|ref_src|ref_url|__tn__|trkinfo|lipi)$",
    re.IGNORECASE,
)


class LinkNotWeb(LinkInvalid):
    """Use a link that begins with https:// or http://."""


class LinkWithUserName(LinkInvalid):
    """Enter a link without an @ before its first slash, like instagram.com/yourname."""


class LinkWithBlanks(LinkInvalid):
    """Take the spaces and unseen marks out of this link."""


class LinkTooLong(LinkInvalid):
    """Use a link of at most 2,000 characters."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of an address, each already safe to print; `query` holds its `name=value` parts."""

    scheme: str
    host: str
    port: str
    path: str
    query: tuple[str, ...]
    fragment: str

    @property
    def url(self) -> str:
        """The whole address in ASCII."""
        port = f":{self.port}" if self.port else ""
        query = f"?{'&'.join(self.query)}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        path = self.path or ("/" if query or fragment else "")
        return f"{self.scheme}://{self.host}{port}{path}{query}{fragment}"

    @property
    def has_more(self) -> bool:
        """True when it leads past the front page of its host."""
        return bool(self.path or self.query or self.fragment)

    def keeping(self, names: tuple[str, ...]) -> WebAddress:
        """The same with only those parts of the query that have one of these names."""
        return replace(self, query=tuple(part for part in self.query if _name(part) in names))

    def dropping(self, names: tuple[str, ...]) -> WebAddress:
        """The same without the parts of the query that have one of these names."""
        return replace(self, query=tuple(part for part in self.query if _name(part) not in names))


def parse(text: str) -> WebAddress:
    """The address that was pasted or typed, `https` unless it says `http`, without trackers.

    Raises LinkInvalid or one of its kinds. The host is checked by `hostnames.check`.
    """
    rest, scheme = _without_scheme(tidy(text))
    netloc, path, query, fragment = _PARTS.fullmatch(rest).groups("")  # type: ignore[union-attr]
    host, port = _host_and_port(netloc)
    return WebAddress(
        scheme=scheme,
        host=host,
        port="" if port == {"http": "80", "https": "443"}[scheme] else port,
        path=_escaped(path) if path.strip("/") else "",
        query=tuple(_escaped(part) for part in query.split("&") if part and not _follows(part)),
        fragment="" if fragment.startswith(":~:") else _escaped(fragment),
    )


def tidy(text: str) -> str:
    """The text without what wraps it when copied. Raises LinkWithBlanks, LinkTooLong."""
    text = text.strip(_WRAPPING)
    if len(text) > LONGEST:
        raise LinkTooLong
    if any(_is_unseen(character) for character in text):
        raise LinkWithBlanks
    return text


def _is_unseen(character: str) -> bool:
    if character in _JOINERS:
        return False
    return character == "\\" or unicodedata.category(character) in _UNSEEN


def _without_scheme(text: str) -> tuple[str, str]:
    if text.startswith("//"):
        return text[2:], "https"
    named = _SCHEME.match(text)
    if named is None:
        return text, "https"
    scheme, rest = named[1].lower(), text[named.end() :]
    if scheme not in ("http", "https") or not rest.startswith("//"):
        raise LinkNotWeb
    return rest[2:], scheme


def _host_and_port(netloc: str) -> tuple[str, str]:
    if "@" in netloc:
        raise LinkWithUserName
    host, colon, port = netloc.partition(":")
    if colon and not (re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) < 65536):
        raise LinkInvalid
    return hostnames.check(host), port.lstrip("0")


def _follows(part: str) -> bool:
    return _TRACKERS.match(_name(part)) is not None


def _name(part: str) -> str:
    return part.partition("=")[0]


def _escaped(text: str) -> str:
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(whole, safe="%/:@!$&()*+,;=~?")
