"""Forms: WTForms with the manners of design.md, and refusals put next to their field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, SubmitField
from wtforms.utils import unset_value
from wtforms.validators import DataRequired, InputRequired, StopValidation

from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.lib.text import printable
from cardshop.web.errors import say

# Of a row's number, as in `links-12-url`.
_DIGITS = 4


class Form(FlaskForm):  # type: ignore[misc]
    """A form with the CSRF token. Templates say `novalidate`: the server explains faults."""

    def validate(self, extra_validators: Any = None) -> bool:
        """True when every field is well; else what is shown again is made fit to be shown."""
        well = bool(super().validate(extra_validators))
        if not well:
            self._show_again()
        return well

    def refuse(self, field: str, refusal: Invalid) -> None:
        """Put a refusal next to a field."""
        self._show_again()
        _add_error(self[field], say(refusal.detail))

    def take(self, faults: FieldErrors, names: dict[str, str] | None = None) -> None:
        """Put each fault next to its field.

        A JSON pointer such as `/phones/0/number` finds the field `phones-0-number`; `names` maps a
        pointer's first part to another field. What fits no field is shown in the summary.
        """
        self._show_again()
        for fault in faults.errors:
            parts = [p for p in fault.pointer.split("/") if p]
            if parts and names:
                parts[0] = names.get(parts[0], parts[0])
            target = _find(self, parts)
            if target is None:
                self.form_errors.append(say(fault.detail))
            else:
                _add_error(target, say(fault.detail))

    def _show_again(self) -> None:
        """NUL and its kin were refused; in a page they would make it unreadable."""
        for field in _leaves(self):
            if isinstance(field.data, str):
                field.data = printable(field.data)
            if field.raw_data:
                field.raw_data = [printable(v) if isinstance(v, str) else v for v in field.raw_data]


class Says:
    """A validator that asks a function of the domain and shows its refusal."""

    def __init__(self, check: Callable[[str], Any]) -> None:
        self.check = check

    def __call__(self, _form: Any, field: Field) -> None:
        """Say what is wrong, if anything."""
        try:
            self.check(field.data or "")
        except Invalid as refusal:
            raise StopValidation(say(refusal.detail)) from refusal


class Needed(DataRequired):
    """Something must be typed. No `required` attribute: the browser's bubble is not our words."""

    field_flags: dict[str, Any] = {}


class Chosen(InputRequired):
    """Something must be chosen."""

    field_flags: dict[str, Any] = {}


class RowList(FieldList):  # type: ignore[type-arg]
    """An ordered list of rows: at most `max_entries` of them, however many are sent or held."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Cut a flood off; the parent would stumble over it."""
        if isinstance(data, list):
            data = data[: self.max_entries]
        super().process(formdata, data, extra_filters)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        # The parent reads digits of any script and of any length, and stumbles over some.
        start = f"{prefix}-"
        names = (name.removeprefix(start) for name in formdata if name.startswith(start))
        numbers = (name.split("-", 1)[0] for name in names)
        return (int(n) for n in numbers if n.isascii() and n.isdecimal() and len(n) <= _DIGITS)


def summary(form: Form) -> list[tuple[str, str]]:
    """(field id, sentence) of every fault, in the order of the fields, for the error summary."""
    return [
        *(("", str(e)) for e in form.form_errors),
        *(pair for field in form for pair in _faults(field)),
    ]


def _faults(field: Field) -> list[tuple[str, str]]:
    if isinstance(field, FieldList | FormField):
        inner = field.entries if isinstance(field, FieldList) else list(field.form)
        return [pair for part in inner for pair in _faults(part)]
    return [(field.id, str(error)) for error in field.errors]


def _leaves(parent: Any) -> Iterator[Field]:
    """Every field that holds a value itself, however deep."""
    for field in parent:
        if isinstance(field, FieldList):
            yield from _leaves(field.entries)
        elif isinstance(field, FormField):
            yield from _leaves(field.form)
        else:
            yield field


def _find(form: Any, parts: list[str]) -> Field | None:
    where: Any = form
    for part in parts:
        where = _step(where, part)
        if where is None:
            return None
    return (
        where if isinstance(where, Field) and not isinstance(where, FieldList | FormField) else None
    )


def _step(where: Any, part: str) -> Any:
    if isinstance(where, FieldList):
        return (
            where.entries[int(part)] if part.isdigit() and int(part) < len(where.entries) else None
        )
    inside = where.form if isinstance(where, FormField) else where
    return (
        inside[part] if isinstance(part, str) and part in getattr(inside, "_fields", {}) else None
    )


def _add_error(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


SAVE = _l("Save")


class SaveButton(SubmitField):
    """The one filled button of a form."""

    def __init__(self, label: Any = SAVE, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
