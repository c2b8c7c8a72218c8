"""A contact file's words as a card takes them: what fits is kept, what cannot be used is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cardshop.cards.domain.contact import PHONE_KINDS, PLACE_KINDS, Contact
from cardshop.cards.domain.content import CardChanges
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse

_LINES = ("display_name", "headline", "organisation", "job_title")
# Lists of a card, with the field that names an entry to people.
_NAMED_BY = {
    "phones": "number",
    "emails": "address",
    "websites": "url",
    "addresses": "street",
    "links": "url",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card can take from a contact, and the words of what it cannot."""

    changes: CardChanges
    left_out: tuple[str, ...] = ()


def read(contact: Contact, *, country: str) -> Reading:
    """Everything of the contact that the card's rules allow; texts too long are cut."""
    sieve = _Sieve({"country": country})
    kept: dict[str, Any] = {}
    for name in _LINES:
        kept |= sieve.text(name, getattr(contact, name))
    kept |= sieve.text("bio", contact.note)
    kept |= sieve.text("locale", contact.language)
    for name in _NAMED_BY:
        kept |= sieve.entries(name, [_tidy(asdict(part)) for part in getattr(contact, name)])
    return Reading(parse(CardChanges, kept, sieve.context), tuple(sieve.left_out))


def additions(there: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """What a card would gain: words where it has none, entries that its lists do not have."""
    sent = reading.changes.changes()
    found = {name: _more(name, there[name], value) for name, value in sent.items()}
    return {name: more for name, more in found.items() if more}


def merged(there: Mapping[str, Any], gains: Mapping[str, Any]) -> dict[str, Any]:
    """The card's columns once it has gained that."""
    return {name: [*there[name], *v] if name in _NAMED_BY else v for name, v in gains.items()}


def _more(name: str, there: Any, value: Any) -> Any:
    if name not in _NAMED_BY:
        return "" if there else value
    known = {entry[_NAMED_BY[name]] for entry in there}
    more = [entry for entry in value if entry[_NAMED_BY[name]] not in known]
    return more[: _LONGEST[name] - len(there)]


class _Sieve:
    """Lets through what the card's models accept, and keeps the words of the rest."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        self.left_out: list[str] = []

    def text(self, name: str, words: str) -> dict[str, Any]:
        clean = "".join(c for c in words if c.isprintable() or c in "\n\u200c\u200d").strip()
        longest = _LONGEST.get(name, 35)
        return self._passed(name, clean[:longest].strip(), clean) if clean else {}

    def entries(self, name: str, entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
        passed = [
            entry
            for entry in entries
            if self._passed(name, [entry], entry[_NAMED_BY[name]] or entry.get("city", ""))
        ]
        self.left_out += [entry[_NAMED_BY[name]] for entry in passed[_LONGEST[name] :]]
        return {name: passed[: _LONGEST[name]]} if passed else {}

    def _passed(self, name: str, value: Any, words: str) -> dict[str, Any]:
        try:
            parse(CardChanges, {name: value}, self.context)
        except FieldErrors:
            self.left_out.append(words)
            return {}
        return {name: value}


def _tidy(part: dict[str, Any]) -> dict[str, Any]:
    """Kinds that a contact file invents become "other"; labels too long are cut."""
    allowed = PHONE_KINDS if "number" in part else PLACE_KINDS
    if "kind" in part and part["kind"] not in allowed:
        part["kind"] = "other"
    if "label" in part:
        part["label"] = part["label"][:60].strip()
    return part


_LONGEST = {
    name: next(m.max_length for m in field.metadata if hasattr(m, "max_length"))
    for name, field in CardChanges.model_fields.items()
    if name in _NAMED_BY
} | {
    name: next(m.longest for m in field.metadata if hasattr(m, "longest"))
    for name, field in CardChanges.model_fields.items()
    if name in (*_LINES, "bio")
}
