"""What Twilio's documentation allows in a request, and its code for what it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

# https://www.twilio.com/docs/messaging/api/message-resource: what of it cardshop may use.
PARAMETERS = {"To", "From", "Body", "ContentSid", "ContentVariables", "StatusCallback"}
FILTERS = {"To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"}
E164 = re.compile(r"\+[1-9]\d{6,14}")
CONTENT = re.compile(r"HX[0-9a-f]{32}")
LONGEST_BODY = 1600


@dataclass(frozen=True, slots=True)
class Refusal:
    """Twilio's code and words."""

    code: int
    words: str


def refusal(sent: Mapping[str, str], numbers: Collection[str]) -> Refusal | None:
    """The first thing that the documentation does not allow."""
    return next(_refusals(sent, numbers), None)


def unknown_filters(asked: Mapping[str, str]) -> list[str]:
    """What a list was asked by that the documentation does not know."""
    return [f"no such filter: {name}" for name in asked.keys() - FILTERS]


def is_asked_for(message: Mapping[str, Any], asked: Mapping[str, str]) -> bool:
    """Whether a list asked like this holds the message. What is not sent yet has no date."""
    fits = all(message[name.lower()] == asked[name] for name in ("To", "From") if name in asked)
    dated = any(name.startswith("DateSent") for name in asked)
    return fits and not (dated and message["date_sent"] is None)


def rendered(sent: Mapping[str, str]) -> str:
    """The words of a template, which only Twilio knows; here with all of its variables."""
    values = json.loads(sent.get("ContentVariables") or "{}")
    return f"Template: {', '.join(values.values())}"


def _refusals(sent: Mapping[str, str], numbers: Collection[str]) -> Iterator[Refusal]:
    for name in sent.keys() - PARAMETERS:
        yield Refusal(20001, f"Unknown parameter {name}")
    yield from _addresses(sent, numbers)
    yield from _words(sent)
    address = urlsplit(sent.get("StatusCallback", "http://example.com"))
    if address.scheme not in ("http", "https") or not address.hostname or "_" in address.hostname:
        yield Refusal(21609, "Invalid StatusCallback URL")


def _addresses(sent: Mapping[str, str], numbers: Collection[str]) -> Iterator[Refusal]:
    to, sender = sent.get("To", ""), sent.get("From", "")
    if not to:
        yield Refusal(21604, "A 'To' phone number is required.")
    if not sender:
        yield Refusal(21603, "A 'From' phone number is required.")
    if to.startswith("whatsapp:") != sender.startswith("whatsapp:"):
        yield Refusal(21910, "Invalid 'From' and 'To' pair")
    if not E164.fullmatch(to.removeprefix("whatsapp:")):
        yield Refusal(21211, "Invalid 'To' Phone Number")
    if sender.removeprefix("whatsapp:") not in numbers:
        yield Refusal(63007 if sender.startswith("whatsapp:") else 21606, "No such 'From'")


def _words(sent: Mapping[str, str]) -> Iterator[Refusal]:
    body, content = sent.get("Body", ""), sent.get("ContentSid", "")
    if not body and not content:
        yield Refusal(21619, "A text message body or media urls must be specified.")
    if len(body) > LONGEST_BODY:
        yield Refusal(21617, "The concatenated message body exceeds the 1600 character limit.")
    if content and not CONTENT.fullmatch(content):
        yield Refusal(21655, "The ContentSid is Invalid")
    if "ContentVariables" in sent and not _are_variables(sent["ContentVariables"]):
        yield Refusal(21656, "The ContentVariables Parameter is invalid")
    if "ContentVariables" in sent and not content:
        yield Refusal(21656, "ContentVariables without ContentSid")


def _are_variables(text: str) -> bool:
    """A JSON object of texts, which WhatsApp takes on one line only and never empty."""
    try:
        values = json.loads(text)
    except ValueError:
        return False
    return isinstance(values, dict) and all(
        isinstance(value, str) and value.strip() and not re.search(r"[\n\t]| {5}", value)
        for value in values.values()
    )
