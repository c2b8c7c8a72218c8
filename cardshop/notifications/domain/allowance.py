"""How much a business sends by telephone in a day, and where to: the limits that it sets itself."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

# A day is the last 24 hours, so that no midnight doubles what may be sent.
DAY = timedelta(hours=24)

# What a message is counted for, in hundredths of a US dollar: no exact price, which the carrier
# tells days later, but what keeps a mistake from becoming expensive.
WHATSAPP_COST = 4
# By the first digits of the number: each part of an SMS.
SMS_COSTS = {"+1": 1, "+44": 5, "+34": 8, "+55": 6, "+52": 6, "+91": 8}
OTHER_SMS_COST = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What a business allows itself. The countries are ISO 3166-1."""

    daily: int
    daily_cost: int
    of_recipient: int
    countries: Collection[str]


@dataclass(frozen=True, slots=True)
class Used:
    """What has been sent within a day: all of it, its cost, and to this number."""

    messages: int
    cost: int
    to_recipient: int

    def __add__(self, other: Used) -> Used:
        return Used(
            self.messages + other.messages,
            self.cost + other.cost,
            self.to_recipient + other.to_recipient,
        )


def sms_cost(number: str, parts: int) -> int:
    """What an SMS is counted for."""
    each = next((c for code, c in SMS_COSTS.items() if number.startswith(code)), OTHER_SMS_COST)
    return each * max(parts, 1)


def refusal(limits: Limits, used: Used, *, cost: int, country: str) -> str:
    """Why one more message may not leave; empty when it may."""
    if country not in limits.countries:
        return f"Messages to this country ({country or '?'}) are not allowed by your settings."
    if used.messages >= limits.daily:
        return f"Your limit of {limits.daily} messages a day is reached."
    if used.cost + cost > limits.daily_cost:
        dollars = math.floor(limits.daily_cost / 100)
        return f"Your limit of {dollars} US dollars a day is reached."
    if used.to_recipient >= limits.of_recipient:
        return f"Your limit of {limits.of_recipient} messages a day to one number is reached."
    return ""
