"""Translations compiled from what the tree says now, also where nobody ran `make setup`."""

import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parents[2] / "cardshop" / "translations"


def read(path: Path) -> Catalog:
    """A catalogue as its translators left it."""
    with path.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> dict[str, Catalog]:
    """Every catalogue by language; compiled, if an older one or none is there."""
    found = {path.parents[1].name: path for path in TRANSLATIONS.glob("*/*/messages.po")}
    for path in found.values():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            _compile(path, compiled)
    return {language: read(path) for language, path in found.items()}


def _compile(source: Path, target: Path) -> None:
    # Parallel workers may do this at once: each puts a whole file in place.
    own = target.with_suffix(f".{os.getpid()}.mo")
    with own.open("wb") as file:
        write_mo(file, read(source))
    own.replace(target)
