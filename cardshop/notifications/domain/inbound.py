"""A message of a customer as the carrier hands it over: read, bounded, judged by its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cardshop.lib import text
from cardshop.lib.errors import Invalid
from cardshop.notifications.domain.events import SMS, WHATSAPP

LONGEST = 4096
LONGEST_NAME = 200
_SID = re.compile(r"(SM|MM)[0-9a-f]{32}", re.ASCII)
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_PREFIX = "whatsapp:"


class NotAMessage(Invalid):
    """This is not a message from a telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """What somebody wrote. `sender` and `line` are numbers without the word of their channel.

    `line` may be another name of ours, `service` is the group of numbers that it stands in.
    `opted` is STOP or START where the carrier has acted on it already; `replied_to` is the
    carrier's name of the message that was quoted.
    """

    provider_id: str
    channel: str
    sender: str
    line: str
    service: str = ""
    body: str = ""
    button: str = ""
    media: int = 0
    name: str = ""
    opted: str = ""
    replied_to: str = ""

    @property
    def said(self) -> str:
        """What counts as the answer: the button that was pressed, or the words."""
        return self.button or self.body


def read(form: Mapping[str, str]) -> Inbound:
    """The message of a form. Raises NotAMessage for one without a name or a telephone number."""
    sid, sender = form.get("MessageSid", ""), form.get("From", "")
    number = sender.removeprefix(_PREFIX)
    if not _SID.fullmatch(sid) or not _E164.fullmatch(number):
        raise NotAMessage
    return Inbound(
        provider_id=sid,
        channel=WHATSAPP if sender.startswith(_PREFIX) else SMS,
        sender=number,
        line=form.get("To", "").removeprefix(_PREFIX),
        service=form.get("MessagingServiceSid", ""),
        body=text.printable(form.get("Body", "")).strip()[:LONGEST],
        button=text.printable(form.get("ButtonPayload", "")).strip()[:LONGEST],
        media=_count(form.get("NumMedia", "")),
        name=" ".join(text.printable(form.get("ProfileName", "")).split())[:LONGEST_NAME],
        opted=form.get("OptOutType", "").upper(),
        replied_to=form.get("OriginalRepliedMessageSid", ""),
    )


def _count(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 2 else 0
