"""Forms: WTForms with the manners of design.md, and refusals put next to their field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, SubmitField
from wtforms.validators import DataRequired, InputRequired, StopValidation

from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.web.errors import say

T = TypeVar("T")


class Form(FlaskForm):  # type: ignore[misc]
    """A form with the CSRF token. Templates say `novalidate`: the server explains faults."""

    def refuse(self, field: str, refusal: Invalid) -> None:
        """Put a refusal next to a field."""
        _add_error(self[field], say(refusal.detail))

    def take(self, faults: FieldErrors, names: dict[str, str] | None = None) -> None:
        """Put each fault next to its field.

        A JSON pointer such as `/phones/0/number` finds the field `phones-0-number`; `names` maps a
        pointer's first part to another field. What fits no field is shown in the summary.
        """
        for fault in faults.errors:
            parts = [p for p in fault.pointer.split("/") if p]
            if parts and names:
                parts[0] = names.get(parts[0], parts[0])
            target = _find(self, parts)
            if target is None:
                self.form_errors.append(say(fault.detail))
            else:
                _add_error(target, say(fault.detail))


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


class HasErrors(Protocol):
    """What a template's error summary walks through."""

    errors: Any


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
