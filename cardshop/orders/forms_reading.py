"""Amounts, numbers and dates of a form, read in the business's manner, faults at their fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from cardshop.catalogue.domain import typed_numbers
from cardshop.catalogue.till import Till
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse
from cardshop.web.forms import Form

M = TypeVar("M", bound=BaseModel)


class DateInvalid(Invalid):
    """Choose a date, like 2026-12-24."""


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
        self._read(name, self._till.read, empty)

    def whole(self, name: str, empty: int | None = 0) -> None:
        """A whole number."""
        self._read(name, _whole, empty)

    def begin(self, name: str, zone: ZoneInfo) -> None:
        """The first instant of a date in the zone."""
        self._read(name, lambda text: _midnight(_date(text), zone), None)

    def end(self, name: str, zone: ZoneInfo) -> None:
        """The instant after a last day."""
        self._read(name, lambda text: _midnight(_date(text) + timedelta(days=1), zone), None)

    def content(self, model: type[M]) -> M:
        """What was typed. Raises FieldErrors with the names of the fields as pointers."""
        try:
            content = parse(model, self._values)
        except FieldErrors as faults:
            raise FieldErrors([*self._faults, *faults.errors]) from faults
        if self._faults:
            raise FieldErrors(self._faults)
        return content

    def _read(self, name: str, read: Callable[[str], Any], empty: Any) -> None:
        text = self._typed(name)
        try:
            self._values[name] = read(text) if text.strip() else empty
        except Invalid as refusal:
            self._faults.append(FieldError(f"/{name}", refusal.detail))

    def _typed(self, name: str) -> str:
        return self._form[name].data or ""


def _whole(text: str) -> int:
    try:
        number = typed_numbers.whole(text)
    except Invalid as refusal:
        raise NumberNeeded from refusal
    if number is None:
        raise NumberNeeded
    return number


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as fault:
        raise DateInvalid from fault
    if not date(2000, 1, 1) <= day < date(2200, 1, 1):
        raise DateInvalid
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
