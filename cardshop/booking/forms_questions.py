"""The questions of a service as rows of its form."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms import Form as Rows

from cardshop.booking.forms_ticks import key_of
from cardshop.booking.models import ServiceQuestion
from cardshop.lib.rows import Row
from cardshop.web import choices as offered

KINDS = (
    ("text", _l("A line of text")),
    ("long_text", _l("Several lines")),
    ("choice", _l("One of some answers")),
    ("checkbox", _l("A tick")),
    ("phone", _l("A telephone number")),
)


class QuestionRow(Rows):
    """One question."""

    id = HiddenField()
    label = StringField(_l("Question"))
    kind = SelectField(_l("Answered by"), choices=offered.choices(KINDS), validate_choice=False)
    required = BooleanField(_l("Must be answered"))
    choices = TextAreaField(_l("Answers to choose from, one a line"))


def as_row(question: ServiceQuestion) -> Row:
    """A question as its row holds it."""
    return {
        "id": str(question.id),
        "label": question.label,
        "kind": question.kind.value,
        "required": question.is_required,
        "choices": "\n".join(question.choices),
    }


def as_content(row: Row) -> dict[str, Any]:
    """What a row says. Answers that were typed for another kind are left out."""
    kind = row.get("kind") or "text"
    answers = [" ".join(line.split()) for line in (row.get("choices") or "").splitlines()]
    return {
        "id": key_of(row.get("id")),
        "label": row.get("label") or "",
        "kind": kind,
        "required": bool(row.get("required")),
        "choices": [answer for answer in answers if answer] if kind == "choice" else [],
    }
