"""A contact in the making, while its file is read property by property."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from cardshop.cards.domain import networks
from cardshop.cards.domain import vcard_values as values
from cardshop.cards.domain.contact import Address, Contact, Email, Phone, SocialLink, Website
from cardshop.cards.domain.network_table import NETWORKS, WEBSITE
from cardshop.cards.domain.vcard_lines import Property

_Rated = TypeVar("_Rated")

# No card shows more of one kind; a file that has more is kept from filling the memory.
_MOST_OF_A_KIND = 100

_PHONE_WORDS = (
    ("fax", "FAX"),
    ("mobile", "CELL MOBILE IPHONE"),
    ("main", "MAIN"),
    ("work", "WORK BUSINESS"),
    ("home", "HOME"),
)
_NETWORKS_BY_WORD = {
    re.sub(r"[^a-z0-9]", "", word.lower()): network.key
    for network in NETWORKS.values()
    if network is not WEBSITE
    for word in (network.key, network.name)
} | {"twitter": "x", "facebookmessenger": "messenger", "googlemaps": "google-maps"}


@dataclass(slots=True)
class Draft:
    """What has been read so far; `labels` are Apple's own words for groups of properties."""

    labels: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    phones: list[tuple[int, Phone]] = field(default_factory=list)
    emails: list[tuple[int, Email]] = field(default_factory=list)
    websites: list[Website] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    links: list[SocialLink] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    place: tuple[float, float] | None = None
    photo: bytes = b""
    revised_at: datetime | None = None

    def say(self, word: str, value: str) -> None:
        """Keep one of the contact's words, unless it is already said."""
        if value:
            self.words.setdefault(word, value)

    def label(self, prop: Property) -> str:
        """What the file calls a property: Apple's label, without its `_$!<` and `>!$_`."""
        own = self.labels.get(prop.group, "") if prop.group else ""
        return "" if own.startswith("_$!<") else own

    def add_phone(self, prop: Property, number: str) -> None:
        """Keep a number, in the order of preference."""
        number = re.sub(r"^tel:|;.*$", "", number, flags=re.IGNORECASE).strip()
        if number and len(self.phones) < _MOST_OF_A_KIND:
            self.phones.append((_preference(prop), Phone(self._phone_kind(prop), number)))

    def add_email(self, prop: Property, address: str) -> None:
        """Keep an address, in the order of preference."""
        address = re.sub(r"^mailto:", "", address, flags=re.IGNORECASE).strip()
        if "@" in address and len(self.emails) < _MOST_OF_A_KIND:
            self.emails.append((_preference(prop), Email(self.place_kind(prop), address)))

    def add_link(self, text: str, *, label: str = "", network: str | None = None) -> None:
        """Keep a link where it belongs. Raises LinkInvalid and its kin."""
        if len(self.websites) + len(self.links) >= _MOST_OF_A_KIND:
            return
        found = networks.recognise(text, network)
        if found.network == WEBSITE.key:
            self.websites.append(Website(label, found.url))
        elif found.url not in (link.url for link in self.links):
            self.links.append(SocialLink(found.network, found.url, label))

    def add_profile(self, services: Iterable[str], value: str, user: str = "") -> None:
        """Keep a profile that is an address, or a name on one of `services` that we know."""
        keys = (_NETWORKS_BY_WORD.get(re.sub(r"[^a-z0-9]", "", s.lower())) for s in services)
        key = next(filter(None, keys), None)
        if re.match(r"https?:", value, re.IGNORECASE):
            self.add_link(value)
        elif key:
            self.add_link(user or re.sub(r"^[a-z][a-z-]*:", "", value), network=key)

    def place_kind(self, prop: Property) -> str:
        """Where something is: work, home or other."""
        said = self._said(prop)
        return next((kind for kind in ("work", "home") if kind.upper() in said), "other")

    def locate(self, where: str) -> None:
        """Put the last address on the map, or the one to come. ValueError when that is no place."""
        latitude, longitude = values.place(where)
        if not self.addresses or self.addresses[-1].latitude is not None:
            self.place = latitude, longitude
        else:
            self.addresses[-1] = replace(self.addresses[-1], latitude=latitude, longitude=longitude)

    def contact(self) -> Contact | None:
        """The contact, or None when nothing names it."""
        name = self.words.get("display_name") or self._best_name()
        if not name:
            return None
        self._tidy(name)
        return Contact(
            **{**self.words, "display_name": name},
            note="\n".join(self.notes[:_MOST_OF_A_KIND]),
            phones=tuple(phone for _, phone in _preferred(self.phones)),
            emails=tuple(email for _, email in _preferred(self.emails)),
            websites=tuple(dict.fromkeys(self.websites)),
            addresses=tuple(self.addresses[:_MOST_OF_A_KIND]),
            links=tuple(self.links),
            categories=tuple(dict.fromkeys(self.categories[:_MOST_OF_A_KIND])),
            photo=self.photo or None,
            revised_at=self.revised_at,
        )

    def _best_name(self) -> str:
        parts = ("name_prefix", "given_name", "additional_names", "family_name", "name_suffix")
        whole = " ".join(filter(None, (self.words.get(part) for part in parts)))
        emails = [email.address for _, email in self.emails]
        phones = [phone.number for _, phone in self.phones]
        return next(
            iter(filter(None, (whole, self.words.get("organisation"), *emails, *phones))), ""
        )

    def _tidy(self, name: str) -> None:
        """Undo what writers do to fill fields: the whole name as a given name, a place apart."""
        if self.words.get("given_name") == name and not self.words.get("family_name"):
            self.words["given_name"] = ""
        first = self.addresses[0] if self.addresses else None
        if self.place and first and first.latitude is None:
            latitude, longitude = self.place
            self.addresses[0] = replace(first, latitude=latitude, longitude=longitude)

    def _phone_kind(self, prop: Property) -> str:
        said = self._said(prop)
        for kind, words in _PHONE_WORDS:
            if said.intersection(words.split()):
                return kind
        return "main" if _preference(prop) < 100 and said <= {"VOICE", "PREF"} and said else "other"

    def _said(self, prop: Property) -> set[str]:
        own = re.findall(r"[A-Z]+", self.labels.get(prop.group, "").upper()) if prop.group else []
        return prop.types.union(own)


def _preference(prop: Property) -> int:
    """1 for the most preferred; 100 for what nobody prefers (RFC 6350, 5.3)."""
    if "PREF" in prop.types:
        return 1
    preference = prop.first("PREF")
    return int(preference) if re.fullmatch(r"[1-9][0-9]?", preference, re.ASCII) else 100


def _preferred(rated: list[tuple[int, _Rated]]) -> list[tuple[int, _Rated]]:
    return sorted(rated, key=lambda pair: pair[0])
