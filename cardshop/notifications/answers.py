"""What an answer by telephone does: the features whose messages ask for one say it here.

The factory introduces them once. Notifications stand below them and know only "yes" and "no".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody said yes or no to a message about a thing of a business, by its key.

    `asked_at` is when the words of that message were written.
    """

    business_id: int
    subject_id: int
    is_yes: bool
    asked_at: datetime


class Superseded(Exception):
    """What was asked is not so any more: the answer is words, which the owner reads."""


# Does what the answer says, in the caller's transaction, and returns what is replied, in the
# language that is spoken; or raises a Refusal, whose sentence is replied, or Superseded.
Answer = Callable[[Answered, datetime], str]
_answers: dict[str, Answer] = {}


def introduce(subject_kind: str, answer: Answer) -> None:
    """Say what answers to messages about such things do."""
    _answers[subject_kind] = answer


def kinds() -> frozenset[str]:
    """About what one can be asked."""
    return frozenset(_answers)


def give(subject_kind: str, answered: Answered, at: datetime) -> str:
    """Do what the answer says. Returns what is replied."""
    return _answers[subject_kind](answered, at)
