"""The values of a contact file's properties: their letters, escapes, dates, places and pictures."""

from __future__ import annotations

import base64
import codecs
import math
import quopri
import re
from datetime import UTC, datetime

from cardshop.cards.domain.vcard_lines import ContactFileUnreadable, Property

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE_UTF16 = ((b"B\0E\0G\0I\0N\0", "utf-16-le"), (b"\0B\0E\0G\0I\0N", "utf-16-be"))

# Character sets that old phones name. Any other codec of Python's is not for strangers' files.
_CHARSETS = re.compile(
    r"utf-?8|utf-?16|us-ascii|iso-?8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|shift[_-]jis|euc-jp"
    r"|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr|tis-620",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")
_FIELD = re.compile(r"(?:[^;\\]|\\.?)*", re.DOTALL)
_ITEM = re.compile(r"(?:[^,\\]|\\.?)*", re.DOTALL)
_DATES = ("%Y%m%dT%H%M%S%z", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%z", "%Y%m%d")


def text_of(data: bytes) -> str:
    """The file as text. Octets that are no UTF-8 stay as they are until their property is read.

    Raises ContactFileUnreadable for what is no text.
    """
    mark, charset = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    for start, name in _BARE_UTF16:
        charset = name if data.startswith(start) else charset
    try:
        text = data[len(mark) :].decode(
            charset, "surrogateescape" if charset == "utf-8" else "strict"
        )
    except UnicodeDecodeError as fault:
        raise ContactFileUnreadable from fault
    if "\0" in text:
        raise ContactFileUnreadable
    return text


def text(prop: Property) -> str:
    """The whole value, unescaped, with line ends as `\\n` and nothing unseen in it."""
    return _plain(_letters(prop))


def line(prop: Property) -> str:
    """The same on one line."""
    return " ".join(text(prop).split("\n")).strip()


def fields(prop: Property, count: int) -> list[str]:
    """The parts that `;` divides, each on one line, as many as asked for."""
    parts = _divided(_letters(prop), _FIELD)
    lines = [", ".join(filter(None, _plain(part).split("\n"))) for part in parts]
    return (lines + [""] * count)[:count]


def items(prop: Property) -> list[str]:
    """The parts that `,` divides, without empty ones."""
    parts = (_plain(part).replace("\n", " ") for part in _divided(_letters(prop), _ITEM))
    return [part for part in parts if part]


def place(value: str) -> tuple[float, float]:
    """Latitude and longitude of `geo:-1.2,36.8` or `-1.2;36.8`. ValueError when they are none."""
    latitude, longitude = re.split(r"[;,]", value.removeprefix("geo:"))[:2]
    where = float(latitude), float(longitude)
    if not all(map(math.isfinite, where)) or abs(where[0]) > 90 or abs(where[1]) > 180:
        raise ValueError(value)
    return where


def instant(value: str) -> datetime:
    """The aware instant of a REV, in either spelling. ValueError when it is none."""
    date, mark, time = value.strip().upper().partition("T")
    clock = re.sub(r"\.\d+|:", "", time).replace("Z", "+0000")
    compact = date.replace("-", "") + mark + clock
    for pattern in _DATES:
        try:
            read = datetime.strptime(compact, pattern)  # noqa: DTZ007 - files may leave it out
        except ValueError:
            continue
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    raise ValueError(value)


def picture(prop: Property) -> bytes:
    """The octets of an embedded picture; none for a picture that lives elsewhere."""
    value = re.sub(r"\s+", "", prop.value)
    is_base64 = prop.first("ENCODING").upper() in ("B", "BASE64")
    inline = re.match(r"data:[^,]{0,100};base64,", value, re.IGNORECASE)
    if not (is_base64 or inline):
        return b""
    return base64.b64decode(value[inline.end() :] if inline else value, validate=True)


def _letters(prop: Property) -> str:
    """The value in letters: quoted-printable undone, foreign character sets read."""
    value = prop.value
    is_quoted = prop.first("ENCODING").upper() == "QUOTED-PRINTABLE"
    if not is_quoted and not re.search("[\udc80-\udcff]", value):
        return value
    octets = value.encode("utf-8", "surrogateescape")
    return _read(quopri.decodestring(octets) if is_quoted else octets, prop.first("CHARSET"))


def _read(octets: bytes, charset: str) -> str:
    named = [charset] if _CHARSETS.fullmatch(charset) else []
    for name in (*named, "utf-8", "windows-1252"):
        try:
            return octets.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return octets.decode("latin-1")


def _divided(value: str, part: re.Pattern[str]) -> list[str]:
    """The value cut at its divider, wherever that is not escaped."""
    parts, start = [], 0
    while start <= len(value):
        whole = part.match(value, start)
        end = whole.end() if whole else len(value)
        parts.append(value[start:end])
        start = end + 1
    return parts


def _plain(escaped: str) -> str:
    ends = re.sub(r"\r\n?", "\n", escaped)
    whole = re.sub(r"\\([nN\\,;:])", lambda found: "\n" if found[1] in "nN" else found[1], ends)
    return _UNSEEN.sub("", whole).strip()
