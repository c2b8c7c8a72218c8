"""Forms with ordered lists: rows that are added, removed and moved by buttons, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, cast

from wtforms import Field, FormField
from wtforms import Form as Rows

from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.rows import Row, rearranged, without_blanks
from cardshop.web.forms import Form, RowList

# One more than the rules allow, so that the rule can say its sentence; a flood is cut off.
MOST_ROWS = 61


def list_of(row: type[Rows], *, most: int = MOST_ROWS) -> Any:
    """A list of these rows; what comes after so many is cut off."""
    return RowList(FormField(row), max_entries=most)


class ListsForm(Form):
    """A form with lists. `LISTS` names, for each, the fields that make a row more than blank."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {}

    def rows(self) -> dict[str, list[Row]]:
        """What is typed in the lists."""
        return {name: [dict(entry.data) for entry in self[name].entries] for name in self.LISTS}

    def after(self, act: str) -> Self:
        """The same form after one of its list buttons."""
        return self.holding(rearranged(self.rows(), act))

    def tidy(self) -> Self:
        """The same form without blank rows, so that faults find the rows that they are about."""
        kept = self.rows()
        return self.holding(
            {n: without_blanks(kept[n], typed=typed) for n, typed in self.LISTS.items()}
        )

    def holding(self, lists: dict[str, list[Row]]) -> Self:
        """The same form with other rows."""
        return type(self)(formdata=None, data={**self.data, **lists})

    def blank(self, name: str) -> Field:
        """An empty row numbered `__n__`, for scripts to copy."""
        field = self[name]
        bind = cast(Callable[..., Field], field.unbound_field.bind)
        row = bind(form=None, name=f"{field.name}-__n__", prefix="", _meta=self.meta)
        row.process(None)
        return row


def below(faults: FieldErrors, prefix: str) -> FieldErrors:
    """The faults as seen from inside `prefix`; those elsewhere stay as they are."""
    return FieldErrors(FieldError(e.pointer.removeprefix(prefix), e.detail) for e in faults.errors)


def words(row: dict[str, Any], *names: str) -> dict[str, str]:
    """These fields of a row as text."""
    return {name: str(row.get(name) or "") for name in names}
