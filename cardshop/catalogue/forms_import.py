"""Forms of importing: the file, and the faulty cells that are typed anew."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict

from cardshop.lib.errors import Invalid
from cardshop.web.forms import Form

_CELL = re.compile(r"cell-([1-9][0-9]{0,5})-(0|[1-9][0-9]{0,2})")


class FileMissing(Invalid):
    """Choose a CSV file first."""


class ImportForm(Form):
    """A file of products."""

    file = FileField(_l("CSV file"))

    def read(self) -> tuple[str, bytes]:
        """The file's name and its bytes. Raises FileMissing."""
        if not self.file.data or not self.file.data.filename:
            raise FileMissing
        return str(self.file.data.filename), bytes(self.file.data.read())


def typed_cells(form: MultiDict[str, str]) -> dict[tuple[int, int], str]:
    """What was typed into cells, by their row and column."""
    found = ((_CELL.fullmatch(name), value) for name, value in form.items())
    return {(int(m[1]), int(m[2])): value for m, value in found if m}
