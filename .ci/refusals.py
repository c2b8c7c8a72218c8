"""Finds the sentences of refusals for the translators: docstrings, and words given when raised.

Babel's own extractor knows only calls of gettext. A refusal is written once, as the docstring of its
class or as the words it is raised with, and translated where it is shown.
"""

import ast
from collections.abc import Iterator
from typing import IO, Any

from babel.messages.extract import extract_python

KINDS = {"Invalid", "NotFound", "Conflict", "Forbidden", "Refusal"}
# Calls whose sentence is shown to people, and where it stands among their arguments.
SAYING = {"FieldError": 1}

Found = tuple[int, str | None, Any, list[str]]


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
    """Everything that Babel's extractor finds, and the refusals."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    tree = ast.parse(file.read())
    refusals = _refusals(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in refusals:
            yield (
                node.lineno,
                None,
                " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split()),
                [],
            )
        if isinstance(node, ast.Call) and (words := _said(node, refusals)):
            yield node.lineno, None, words, []


def _refusals(tree: ast.Module) -> set[str]:
    """Classes of this module that are refusals, directly or through one another."""
    known = set(KINDS)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ClassDef)
            and {b.id for b in node.bases if isinstance(b, ast.Name)} & known
        ):
            known.add(node.name)
    return (
        known - {"Refusal"}
        if any(isinstance(n, ast.ClassDef) and n.name == "Refusal" for n in ast.walk(tree))
        else known - KINDS
    )


def _said(call: ast.Call, refusals: set[str]) -> str | None:
    """The literal sentence that a refusal or a field's fault is made with."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    place = SAYING.get(
        name,
        0 if name in refusals | KINDS or (name[:1].isupper() and name.endswith(_ENDINGS)) else -1,
    )
    if place < 0 or place >= len(call.args):
        return None
    argument = call.args[place]
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_text and " " in argument.value else None


_ENDINGS = ("Invalid", "Unreadable", "TooLarge", "TooLong", "Taken", "Reserved")
