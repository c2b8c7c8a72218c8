"""The owner's own words of the message: text with placeholders such as {number}, and no code."""

from __future__ import annotations

from cardshop.lib import templates
from cardshop.lib.errors import Invalid
from cardshop.lib.templates import MARK, PlaceholderUnknown, filled, names

__all__ = ["PlaceholderUnknown", "check", "filled", "names"]

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
    clean = templates.check(template, PLACEHOLDERS, longest=LONGEST)
    if not clean:
        return ""
    missing = [name for name in REQUIRED if name not in names(clean)]
    if missing:
        raise PlaceholderMissing(names=", ".join(f"{{{name}}}" for name in missing))
    _check_order(clean.split("\n"))
    return clean


def _check_order(lines: list[str]) -> None:
    if "number" not in names(lines[0]):
        raise NumberNotFirst
    last = lines[-1].strip()
    if MARK.fullmatch(last) is None or names(last) != {"link"}:
        raise LinkNotLast
