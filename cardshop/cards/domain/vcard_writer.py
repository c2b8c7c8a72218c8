"""A contact as a vCard file that phones and address books take in (domain.md 3, interop.md 4)."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Literal

from cardshop.cards.domain import networks
from cardshop.cards.domain.contact import Address, Contact, Phone, SocialLink
from cardshop.cards.domain.network_table import NETWORKS
from cardshop.lib.errors import Invalid

Version = Literal["3.0", "4.0"]

_LONGEST_LINE = 75
_TEL_TYPES = {"mobile": "cell", "work": "work", "home": "home", "fax": "fax"}
_ESCAPES = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"}
_MAGIC = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n": "png"}

# Chats that address books know, and the schemes by which they name them.
_CHATS = {"whatsapp": "whatsapp:+", "telegram": "telegram:"}
# Apple's name for what is called X now.
_SERVICES = {"x": "twitter"}


def write(contact: Contact, version: Version = "3.0") -> bytes:
    """The contact's file: UTF-8, CRLF, lines of at most 75 octets that never part a character.

    3.0 is what every phone shows with its photo; 4.0 is for those who ask. Photos that are neither
    JPEG nor PNG are left out. RFC 2426 and RFC 6350, with RFC 9554 for the profiles of 4.0.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_lines(contact, version), "END:VCARD"]
    return b"".join(_folded(line) for line in lines)


def _lines(contact: Contact, version: Version) -> Iterator[str]:
    yield from _names(contact, version)
    for phone in contact.phones:
        yield _phone(phone, version)
    for email in contact.emails:
        yield f"EMAIL{_type(email.kind)}:{_text(email.address)}"
    for address in contact.addresses:
        yield from _address(address, version)
    yield from _pages(contact)
    for link in contact.links:
        yield from _link(link, version)
    yield from _words(contact, version)
    yield from _photo(contact.photo, version)


def _names(contact: Contact, version: Version) -> Iterator[str]:
    """The structured name has five fields always; those of a business are empty."""
    is_named = bool(contact.given_name or contact.family_name)
    is_business = not is_named and contact.organisation == contact.display_name
    given = contact.given_name if is_named or is_business else contact.display_name
    parts = (contact.family_name, given, contact.additional_names)
    yield "N:" + ";".join(map(_text, (*parts, contact.name_prefix, contact.name_suffix)))
    yield f"FN:{_text(contact.display_name)}"
    if is_business:
        yield "X-ABShowAs:COMPANY" if version == "3.0" else "KIND:org"
    yield from _filled(ORG=contact.organisation, TITLE=contact.job_title, ROLE=contact.headline)


def _phone(phone: Phone, version: Version) -> str:
    preferred = phone.kind == "main"
    kind = _TEL_TYPES.get(phone.kind, "voice")
    number = re.sub(r"[\s().-]", "", phone.number)
    if version == "3.0":
        return f"TEL;TYPE={kind}{',pref' if preferred else ''}:{_text(phone.number)}"
    parameters = f"TYPE={kind}{';PREF=1' if preferred else ''}"
    if re.fullmatch(r"\+[0-9]+", number):
        return f"TEL;VALUE=uri;{parameters}:tel:{number}"
    return f"TEL;VALUE=text;{parameters}:{_text(phone.number)}"


def _address(address: Address, version: Version) -> Iterator[str]:
    where = ""
    if address.latitude is not None and address.longitude is not None:
        where = f"{address.latitude:.6f},{address.longitude:.6f}"
    geo = f';GEO="geo:{where}"' if where and version == "4.0" else ""
    parts = (address.street, address.city, address.region, address.postal_code, address.country)
    yield f"ADR{_type(address.kind)}{geo}:;;" + ";".join(map(_text, parts))
    if where and version == "3.0":
        yield f"GEO:{where.replace(',', ';')}"


def _pages(contact: Contact) -> Iterator[str]:
    """Plain URLs, once each: some address books hide the ones that carry a label."""
    links = (link.url for link in contact.links if link.network == "website")
    pages = (contact.card_url, *(website.url for website in contact.websites), *links)
    for url in dict.fromkeys(page for page in pages if page):
        yield f"URL:{_uri(url)}"


def _link(link: SocialLink, version: Version) -> Iterator[str]:
    if link.network == "website":
        return
    service = _SERVICES.get(link.network, link.network)
    name = NETWORKS[link.network].name if link.network in NETWORKS else link.network
    if version == "3.0":
        yield f"X-SOCIALPROFILE;TYPE={_parameter(service)}:{_uri(link.url)}"
    else:
        yield f"SOCIALPROFILE;SERVICE-TYPE={_parameter(name)}:{_uri(link.url)}"
    handle = _handle(link)
    if handle and link.network in _CHATS:
        service_type = "X-SERVICE-TYPE" if version == "3.0" else "SERVICE-TYPE"
        yield f"IMPP;{service_type}={name}:{_CHATS[link.network]}{_uri(handle)}"


def _words(contact: Contact, version: Version) -> Iterator[str]:
    yield from _filled(NOTE=contact.note)
    if contact.categories:
        yield "CATEGORIES:" + ",".join(map(_text, contact.categories))
    if contact.language and version == "4.0":
        yield f"LANG:{_text(contact.language)}"
    if contact.uid:
        is_plain = version == "4.0" and not re.match(r"[a-z][a-z0-9+.-]*:", contact.uid)
        yield f"UID{';VALUE=text' if is_plain else ''}:{_text(contact.uid)}"
    if contact.revised_at:
        stamp = "%Y-%m-%dT%H:%M:%SZ" if version == "3.0" else "%Y%m%dT%H%M%SZ"
        yield f"REV:{contact.revised_at.astimezone(UTC).strftime(stamp)}"


def _photo(photo: bytes | None, version: Version) -> Iterator[str]:
    kind = next((kind for magic, kind in _MAGIC.items() if photo and photo.startswith(magic)), "")
    if photo and kind:
        encoded = base64.b64encode(photo).decode()
        in_3 = f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{encoded}"
        yield in_3 if version == "3.0" else f"PHOTO:data:image/{kind};base64,{encoded}"


def _filled(**texts: str) -> Iterable[str]:
    return (f"{name}:{_text(text)}" for name, text in texts.items() if text)


def _type(kind: str) -> str:
    return f";TYPE={kind}" if kind in ("work", "home") else ""


def _handle(link: SocialLink) -> str:
    try:
        return networks.recognise(link.url, link.network).handle
    except Invalid:
        return ""


def _text(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text)
    seen = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]+", " ", lines)
    return re.sub(r"[\\,;\n]", lambda found: _ESCAPES[found[0]], seen)


def _uri(url: str) -> str:
    return re.sub(r"[\x00-\x20\x7f]+", "", url)


def _parameter(text: str) -> str:
    plain = re.sub(r'[\x00-\x1f\x7f"]', "", text)
    return plain if re.fullmatch(r"[\w.+-]+", plain) else f'"{plain}"'


def _folded(line: str) -> bytes:
    octets = line.encode("utf-8", "replace")
    pieces, start, room = [], 0, _LONGEST_LINE
    while len(octets) - start > room:
        end = start + room
        # 10xxxxxx is the inside of a character: step back to its first octet.
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"
