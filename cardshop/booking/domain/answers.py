"""Answers held against the questions of a service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cardshop.lib import phones, text
from cardshop.lib.errors import FieldError, FieldErrors, Invalid

LONGEST_LINE, LONGEST_WORDS = 200, 2000


class AnswerMissing(Invalid):
    """Answer this question."""


class TickMissing(Invalid):
    """Tick this to book."""


class ChoiceUnknown(Invalid):
    """Choose one of the answers."""


class AnswerUnfitting(Invalid):
    """Answer this question in words."""


class QuestionUnknown(Invalid):
    """This service does not ask that."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is asked. `kind` is a word of `content.Question`."""

    id: int
    label: str
    kind: str
    required: bool
    choices: tuple[str, ...] = ()


def check(
    questions: Sequence[Question], answers: Mapping[str, str | bool], *, country: str
) -> list[dict[str, Any]]:
    """What is kept of the answers: `question_id`, `label`, `kind`, `value` of each that was given.

    A telephone number without country code is of `country`. Raises FieldErrors with a pointer such
    as `/answers/12` to every answer that is missing, unfitting, or to a question of another
    service.
    """
    kept, faults = [], list(_strangers(questions, answers))
    for question in questions:
        try:
            value = _value(question, answers.get(str(question.id), ""), country)
        except Invalid as refusal:
            faults.append(FieldError(f"/answers/{question.id}", refusal.detail))
            continue
        if value != "":
            kept.append(_kept(question, value))
    if faults:
        raise FieldErrors(faults)
    return kept


def _kept(question: Question, value: str | bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "question_id": question.id,
        "label": question.label,
        "kind": question.kind,
        "value": value,
    }


def _strangers(
    questions: Sequence[Question], answers: Mapping[str, str | bool]
) -> Iterator[FieldError]:
    known = {str(question.id) for question in questions}
    for key in answers:
        if key not in known:
            pointer = key.replace("~", "~0").replace("/", "~1")
            yield FieldError(f"/answers/{pointer}", QuestionUnknown().detail)


def _value(question: Question, answer: str | bool, country: str) -> str | bool:  # noqa: FBT001
    if question.kind == "checkbox":
        return _tick(question, answer)
    if not isinstance(answer, str):
        raise AnswerUnfitting
    words = answer.strip()
    if not words and question.required:
        raise AnswerMissing
    return _words(question, words, country) if words else ""


def _tick(question: Question, answer: str | bool) -> bool:  # noqa: FBT001
    if answer not in (True, False, ""):
        raise AnswerUnfitting
    if question.required and not answer:
        raise TickMissing
    return bool(answer)


def _words(question: Question, words: str, country: str) -> str:
    if question.kind == "phone":
        return phones.read(words, country)
    if question.kind == "choice" and words not in question.choices:
        raise ChoiceUnknown
    if question.kind == "long_text":
        return text.check(words, longest=LONGEST_WORDS)
    return text.check_line(words, longest=LONGEST_LINE)
