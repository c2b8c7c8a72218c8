"""The business's own words for an event: what may stand in them, and how long they may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cardshop.lib import templates
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.notifications.domain.events import NEEDED, PLACEHOLDERS, Event

# WhatsApp takes 1,024 characters of a template with what fills it; more than this is no short text.
LONGEST: Mapping[str, int] = {"short": 600, "subject": 150, "letter": 4_000}


class PlaceholderMissing(Invalid):
    """%(name)s must stand in these words, or leave them empty."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words with placeholders, by where they go; empty ones are the built-in words."""

    short: str = ""
    subject: str = ""
    letter: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether all of them are the built-in ones."""
        return not (self.short or self.subject or self.letter)


def check(event: Event, typed: Mapping[str, str]) -> Words:
    """What was typed, with plain line ends. Raises FieldErrors with a fault for each field."""
    clean: dict[str, str] = {}
    faults = list(_checked(event, typed, clean))
    if faults:
        raise FieldErrors(faults)
    return Words(**clean)


def _checked(event: Event, typed: Mapping[str, str], clean: dict[str, str]) -> Iterator[FieldError]:
    for name, longest in LONGEST.items():
        words = typed.get(name, "")
        if name == "subject":
            words = " ".join(words.split())
        try:
            clean[name] = templates.check(words, PLACEHOLDERS[event], longest=longest)
            if name != "subject":
                _whole(event, clean[name])
        except Invalid as refusal:
            yield FieldError(f"/{name}", refusal.detail)


def _whole(event: Event, words: str) -> None:
    """Own words say what has to be said. Raises PlaceholderMissing."""
    held = templates.names(words)
    for name in NEEDED.get(event, ()):
        if words and name not in held:
            raise PlaceholderMissing(name=f"{{{name}}}")
