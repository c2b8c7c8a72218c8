"""Sizes and names: the budgets of the house (style.md)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON_STOP, FUNCTION_STOP, TEMPLATE_STOP, SCRIPT_STOP, STYLE_STOP = 250, 30, 120, 120, 200
TEST_STOP, VIEW_STOP = 25, 12

# A longer table is plainly clearer than one cut in two; each says why it is here.
LONG_TABLES = {
    "cardshop/web/icon_drawings.py": "the drawings of the icons, one a line",
    "cardshop/web/network_marks.py": "the drawings of the networks, one a line",
    "cardshop/cards/domain/network_table.py": "every network, one a row",
}
FORBIDDEN_NAMES = re.compile(
    r"(^|_)(utils?|helpers?|manager|data2)(_|$)|^_?(handle|process)_(?!of\b|bind_param|result_value|formdata|data)"
)
PRODUCT = sorted((ROOT / "cardshop").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def lines_of(function: ast.FunctionDef) -> int:
    """Lines of the body, without decorators, signature and docstring."""
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    first = body[1] if documented and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize(
    ("folder", "pattern", "stop"),
    [
        ("cardshop", "*.py", PYTHON_STOP),
        ("tests", "*.py", PYTHON_STOP),
        ("templates", "*.html", TEMPLATE_STOP),
        ("static", "*.js", SCRIPT_STOP),
        ("static", "*.css", STYLE_STOP),
    ],
)
def test_no_file_passes_its_stop(folder: str, pattern: str, stop: int) -> None:
    files = [path for path in (ROOT / folder).rglob(pattern) if short(path) not in LONG_TABLES]

    assert [f"{short(p)}: {length(p)}" for p in files if length(p) > stop] == []


def test_no_function_passes_its_stop() -> None:
    long = [
        f"{short(path)}: {function.name} {lines_of(function)}"
        for path in PRODUCT
        for function in functions(path)
        if lines_of(function) > FUNCTION_STOP
    ]

    assert long == []


def test_a_test_is_a_sentence_and_not_a_chapter() -> None:
    long = [
        f"{short(path)}: {function.name} {lines_of(function)}"
        for path in TESTS
        for function in functions(path)
        if function.name.startswith("test_") and lines_of(function) > TEST_STOP
    ]

    assert long == []


def test_a_view_translates_and_leaves() -> None:
    long = [
        f"{short(path)}: {function.name} {lines_of(function)}"
        for path in PRODUCT
        if path.stem.startswith(("views", "files", "feeds"))
        for function in functions(path)
        if function.decorator_list and lines_of(function) > VIEW_STOP
    ]

    assert long == []


def test_names_say_what_things_are() -> None:
    modules = [short(p) for p in PRODUCT + TESTS if FORBIDDEN_NAMES.search(p.stem)]
    inside = [
        f"{short(path)}: {function.name}"
        for path in PRODUCT
        for function in functions(path)
        if FORBIDDEN_NAMES.search(function.name)
    ]

    assert modules + inside == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        short(path)
        for path in PRODUCT + TESTS
        if path.stat().st_size
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_nothing_marks_itself_unfinished() -> None:
    marks = re.compile(r"\b(TODO|FIXME|HACK|NotImplementedError|[Cc]oming soon|[Ll]orem ipsum)\b")
    files = [
        path
        for folder in ("cardshop", "templates", "static", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".js", ".css", ".txt")
    ]

    assert [short(p) for p in files if marks.search(p.read_text(encoding="utf-8"))] == []
