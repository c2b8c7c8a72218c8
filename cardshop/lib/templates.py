"""Words with placeholders such as {number}: text and nothing else, so no template can do harm."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cardshop.lib import text
from cardshop.lib.errors import Invalid

MARK = re.compile(r"\{([^{}\n]*)\}")


class PlaceholderUnknown(Invalid):
    """Line %(line)s, character %(column)s: there is no {%(name)s}."""


def check(template: str, allowed: Collection[str], *, longest: int) -> str:
    """The template with plain line ends. Empty stays empty: the built-in words.

    Raises PlaceholderUnknown with its place, and what `lib.text` raises.
    """
    clean = text.check(template, longest=longest)
    for number, line in enumerate(clean.split("\n"), start=1):
        for mark in MARK.finditer(line):
            if _name(mark) not in allowed:
                raise PlaceholderUnknown(line=number, column=mark.start() + 1, name=mark[1])
    return clean


def names(template: str) -> set[str]:
    """The placeholders that a template holds, as they are typed between the braces."""
    return {_name(mark) for mark in MARK.finditer(template)}


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders filled, once: braces inside the values stay as they are.

    A line whose placeholders are all empty is left out, and so are blank lines in a row.
    """
    lines = (_filled_line(line, values) for line in template.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(x for x in lines if x is not None)).strip("\n")


def _filled_line(line: str, values: Mapping[str, str]) -> str | None:
    found = [values.get(_name(mark), "") for mark in MARK.finditer(line)]
    if found and not any(found):
        return None
    return MARK.sub(lambda mark: values.get(_name(mark), ""), line).rstrip()


def _name(mark: re.Match[str]) -> str:
    return mark[1].strip().casefold()
