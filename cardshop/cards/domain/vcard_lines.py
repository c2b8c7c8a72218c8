"""The text of a contact file as entries of properties, whatever wrote it (vCard 2.1, 3.0, 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cardshop.lib.errors import Invalid

LARGEST_FILE = 5 * 1024 * 1024
MOST_ENTRIES = 500
MOST_LINES = 100_000
LONGEST_LINE = 200 * 1024

# No card has room for more; what goes beyond would only cost time.
_MOST_PROPERTIES = 500

# Only these may be longer than any text: they carry pictures, sounds and keys.
_HEAVY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.ASCII | re.IGNORECASE)
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"))

_PROPERTY = re.compile(
    r'(?:([\w-]+)\.)?([\w-]+)((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)', re.ASCII | re.DOTALL
)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^;"])*)')
_BASE64_LINE = re.compile(r"[A-Za-z0-9+/]+=*")


class ContactFileUnreadable(Invalid):
    """This is not a contact file. Choose a file that ends in .vcf."""


class ContactFileTooLarge(Invalid):
    """This file is too large. Use a contact file of at most 5 MB."""


class NoContactInFile(Invalid):
    """There is no contact in this file."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property; names in capitals, parameters' values as lists, `value` still escaped."""

    name: str
    value: str
    group: str = ""
    parameters: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def types(self) -> set[str]:
        """What TYPE says, in capitals."""
        return {kind.upper() for kind in self.parameters.get("TYPE", [])}

    def first(self, name: str) -> str:
        """The first value of a parameter, or ""."""
        return next(iter(self.parameters.get(name, [])), "")


def entries(text: str) -> list[list[Property]]:
    """The properties of each entry, in order. What stands outside entries is left out.

    Raises ContactFileTooLarge for more than 500 entries, 100,000 lines or 200 kB in a line of text.
    """
    if text.count("\n") > MOST_LINES or text.count("\r") > MOST_LINES:
        raise ContactFileTooLarge("This file has too many lines to be a contact file.")
    reading = _Reading()
    for parsed in map(_parsed, _logical_lines(text)):
        if _is_mark(parsed, "BEGIN"):
            reading.begin()
        elif _is_mark(parsed, "END"):
            reading.end()
        else:
            reading.take(parsed)
    return reading.found


class _Reading:
    """The entries so far, whether the last is still open, and how deep an agent's card is in it."""

    def __init__(self) -> None:
        self.found: list[list[Property]] = []
        self.is_open = False
        self.nested = 0

    def begin(self) -> None:
        """An entry begins: an agent's inside another (vCard 2.1), else the next one."""
        if self.nested or (self.is_open and self.found[-1] and self.found[-1][-1].name == "AGENT"):
            self.nested += 1
            return
        if len(self.found) >= MOST_ENTRIES:
            raise ContactFileTooLarge("Use a file of at most %(most)s contacts.", most=MOST_ENTRIES)
        self.found.append([])
        self.is_open = True

    def end(self) -> None:
        """What began last ends."""
        if self.nested:
            self.nested -= 1
        else:
            self.is_open = False

    def take(self, parsed: Property) -> None:
        """Keep a property of an open entry that is not an agent's."""
        if not (parsed.name and self.is_open) or self.nested:
            return
        if len(self.found[-1]) < _MOST_PROPERTIES:
            self.found[-1].append(parsed)


def _is_mark(parsed: Property, name: str) -> bool:
    return parsed.name == name and parsed.value.strip().upper() == "VCARD"


def _logical_lines(text: str) -> Iterator[str]:
    """Folded lines made whole: by a blank at the start, `=` at the end, or plain base64."""
    pieces: list[str] = []
    for line in re.split(r"\r\n|\n|\r", text):
        if pieces and _is_soft_broken(pieces):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif pieces and _is_bare_base64(pieces[0], line):
            pieces.append(line)
        else:
            yield "".join(pieces)
            pieces = [line]
    yield "".join(pieces)


def _is_soft_broken(pieces: list[str]) -> bool:
    return pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in _head(pieces[0])


def _is_bare_base64(first: str, line: str) -> bool:
    return "BASE64" in _head(first) and _BASE64_LINE.fullmatch(line) is not None


def _head(line: str) -> str:
    return line[:200].partition(":")[0].upper()


def _parsed(line: str) -> Property:
    """The property of a line; one without a name for a line that is none."""
    if len(line) > LONGEST_LINE and not _HEAVY.match(line):
        raise ContactFileTooLarge("A line of this file is too long to be a contact's.")
    whole = _PROPERTY.fullmatch(line)
    if whole is None:
        return Property("", "")
    group, name, parameters, value = whole.groups("")
    return Property(name.upper(), value, group.lower(), _parameters(parameters))


def _parameters(text: str) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for part in _PARAMETER.findall(text):
        name, equals, value = part.partition("=")
        if not equals:
            name, value = _bare(name), name
        key, plain = name.strip().upper(), value.strip().strip('"')
        named.setdefault(key, []).extend(plain.split(",") if key == "TYPE" else [plain])
    return named


def _bare(word: str) -> str:
    """What a parameter without a name says, as in `TEL;CELL` of vCard 2.1."""
    return "ENCODING" if word.strip().upper() in _ENCODINGS else "TYPE"
