"""Twilio's error codes that we know: https://www.twilio.com/docs/api/errors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# An account or a number of the owner's that is mended there: the message goes out then. And what
# passes by itself.
TEMPORARY = frozenset(
    {20003, 20005, 20429, 14107, 63018, 63038, 30001, 30022, 63017, 63031, 30002, 63002, 63012}
)
# The number has said at the carrier that it wants nothing.
OPTED_OUT = frozenset({21610})
# The template is at fault, not the number: the owner is told, and it is not used any more.
OF_TEMPLATE = frozenset({21655, 21656, 63021, 63027, 63028, 63036, 63040, 63041, 63042, 92006})
_GROUPS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        "This is no telephone number that Twilio knows.": frozenset({21211, 21217, 21421, 63024}),
        "The number cannot receive text messages.": frozenset({21614, 30006}),
        "The number cannot be reached by this channel.": frozenset(
            {21612, 30003, 30005, 63003, 63032, 63033, 63049}
        ),
        "The number wants no more messages.": OPTED_OUT,
        "The account at Twilio may not write to this country.": frozenset({21408, 21421, 60410}),
        "The number that it is sent from does not belong to the account.": frozenset(
            {21212, 21603, 21606, 21659, 21910, 63007}
        ),
        "WhatsApp takes free text only within 24 hours of the customer's last message.": frozenset(
            {63015, 63016}
        ),
        "WhatsApp refused the template.": OF_TEMPLATE,
        "The text is too long.": frozenset({21617, 30015}),
        "There is nothing to send.": frozenset({21602, 21619}),
        "The carrier blocked it.": frozenset({30004, 30007, 30034, 63005, 63009, 63013}),
        "Twilio does not know this account, or its token has changed.": frozenset({20003}),
        "The account at Twilio is suspended or has no credit.": frozenset({20005, 30002, 21664}),
        "Twilio asks to wait.": frozenset({20429, 14107, 63018, 63038, 30001, 30022, 63017}),
    }
)
_WORDS: Mapping[int, str] = MappingProxyType(
    {code: words for words, codes in _GROUPS.items() for code in codes}
)


def words_of(code: int) -> str:
    """What a code says, in English as the outbox keeps it; empty for an unknown one."""
    return _WORDS.get(code, "")


def sentences() -> tuple[str, ...]:
    """All that can be said, to be translated where it is shown."""
    return tuple(_GROUPS)
