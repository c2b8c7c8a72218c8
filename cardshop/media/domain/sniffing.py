"""What a file really is, told by its first bytes and never by its name."""

from __future__ import annotations

import re

from cardshop.lib.errors import Invalid

IPHONE = (
    "This is a HEIC photo. Choose a JPEG, PNG or WebP picture. On an iPhone, share the photo as "
    "'Most compatible'."
)

# The kinds that are taken, by the names that the decoder gives them.
_TAKEN = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
)
# The kinds that people try, and what to call them.
_REFUSED = (
    (
        re.compile(rb"....ftypavi[fs]", re.DOTALL),
        "This is an AVIF picture. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (
        re.compile(rb"....ftyp", re.DOTALL),
        "This is a video. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (re.compile(rb"\x1aE\xdf\xa3"), "This is a video. Choose a JPEG, PNG, WebP or GIF picture."),
    (re.compile(rb"%PDF-"), "This is a PDF. Choose a JPEG, PNG, WebP or GIF picture."),
    (
        re.compile(rb"II\*\0|MM\0\*"),
        "This is a TIFF or raw photo. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (
        re.compile(rb"BM....\0\0\0\0", re.DOTALL),
        "This is a BMP picture. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (re.compile(rb"8BPS"), "This is a Photoshop file. Choose a JPEG, PNG, WebP or GIF picture."),
    (
        re.compile(rb"PK\x03\x04"),
        "This is a ZIP or office file. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (
        re.compile(rb".{0,1024}?<svg[\s>]", re.DOTALL | re.IGNORECASE),
        "This is an SVG drawing. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
    (
        re.compile(rb".{0,1024}?<(?:!doctype|html|script)", re.DOTALL | re.IGNORECASE),
        "This is a web page. Choose a JPEG, PNG, WebP or GIF picture.",
    ),
)
_HEIC = re.compile(rb"....ftyp(?:he[iv][cmsx]|mif1|msf1)", re.DOTALL)
# Markers of ITU-T T.81, table B.1.
_SEQUENTIAL, _PROGRESSIVE, _SCAN = (0xC0, 0xC1, 0xC9), (0xC2, 0xCA), 0xDA


class NotAPicture(Invalid):
    """This is not a picture. Choose a JPEG, PNG, WebP or GIF picture."""


def kind_of(data: bytes) -> str:
    """JPEG, PNG, WEBP or GIF. Raises NotAPicture, saying what the file is if that is known."""
    for beginning, kind in _TAKEN:
        if beginning.match(data):
            return kind
    if _HEIC.match(data):
        raise NotAPicture(IPHONE)
    for beginning, sentence in _REFUSED:
        if beginning.match(data):
            raise NotAPicture(sentence)
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


def jpeg_comes_in_scans(data: bytes) -> bool:
    """Whether a JPEG draws its picture in several rounds, told from its header.

    That is so when it is progressive, or when its first scan leaves a colour out (ITU-T T.81, B.2).
    """
    place, colours = 2, 0
    while place + 9 < len(data):
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in _PROGRESSIVE:
            return True
        if marker in _SEQUENTIAL:
            colours = data[place + 9]
        if marker == _SCAN:
            return data[place + 4] < colours
        # Fill bytes may stand before a marker.
        place += 1 if marker == 0xFF else 2 + length
    return False


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
