"""Says which sentences of the product still lack a translation; with --update, lays them before
the translators in every catalogue.
"""

import contextlib
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

TRANSLATIONS = Path("cardshop/translations")
KEYWORDS = ("-k", "_l", "-k", "lazy_pgettext:1c,2", "-k", "counted:1,2")
# All that a program needs to know of a catalogue; who and when is told by the history.
HEADER = """msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def main(arguments: list[str]) -> int:
    paths = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
    wanted = _sentences()
    if "--update" in arguments:
        for path in paths:
            _lay(wanted, path)
    faults = [fault for path in paths for fault in _faults(wanted, path)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _sentences() -> Catalog:
    """Every sentence of code and templates, with the files it stands in."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        with contextlib.redirect_stderr(io.StringIO()):
            words = ("pybabel", "-q", "extract", "-F", "pyproject.toml", *KEYWORDS, "--omit-header")
            CommandLineInterface().run([*words, "-o", str(template), "."])  # type: ignore[no-untyped-call]
        return _catalog(template)


def _lay(wanted: Catalog, path: Path) -> None:
    catalog = _catalog(path)
    catalog.update(wanted, no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(written, catalog, omit_header=True, ignore_obsolete=True, include_lineno=False)
    header = HEADER.format(locale=catalog.locale_identifier, plurals=catalog.plural_forms)
    path.write_bytes(header.encode() + written.getvalue())


def _faults(wanted: Catalog, path: Path) -> Iterator[str]:
    catalog = _catalog(path)
    missing = [message for message in wanted if message.id and not _is_said(message, catalog)]
    for message in missing[:5]:
        yield f"{path}: no translation of {message.id!r}"
    if len(missing) > 5:
        yield f"{path}: and of {len(missing) - 5} more (make translations lists them there)"
    for message in catalog:
        if _is_said(message, catalog) and _holes(message.id) != _holes(message.string):
            yield f"{path}: other placeholders than in {message.id!r}"


def _catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _is_said(message: Message, catalog: Catalog) -> bool:
    said = catalog.get(message.id, message.context)
    if said is None or said.fuzzy:
        return False
    return all(said.string) if isinstance(said.string, tuple | list) else bool(said.string)


def _holes(said: object) -> list[set[str]]:
    """The names in each form of a sentence: a translation may repeat one, and forgets none."""
    forms = said if isinstance(said, tuple | list) else [said]
    return [set(PLACEHOLDER.findall(str(form))) for form in forms]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
