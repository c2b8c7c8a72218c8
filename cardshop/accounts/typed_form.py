"""Words, amounts and numbers of a form, read in the business's manner, faults at their fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from cardshop.accounts.till import Till
from cardshop.lib import counts
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse
from cardshop.web.forms import Form

M = TypeVar("M", bound=BaseModel)


class NumberNeeded(Invalid):
    """Enter a whole number, like 30."""


class Reading:
    """Collects the values of a form under the names that the content has."""

    def __init__(self, form: Form, till: Till) -> None:
        self._form, self._till = form, till
        self._values: dict[str, Any] = {}
        self._faults: list[FieldError] = []

    def take(self, **values: Any) -> None:
        """Values that need no reading."""
        self._values |= values

    def texts(self, *names: str) -> None:
        """Words as they were typed."""
        self.take(**{name: self._typed(name) for name in names})

    def amount(self, name: str, empty: int | None = 0) -> None:
        """An amount in minor units; `empty` stands for an empty field."""
        self.read(name, self._till.read, empty)

    def whole(self, name: str, empty: int | None = 0) -> None:
        """A whole number."""
        self.read(name, _whole, empty)

    def needed(self, name: str, refusal: Invalid) -> None:
        """A whole number that must be there; `refusal` says so."""
        if self._typed(name).strip():
            self.whole(name)
        else:
            self._faults.append(FieldError(f"/{name}", refusal.detail))

    def content(self, model: type[M]) -> M:
        """What was typed. Raises FieldErrors with the names of the fields as pointers."""
        try:
            content = parse(model, self._values)
        except FieldErrors as faults:
            told = {fault.pointer for fault in self._faults}
            more = [fault for fault in faults.errors if fault.pointer not in told]
            raise FieldErrors([*self._faults, *more]) from faults
        if self._faults:
            raise FieldErrors(self._faults)
        return content

    def read(self, name: str, read: Callable[[str], Any], empty: Any) -> None:
        """Whatever `read` makes of the words; `empty` stands for an empty field."""
        text = self._typed(name)
        try:
            self._values[name] = read(text) if text.strip() else empty
        except Invalid as refusal:
            self._faults.append(FieldError(f"/{name}", refusal.detail))

    def _typed(self, name: str) -> str:
        return self._form[name].data or ""


def _whole(text: str) -> int:
    try:
        number = counts.whole(text)
    except Invalid as refusal:
        raise NumberNeeded from refusal
    if number is None:
        raise NumberNeeded
    return number
