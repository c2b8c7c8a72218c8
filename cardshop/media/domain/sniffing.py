"""What a file really is, told by its first bytes and never by its name."""

from __future__ import annotations

import re

from cardshop.lib.errors import Invalid

CHOOSE = "Choose a JPEG, PNG, WebP or GIF picture."
IPHONE = "Choose a JPEG, PNG or WebP picture. On an iPhone, share the photo as 'Most compatible'."

# The kinds that are taken, by the names that the decoder gives them.
_TAKEN = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
)
# The kinds that people try, and what to call them.
_REFUSED = (
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "an AVIF picture"),
    (re.compile(rb"....ftyp", re.DOTALL), "a video"),
    (re.compile(rb"\x1aE\xdf\xa3"), "a video"),
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF or raw photo"),
    (re.compile(rb"BM....\0\0\0\0", re.DOTALL), "a BMP picture"),
    (re.compile(rb"8BPS"), "a Photoshop file"),
    (re.compile(rb"PK\x03\x04"), "a ZIP or office file"),
    (re.compile(rb".{0,1024}?<svg[\s>]", re.DOTALL | re.IGNORECASE), "an SVG drawing"),
    (re.compile(rb".{0,1024}?<(?:!doctype|html|script)", re.DOTALL | re.IGNORECASE), "a web page"),
)
_HEIC = re.compile(rb"....ftyp(?:he[iv][cmsx]|mif1|msf1)", re.DOTALL)


class NotAPicture(Invalid):
    """This is not a picture. Choose a JPEG, PNG, WebP or GIF picture."""


def kind_of(data: bytes) -> str:
    """JPEG, PNG, WEBP or GIF. Raises NotAPicture, saying what the file is if that is known."""
    for beginning, kind in _TAKEN:
        if beginning.match(data):
            return kind
    if _HEIC.match(data):
        raise NotAPicture(f"This is a HEIC photo. {IPHONE}")
    for beginning, name in _REFUSED:
        if beginning.match(data):
            raise NotAPicture(f"This is {name}. {CHOOSE}")
    raise NotAPicture("This file is empty." if not data else None)


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height that a WebP's header promises.

    The decoder takes memory for the whole canvas as soon as it opens the file, so the limit has to
    be judged before (RFC 9649, sections 2.5 to 2.7).
    """
    chunk, head = data[12:16], data[20:30].ljust(10, b"\0")
    if chunk == b"VP8X":
        return _number(head[4:7]) + 1, _number(head[7:10]) + 1
    if chunk == b"VP8L":
        bits = _number(head[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _number(head[6:8]) & 0x3FFF, _number(head[8:10]) & 0x3FFF


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
