"""What people can use is written down: templates say what they are, commands are listed."""

from __future__ import annotations

import re
from pathlib import Path

import click
from flask import Flask

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
# Commands of Flask and its extensions, which their own documents describe.
NOT_OURS = {"routes", "run", "shell", "db", "limiter"}


def commands(group: click.Group, prefix: str = "") -> list[tuple[str, click.Command]]:
    found = []
    for name, command in sorted(group.commands.items()):
        if not prefix and name in NOT_OURS:
            continue
        if isinstance(command, click.Group):
            found += commands(command, f"{prefix}{name} ")
        else:
            found.append((prefix + name, command))
    return found


def test_every_command_is_listed_and_says_what_it_does(sqlite_app: Flask) -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in commands(sqlite_app.cli):
        assert f"`{name}`" in written, f"{name} is not in docs/commands.md"
        assert command.help, f"{name} does not say what it does"


def test_no_command_is_listed_that_does_not_exist(sqlite_app: Flask) -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z -]+?)`", written, re.MULTILINE))

    assert listed - {"db upgrade"} == {name for name, _ in commands(sqlite_app.cli)}


def test_every_shared_template_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("_*.html")
        if not path.read_text(encoding="utf-8").lstrip().startswith("{#")
    ]

    assert silent == []


def test_every_macro_is_used() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")}
    everything = "\n".join(texts.values())
    defined = {name for text in texts.values() for name in re.findall(r"{% macro (\w+)", text)}

    assert {n for n in defined if len(re.findall(rf"\b{n}\b", everything)) < 2} == set()


def test_a_template_takes_parts_only_from_its_own_folder_and_from_web() -> None:
    wrong = []
    for path in TEMPLATES.rglob("*.html"):
        home = path.relative_to(TEMPLATES).parts[0]
        names = re.findall(
            r"{% (?:include|import|from|extends) \"([^\"]+)\"", path.read_text("utf-8")
        )
        wrong += [f"{path.name}: {n}" for n in names if n.split("/")[0] not in (home, "web")]

    assert wrong == []


def test_styles_know_no_left_and_right() -> None:
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|float\s*:"
    )
    wrong = [
        f"{path.name}: {line.strip()[:80]}"
        for path in (ROOT / "static").rglob("*.css")
        for line in path.read_text(encoding="utf-8").splitlines()
        if sided.search(line)
    ]

    assert wrong == []


def test_pages_of_the_documents_exist() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} leads to {link}"
