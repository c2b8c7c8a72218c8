"""A service made what its content says, and said again as content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from cardshop.booking.domain.content import QuestionContent, ServiceContent, check_length
from cardshop.booking.models import Place, QuestionKind, Service, ServiceQuestion, SlotAlignment
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid

_LENGTHS = ("duration_minutes", "buffer_before_minutes", "buffer_after_minutes")
_COLUMNS = (
    *("name", "description", "price", "slot_interval_minutes", *_LENGTHS),
    *("minimum_notice_minutes", "horizon_days", "capacity", "daily_limit", "person_limit"),
    *("requires_approval", "place_details", "cancel_cutoff_minutes", "reschedule_cutoff_minutes"),
)


def _longest_first(offsets: list[int]) -> list[int]:
    return sorted(set(offsets), reverse=True)


# Of a field that is stored as something else: its column, and what becomes of its value.
_READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "active": ("is_active", bool),
    "slot_alignment": ("slot_alignment", SlotAlignment),
    "place": ("place", Place),
    "reminder_offsets": ("reminder_offsets", _longest_first),
}


class QuestionUnknown(Invalid):
    """This question is gone. Add it again."""


def faults_of(content: ServiceContent, service: Service | None) -> Iterator[FieldError]:
    """What speaks against the content as a whole, beside what the service has already."""
    duration, before, after = (_after(name, content, service) for name in _LENGTHS)
    try:
        check_length(duration=duration, before=before, after=after)
    except FieldErrors as found:
        yield from found.errors
    known = {question.id for question in service.questions} if service else set()
    for place, question in enumerate(content.questions):
        if question.id is not None and question.id not in known:
            yield FieldError(f"/questions/{place}/id", QuestionUnknown().detail)


def apply(service: Service, content: ServiceContent, sent: Collection[str]) -> None:
    """Write the fields named by `sent`, all but the slug and who gives it."""
    for name in _COLUMNS:
        if name in sent:
            setattr(service, name, getattr(content, name))
    for name, column in _READ.items():
        if name in sent:
            setattr(service, column[0], column[1](getattr(content, name)))
    if "questions" in sent:
        _set_questions(service, content.questions)


def is_modified(service: Service) -> bool:
    """Whether something of the service or of its questions is to be written."""
    rows = [service, *service.questions]
    return any(db.session.is_modified(row) for row in rows)


def content_of(service: Service) -> dict[str, Any]:
    """What makes a service like it; questions without their keys, nothing of who gives it."""
    return {
        **{name: getattr(service, name) for name in _COLUMNS},
        "slot_alignment": service.slot_alignment.value,
        "place": service.place.value,
        "reminder_offsets": list(service.reminder_offsets),
        "questions": [_question(question) for question in service.questions],
        "active": service.is_active,
    }


def _after(name: str, content: ServiceContent, service: Service | None) -> int:
    is_sent = service is None or name in content.model_fields_set
    minutes: int = getattr(content if is_sent else service, name)
    return minutes


def _set_questions(service: Service, wanted: list[QuestionContent]) -> None:
    """Those with the key of one there is stay it; the others are new, what is left out goes."""
    kept = {question.id: question for question in service.questions}
    rows = [kept.pop(content.id) if content.id in kept else ServiceQuestion() for content in wanted]
    for position, (row, content) in enumerate(zip(rows, wanted, strict=True)):
        row.position = position
        row.label, row.kind = content.label, QuestionKind(content.kind)
        row.is_required, row.choices = content.required, list(content.choices)
    if rows != service.questions:
        service.questions = rows


def _question(question: ServiceQuestion) -> dict[str, Any]:
    return {
        "label": question.label,
        "kind": question.kind.value,
        "required": question.is_required,
        "choices": list(question.choices),
    }
