"""Finds the sentences of refusals for the translators: docstrings, and words given when raised.

Babel's own extractor knows only calls of gettext. A refusal is written once, as the docstring of
its class or as the words it is raised with, and translated where it is shown.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import extract_python

PRODUCT = Path("cardshop")
ROOT = "Refusal"
# Calls whose sentence is shown to people, and where it stands among their arguments.
SAYING = {"FieldError": 1, "Sentence.of": 0, "self._fault": 1}
# Constants that hold sentences for faults.
SPOKEN = {"SENTENCES", "ANYTHING_ELSE", "IPHONE", "_REFUSED"}

Found = tuple[int, Any, Any, Any]


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
    """Everything that Babel's extractor finds, and the refusals."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        line = getattr(node, "lineno", 0)
        yield from ((line, None, sentence, []) for sentence in _sentences(node))


def _sentences(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef) and node.name in _refusals():
        yield " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
    elif isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        place = SAYING.get(name, 0 if name.rpartition(".")[2] in _refusals() else len(node.args))
        yield from (text for argument in node.args[place : place + 1] for text in _texts(argument))
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if {ast.unparse(target) for target in targets} & SPOKEN:
            yield from _texts(node.value)


def _texts(expression: ast.expr) -> Iterator[str]:
    """The literal sentences of an expression; what is put together while running has none."""
    if isinstance(expression, ast.JoinedStr):
        return
    if isinstance(expression, ast.Constant):
        if isinstance(expression.value, str) and expression.value.endswith((".", "?")):
            yield expression.value
        return
    for part in ast.iter_child_nodes(expression):
        if isinstance(part, ast.expr):
            yield from _texts(part)


@cache
def _refusals() -> frozenset[str]:
    """Every class of the product that is a refusal, directly or through one another."""
    parents = {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for path in PRODUCT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    }
    known, before = {ROOT}, set[str]()
    while known != before:
        before = set(known)
        known |= {name for name, bases in parents.items() if bases & known}
    return frozenset(known)
