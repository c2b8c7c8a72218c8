"""Refusals: what the product says no to, in four kinds that the web maps to statuses once."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class Sentence(str):
    """Filled-in English words that remember what they were filled from.

    Whoever shows them translates the template and fills in the values; whoever only passes them on
    need not know.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, template: str, **values: object) -> Sentence:
        """The sentence of a template with `%(name)s` for each of the values."""
        made = cls(template % values if values else template)
        made.template, made.values = template, values
        return made


class Refusal(Exception):
    """This cannot be done."""

    def __init__(self, template: str | None = None, **values: object) -> None:
        """`template` is a more specific sentence, with `%(name)s` for each of the values."""
        self.detail = Sentence.of(template or sentence(type(self)), **values)
        super().__init__(self.detail)


class Invalid(Refusal):
    """Something that was typed cannot be used."""


class NotFound(Refusal):
    """There is nothing here."""


class Conflict(Refusal):
    """Something changed meanwhile."""


class Forbidden(Refusal):
    """You may not do this."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault of one field.

    `pointer` is a JSON pointer (RFC 6901) into what was sent, such as `/phones/0/number`.
    """

    pointer: str
    detail: str


class FieldErrors(Invalid):
    """Some of the fields need another look."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        super().__init__()
        self.errors = list(errors)

    def below(self, prefix: str) -> FieldErrors:
        """The same faults, seen from a parent object that holds this one at `prefix`."""
        return FieldErrors(FieldError(prefix + e.pointer, e.detail) for e in self.errors)


def sentence(kind: type[Refusal]) -> str:
    """The first paragraph of a refusal's docstring, on one line."""
    text = inspect.getdoc(kind) or ""
    return " ".join(text.split("\n\n")[0].split())
