"""The owner's own words of the message: text with placeholders such as {number}, and no code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cardshop.lib import text
from cardshop.lib.errors import Invalid

# What may stand in a template, in the order in which the editor offers it.
PLACEHOLDERS = (
    "number",
    "items",
    "charges",
    "total",
    "fulfilment",
    "time",
    "name",
    "phone",
    "note",
    "payment",
    "business",
    "link",
)
REQUIRED = ("number", "total", "link")
LONGEST = 1_000
_MARK = re.compile(r"\{([^{}\n]*)\}")


class PlaceholderUnknown(Invalid):
    """Line %(line)s, character %(column)s: there is no {%(name)s}."""


class PlaceholderMissing(Invalid):
    """Add %(names)s. The message needs it."""


class NumberNotFirst(Invalid):
    """Put {number} on the first line, so that you find the order quickly."""


class LinkNotLast(Invalid):
    """Put {link} on the last line, alone."""


def check(template: str) -> str:
    """The template with plain line ends. Empty stays empty: the built-in words.

    Raises PlaceholderUnknown with its place, PlaceholderMissing, NumberNotFirst or LinkNotLast, and
    what `lib.text` raises.
    """
    clean = text.check(template, longest=LONGEST)
    if not clean:
        return ""
    for number, line in enumerate(clean.split("\n"), start=1):
        _check_line(line, number)
    missing = [name for name in REQUIRED if name not in names(clean)]
    if missing:
        raise PlaceholderMissing(names=", ".join(f"{{{name}}}" for name in missing))
    _check_order(clean.split("\n"))
    return clean


def names(template: str) -> set[str]:
    """The placeholders that a template holds, as they are typed between the braces."""
    return {_name(mark) for mark in _MARK.finditer(template)}


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders filled, once: braces inside the values stay as they are.

    A line whose placeholders are all empty is left out, and so are blank lines in a row.
    """
    lines = (_filled_line(line, values) for line in template.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(x for x in lines if x is not None)).strip("\n")


def _filled_line(line: str, values: Mapping[str, str]) -> str | None:
    found = [values.get(_name(mark), "") for mark in _MARK.finditer(line)]
    if found and not any(found):
        return None
    return _MARK.sub(lambda mark: values.get(_name(mark), ""), line).rstrip()


def _check_line(line: str, number: int) -> None:
    for mark in _MARK.finditer(line):
        if _name(mark) not in PLACEHOLDERS:
            raise PlaceholderUnknown(line=number, column=mark.start() + 1, name=mark[1])


def _check_order(lines: list[str]) -> None:
    if "number" not in names(lines[0]):
        raise NumberNotFirst
    last = lines[-1].strip()
    if _MARK.fullmatch(last) is None or names(last) != {"link"}:
        raise LinkNotLast


def _name(mark: re.Match[str]) -> str:
    return mark[1].strip().casefold()
