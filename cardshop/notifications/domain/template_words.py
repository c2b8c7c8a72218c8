"""The words of an event as WhatsApp wants them registered: numbered variables between words."""

from __future__ import annotations

from dataclasses import dataclass

from cardshop.lib import templates


@dataclass(frozen=True, slots=True)
class Registered:
    """A text to paste, and the placeholders that its variables 1, 2, 3 ... stand for."""

    text: str
    variables: list[str]


def to_register(words: str, *, opening: str, closing: str) -> Registered:
    """The words with {{1}}, {{2}} ... for their placeholders, each its own number.

    WhatsApp refuses a template that begins or ends with a variable: then `opening` or `closing`
    stands there.
    """
    names: list[str] = []

    def number(mark: object) -> str:
        name = str(mark[1]).strip().casefold()  # type: ignore[index]
        if name not in names:
            names.append(name)
        return f"{{{{{names.index(name) + 1}}}}}"

    text = templates.MARK.sub(number, words.strip())
    if text.startswith("{{"):
        text = f"{opening} {text}"
    if text.endswith("}}"):
        text = f"{text}\n{closing}"
    return Registered(text, names)


def name_of(event: str, person: str) -> str:
    """A name for the template that Twilio and WhatsApp take: small letters, digits, underscores."""
    return f"cardshop_{event}_{person}".replace(".", "_")
