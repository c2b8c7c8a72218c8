"""The form of a booking's details: who comes, what the service asks, and which start it is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from cardshop.booking.models import QuestionKind, ServiceQuestion
from cardshop.lib import ids
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.text import printable
from cardshop.storefront import book_asked
from cardshop.web.forms import Form

# More answers than these are easier to find in a list that opens.
MOST_RADIOS = 6
_LONGEST_KEY = 64
# Where the faults of a request are told; by its longest matching beginning.
_FIELDS = {
    "/customer/name": "/name",
    "/customer/phone": "/phone",
    "/customer/email": "/email",
    "/answers/": "/answer-",
    "/note": "/note",
}


class BookForm(Form):
    """A public form: guarded by where it comes from, so it carries no token."""

    class Meta:
        """No token, for the page must not need a session."""

        csrf = False

    key = HiddenField()
    start = HiddenField()
    calendar = HiddenField()
    seats = HiddenField()
    zone = HiddenField()
    shown = HiddenField()
    name = StringField(_l("Your name"))
    phone = StringField(_l("Phone number"))
    email = StringField(_l("Email"))

    @property
    def secret(self) -> str:
        """The word under which a booking is taken at most once."""
        return printable(self.key.data or "")[:_LONGEST_KEY]

    @property
    def starts_at(self) -> datetime | None:
        """The start that it is for; nothing for words that are none."""
        return book_asked.start_of(self.start.data or "")

    @property
    def shown_at(self) -> datetime | None:
        """When the page was made that offered it."""
        return book_asked.shown_at(self.shown.data or "")

    def question(self, question: ServiceQuestion) -> Field:
        """The control of a question."""
        return cast(Field, self[name_of(question)])

    def answers(self, questions: Iterable[ServiceQuestion]) -> dict[str, str | bool]:
        """What was answered, by question."""
        return {str(one.id): _answer(self.question(one).data) for one in questions}

    def customer(self, *, locale: str, timezone: str) -> dict[str, Any]:
        """Who books, as a request says it."""
        given = {name: self[name].data or "" for name in ("name", "phone", "email")}
        return {**given, "locale": locale, "timezone": timezone}

    def unreachable(self) -> list[FieldError]:
        """The fault of leaving neither a number nor an address."""
        if (self.phone.data or "").strip() or (self.email.data or "").strip():
            return []
        return [FieldError("/customer/phone", _("Enter your phone number or your email."))]

    def show(self, faults: Iterable[FieldError]) -> None:
        """Put each fault of a request next to its field, or into the summary."""
        self.take(FieldErrors(FieldError(_field_of(f.pointer), f.detail) for f in faults))


def name_of(question: ServiceQuestion) -> str:
    """The name of a question's control."""
    return f"answer-{question.id}"


def opened(questions: Sequence[ServiceQuestion], **hidden: str) -> BookForm:
    """An empty form for a start."""
    return _form_with(questions)(formdata=None, data={"key": ids.new_token(), **hidden})


def sent(questions: Sequence[ServiceQuestion]) -> BookForm:
    """The form as it was sent."""
    form = _form_with(questions)()
    form.key.data = form.secret or ids.new_token()
    return form


def _form_with(questions: Sequence[ServiceQuestion]) -> type[BookForm]:
    """The form with the service's questions, and room for a word of the customer's own."""
    asked: dict[str, Any] = {name_of(question): _field(question) for question in questions}
    asked["note"] = TextAreaField(_l("Anything we should know?"))
    return type("BookFormWithQuestions", (BookForm,), asked)


def _field(question: ServiceQuestion) -> Field:
    """The control that fits what is asked."""
    if question.kind is QuestionKind.CHECKBOX:
        return BooleanField(question.label)
    if question.kind is QuestionKind.LONG_TEXT:
        return TextAreaField(question.label)
    if question.kind is not QuestionKind.CHOICE:
        return StringField(question.label)
    choices = {words: words for words in question.choices}
    if len(choices) > MOST_RADIOS:
        return SelectField(question.label, choices={"": "–", **choices}, validate_choice=False)
    return RadioField(question.label, choices=choices, validate_choice=False)


def _answer(typed: object) -> str | bool:
    return typed if isinstance(typed, bool) else str(typed or "")


def _field_of(pointer: str) -> str:
    """The pointer into the form."""
    for start, field in _FIELDS.items():
        if pointer.startswith(start):
            ending = pointer.removeprefix(start) if start.endswith("/") else ""
            return field + ending
    return ""
