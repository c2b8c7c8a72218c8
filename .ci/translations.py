"""Says which sentences of the product still lack a translation; with --update, lays them before
the translators in every catalogue.
"""

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

TRANSLATIONS = Path("cardshop/translations")


def main(arguments: list[str]) -> int:
    if not TRANSLATIONS.is_dir():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        _babel(
            "extract", "-F", "pyproject.toml", "-k", "_l", "--omit-header", "-o", str(template), "."
        )
        if "--update" in arguments:
            _babel(
                "update", "--no-fuzzy-matching", "-N", "-i", str(template), "-d", str(TRANSLATIONS)
            )
        faults = list(_faults(template))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _babel(*words: str) -> None:
    with contextlib.redirect_stderr(io.StringIO()):
        CommandLineInterface().run(["pybabel", "-q", *words])


def _faults(template: Path) -> Iterator[str]:
    wanted = _catalog(template)
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        catalog = _catalog(path)
        missing = [message for message in wanted if message.id and not _is_said(message, catalog)]
        for message in missing[:5]:
            yield f"{path}: no translation of {message.id!r}"
        if len(missing) > 5:
            yield f"{path}: and of {len(missing) - 5} more (make translations lists them there)"


def _catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _is_said(message: Message, catalog: Catalog) -> bool:
    said = catalog.get(message.id, message.context)
    if said is None or said.fuzzy:
        return False
    return all(said.string) if isinstance(said.string, tuple | list) else bool(said.string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
